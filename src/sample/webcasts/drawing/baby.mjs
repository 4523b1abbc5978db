// Draws babies: a face in several moods, a seated baby, a baby lying on the tummy; all made up.
import { at, circle, colour, hair as hairs, line, moving, oval, shape, skin as skins } from './palette.mjs';

const HEAD = 'M-94-8C-98-82-52-114 0-114S98-82 94-8C101 14 102 40 88 62C68 92 32 102 0 102S-68 92-88 62C-102 40-101 14-94-8Z';
let clipCount = 0;

/** The face; mood: smile, calm, awe, laugh, sleep; look: [right, down] moves the features, so that the head turns. */
export function babyHead({ skin = 'olive', hair = 'black', style = 'cap', mood = 'smile', look = [0, 0] } = {}) {
  const tone = skins[skin];
  const clip = `h${clipCount++}`;
  const ears =
    circle(-97 - look[0] * 0.3, 16, 19, tone.base) +
    circle(97 - look[0] * 0.3, 16, 19, tone.base) +
    circle(-97 - look[0] * 0.3, 17, 9, tone.shade) +
    circle(97 - look[0] * 0.3, 17, 9, tone.shade);
  const face = `<clipPath id="${clip}"><path d="${HEAD}"/></clipPath>${shape(HEAD, tone.base)}
    <g clip-path="url(#${clip})">${shape('M60-120C110-40 108 60 10 110L140 140L140-120Z', tone.shade, 'opacity=".38"')}
    ${at(look[0], look[1], cheeks(tone))}</g>`;
  const features = at(look[0], look[1], eyes(mood, look) + nose(tone) + mouth(mood));
  return hairBehind(style, hairs[hair]) + ears + face + hairFront(style, hairs[hair], clip) + features;
}

const cheeks = tone => oval(-58, 44, 21, 15, tone.cheek, 'opacity=".5"') + oval(58, 44, 21, 15, tone.cheek, 'opacity=".5"');
const nose = tone => line('M-8 33q8 8 16 0', tone.shade, 5.5) + oval(0, 27, 7, 5, tone.shade, 'opacity=".35"');

function eyes(mood, look) {
  if (mood === 'sleep') return line('M-52 14q13 10 27 0M25 14q14 10 27 0', colour.ink, 5);
  if (mood === 'laugh') return line('M-53 16q13-15 27 0M26 16q14-15 27 0', colour.ink, 6);
  const big = mood === 'awe' ? 1.18 : 1;
  const glance = [Math.sign(look[0]) * 2.5, Math.sign(look[1]) * 2.5];
  const eye = x => oval(x, 13, 10 * big, 12 * big, colour.ink) + circle(x + 3.5 + glance[0], 8 + glance[1], 3.8 * big, '#fff');
  const lift = mood === 'awe' ? -8 : 0;
  const brows = line(`M-52 ${-14 + lift}q13-8 26-2M26 ${-16 + lift}q13-6 26 2`, colour.bark, 4.5, 'opacity=".75"');
  return brows + moving('blink', eye(-39) + eye(39), { origin: '0 13px' });
}

function mouth(mood) {
  if (mood === 'awe') return oval(0, 64, 10, 12, '#7A2F26') + oval(0, 70, 6, 4, '#C4685A');
  if (mood === 'laugh') return shape('M-25 54Q0 60 25 54Q22 84 0 84T-25 54Z', '#7A2F26') + oval(0, 77, 12, 6, '#C4685A');
  if (mood === 'smile') return line('M-19 58q19 17 38 0', '#7A2F26', 5.5);
  return line('M-12 62q12 6 24 0', '#7A2F26', 5.5);
}

function hairBehind(style, fill) {
  if (style === 'puffs') return circle(-84, -84, 42, fill) + circle(84, -84, 42, fill);
  return '';
}

function hairFront(style, fill, clip) {
  const inHead = d => `<g clip-path="url(#${clip})">${shape(d, fill)}</g>`;
  if (style === 'cap') return inHead('M-110-10C-96-58-70-66-40-70C-10-58 40-60 62-72C84-56 92-34 98-6L120-130L-120-130Z');
  if (style === 'wisp') {
    return inHead('M-110-24C-80-78-40-92 0-90S80-78 110-24L120-130L-120-130Z') + line('M0-112c-6-16 4-30 16-26c10 4 6 16-3 15', fill, 7);
  }
  if (style === 'curls') return curls(fill) + inHead('M-110-16C-84-66-40-76 0-76S84-66 110-16L120-130L-120-130Z');
  if (style === 'puffs')
    return inHead('M-110-20C-80-76-36-82 0-70S80-76 110-20L120-130L-120-130Z') + line('M0-113V-76', skins.brown.shade, 3, 'opacity=".5"');
  if (style === 'hat') return knittedHat(fill);
  return line('M-8-110q-8-14 2-24M6-111q6-12 18-14', fill, 6);
}

const curls = fill =>
  [
    [-88, -40, 24],
    [-78, -74, 27],
    [-48, -100, 29],
    [-10, -112, 30],
    [30, -108, 29],
    [64, -90, 28],
    [86, -56, 25],
    [93, -24, 17],
    [-95, -10, 17],
  ]
    .map(([x, y, r]) => circle(x, y, r, fill))
    .join('');

function knittedHat(fill) {
  const rim = shape('M-102-36Q0-78 102-36Q108-20 100-8Q0-48-100-8Q-108-20-102-36Z', colour.goldSoft);
  const ribs = line('M-70-46v26M-36-56v27M0-60v27M36-56v27M70-46v26', colour.gold, 4);
  return shape('M-100-30C-96-110-46-134 0-134S96-110 100-30Q0-76-100-30Z', fill) + circle(0, -140, 22, colour.goldSoft) + rim + ribs;
}

const TORSO = 'M-62-186C-96-140-100-60-82-20Q-60 6 0 6T82-20C100-60 96-140 62-186Q0-206-62-186Z';

/** A seated baby, the floor at y 0; hands: where the two hands are; `holds`: a drawing put into the right hand. */
export function seatedBaby({
  clothes = colour.clay,
  hands = [
    [-92, -62],
    [92, -62],
  ],
  holds = '',
  feet = colour.cream,
  tilt = 0,
  ...face
} = {}) {
  const tone = skins[face.skin ?? 'olive'];
  const dark = 'rgba(20,20,20,.13)';
  const leg = s =>
    line(`M${s * 34}-34Q${s * 108}-52 ${s * 118}-20`, clothes, 58) +
    line(`M${s * 50}-18Q${s * 90}-24 ${s * 112}-8`, dark, 22) +
    oval(s * 128, -26, 30, 36, feet, `transform="rotate(${s * 14} ${s * 128} -26)"`) +
    oval(s * 131, -20, 17, 22, dark, `transform="rotate(${s * 14} ${s * 128} -26)"`);
  const body = shape(TORSO, clothes);
  const arm = (s, [x, y]) => {
    const cuff = [s * 62 + (x - s * 62) * 0.8, -150 + (y + 150) * 0.8];
    const sleeve = `M${s * 62}-150Q${s * 108}-122 ${cuff[0]} ${cuff[1]}`;
    return circle(x, y, 25, tone.base) + line(sleeve, clothes, 46) + line(sleeve, dark, 46);
  };
  const neck = oval(0, -186, 40, 18, tone.shade);
  const head = `<g transform="translate(0 -272) rotate(${tilt})">${babyHead(face)}</g>`;
  return moving(
    'breathe',
    body + neck + leg(-1) + leg(1) + head + at(hands[1][0], hands[1][1], holds) + arm(-1, hands[0]) + arm(1, hands[1]),
  );
}

/** A baby on the tummy, head up, facing right; the floor at y 0. */
export function tummyBaby({ clothes = colour.gold, ...face } = {}) {
  const tone = skins[face.skin ?? 'olive'];
  const dark = 'rgba(20,20,20,.13)';
  const body =
    shape('M-250-20C-262-96-190-124-120-112C-40-102 10-128 44-120Q80-60 40-8Q-120 12-250-20Z', clothes) +
    shape('M-250-20Q-120-20 52-50Q60-24 40-8Q-120 12-250-20Z', dark);
  const legs = line('M-222-40Q-300-30-330-58', clothes, 54) + oval(-346, -78, 26, 34, colour.cream, 'transform="rotate(-24 -346 -78)"');
  const armBack = line('M34-84Q60-40 108-26', clothes, 44) + circle(128, -22, 24, tone.base);
  const armFront = line('M0-82Q4-40 46-22', clothes, 48) + line('M0-82Q4-40 46-22', dark, 48) + circle(68, -18, 26, tone.base);
  return legs + armBack + body + moving('breathe', at(62, -182, babyHead(face), { turn: 4 }), { origin: '62px -60px' }) + armFront;
}
