// Draws grown-ups: heads with different hair, and a bust whose arms can hold something; all made up.
import { at, circle, colour, hair as hairs, line, moving, oval, shape, skin as skins } from './palette.mjs';

const HEAD = 'M-72-20C-76-86-40-112 0-112S76-86 72-20C74 30 56 92 0 100C-56 92-74 30-72-20Z';
let clipCount = 0;

/** Hair styles: bob, bun, short, curls, scarf, beard (short hair and a beard). Mood: calm, smile, closed. */
export function adultHead({
  skin = 'brown',
  hair = 'black',
  style = 'bob',
  mood = 'smile',
  look = [0, 0],
  scarf = colour.claySoft,
  glasses = false,
} = {}) {
  const tone = skins[skin];
  const fill = hairs[hair];
  const clip = `a${clipCount++}`;
  const covered = style === 'scarf';
  const ears = covered ? '' : circle(-73 - look[0] * 0.3, 4, 15, tone.base) + circle(73 - look[0] * 0.3, 4, 15, tone.base);
  const face = `<clipPath id="${clip}"><path d="${HEAD}"/></clipPath>${shape(HEAD, tone.base)}<g clip-path="url(#${clip})">
    ${shape('M44-120C84-40 80 40 6 106L120 120L120-120Z', tone.shade, 'opacity=".42"')}${at(look[0], look[1], cheeks(tone))}${style === 'beard' ? beard(fill) : ''}</g>`;
  const features = at(look[0], look[1], browsAndEyes(mood) + noseAndMouth(tone, mood, look) + (glasses ? spectacles() : ''));
  return behind(style, fill, scarf) + ears + face + front(style, fill, clip, scarf) + features;
}

function browsAndEyes(mood) {
  const brows = line('M-46-24q15-10 30-3M16-27q15-7 30 3', colour.bark, 5, 'opacity=".85"');
  if (mood === 'closed') return brows + line('M-45 0q14 9 28 0M17 0q14 9 28 0', colour.ink, 4.5);
  const eye = x => oval(x, -2, 7, 8.5, colour.ink) + circle(x + 2.4, -5, 2.4, '#fff');
  return brows + moving('blink', eye(-30) + eye(30), { origin: '0 -2px', delay: 1.3 });
}

function noseAndMouth(tone, mood, look) {
  const side = look[0] < 0 ? -1 : 1;
  const smile = mood === 'calm' ? 'M-16 56q16 6 32 0' : 'M-24 50q24 24 48 0';
  return line(`M${side * 2}-2Q${side * 14} 22 ${side * 8} 28Q0 32-6 27`, tone.shade, 5) + line(smile, '#6F2A22', 5.5);
}
const cheeks = tone => oval(-44, 34, 15, 11, tone.cheek, 'opacity=".42"') + oval(44, 34, 15, 11, tone.cheek, 'opacity=".42"');
const beard = fill => shape('M-90-4C-66 10-60 30-34 38Q0 26 34 38C60 30 66 10 90-4L90 120L-90 120Z', fill, 'opacity=".92"');
const spectacles = () =>
  `<g fill="none" stroke="${colour.ink}" stroke-width="4.5"><circle cx="-31" cy="0" r="22"/><circle cx="31" cy="0" r="22"/><path d="M-9-3q9-7 18 0"/></g>`;

function behind(style, fill, scarf) {
  if (style === 'bob') return shape('M-88 60C-104-40-96-128 0-132S104-40 88 60Q70 86 46 70L-46 70Q-70 86-88 60Z', fill);
  if (style === 'bun') return circle(0, -132, 40, fill);
  if (style === 'curls')
    return [
      [-78, -30],
      [-86, 10],
      [-80, 48],
      [78, -30],
      [86, 10],
      [80, 48],
      [-62, -78],
      [62, -78],
      [-24, -108],
      [24, -108],
      [0, -114],
    ]
      .map(([x, y]) => circle(x, y, 36, fill))
      .join('');
  if (style === 'scarf') return shape('M-98 120C-118-30-96-138 0-140S118-30 98 120Q50 170 0 170T-98 120Z', scarf);
  return '';
}

function front(style, fill, clip, scarf) {
  if (style === 'scarf') {
    const opening = 'M-60 10C-64-60-38-88 0-88S64-60 60 10C58 58 34 88 0 90S-58 58-60 10Z';
    return (
      shape(`M-90 10C-96-90-50-126 0-126S96-90 90 10C90 70 60 112 0 118S-90 70-90 10Z${opening}`, scarf, 'fill-rule="evenodd"') +
      line('M-50 104Q0 132 60 92', 'rgba(20,20,20,.16)', 8)
    );
  }
  const inHead = d => `<g clip-path="url(#${clip})">${shape(d, fill)}</g>`;
  const fringe = {
    bob: 'M-90 0C-72-40-50-62-14-78C22-56 62-48 90-10L90-130L-90-130Z',
    bun: 'M-90-2C-74-54-40-76 0-80S74-54 90-2L90-130L-90-130Z',
    curls: 'M-90-14C-70-60-40-70 0-66S70-60 90-14L90-130L-90-130Z',
    short: 'M-90-14C-66-40-62-66-40-76C0-58 50-62 66-44Q74-24 90-14L90-130L-90-130Z',
  };
  const extra =
    style === 'curls'
      ? [
          [-52, -78],
          [-22, -92],
          [12, -92],
          [44, -82],
        ]
          .map(([x, y]) => circle(x, y, 24, fill))
          .join('')
      : '';
  return inHead(fringe[style === 'beard' ? 'short' : style]) + extra;
}

/** Head and shoulders; the origin is between the shoulders, the body runs 420 down. Arms are thick lines given as paths. */
export function bust({ clothes = colour.teal, tilt = 0, arms = [], short = false, ...face } = {}) {
  const tone = skins[face.skin ?? 'brown'];
  const neck = shape('M-32-70L-36 6Q0 34 36 6L32-70Z', tone.shade);
  const end = short ? 370 : 430;
  const body =
    shape(
      `M-40-4C-100 6-158 30-172 110L${short ? -130 : -190} ${end}L${short ? 130 : 190} ${end}L172 110C158 30 100 6 40-4Q0 30-40-4Z`,
      clothes,
    ) + shape(`M84 10C136 24 160 48 172 110L${short ? 130 : 190} ${end}L90 ${end}Q130 200 84 10Z`, 'rgba(20,20,20,.13)');
  const limbs = arms
    .map(([d, hand]) => line(d, clothes, 84) + line(d, 'rgba(20,20,20,.08)', 84) + (hand ? circle(hand[0], hand[1], 38, tone.base) : ''))
    .join('');
  const head = at(0, -134, adultHead(face), { turn: tilt });
  return moving('breathe', neck + body + head + limbs, { delay: 0.7 });
}

/** A grown-up sitting on the floor with crossed legs, hands in the lap; the floor at y 0. */
export function floorSitter({ trousers = colour.night, clothes = colour.clay, ...face } = {}) {
  const legs =
    line('M-120-70Q-250-40-170-34Q-40-34 70-34', trousers, 84) +
    line('M120-70Q250-40 170-34Q40-34-70-34', trousers, 84) +
    line('M-60-12Q20-44 96-40', 'rgba(255,255,255,.1)', 8);
  const sleeve = s =>
    line(`M${s * 130}-330Q${s * 190}-190 ${s * 40}-116`, clothes, 70) +
    line(`M${s * 130}-330Q${s * 190}-190 ${s * 40}-116`, 'rgba(20,20,20,.1)', 70);
  return (
    at(0, -440, bust({ clothes, ...face, short: true })) +
    legs +
    circle(-26, -112, 34, skins[face.skin ?? 'brown'].base) +
    circle(26, -108, 34, skins[face.skin ?? 'brown'].base) +
    sleeve(-1) +
    sleeve(1)
  );
}
