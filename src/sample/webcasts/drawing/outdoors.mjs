// Draws what is outside: trees, hills, a path, park things, a lark, and the sun.
import { at, box, circle, colour, line, moving, oval, shape } from './palette.mjs';

export const sun = (x, y, r, fill = colour.goldSoft) =>
  circle(x, y, r * 1.5, fill, 'opacity=".22"') + circle(x, y, r * 1.22, fill, 'opacity=".35"') + circle(x, y, r, fill);

/** A broad tree, its foot at 0, 0, about 520 high. */
export function tree({ crown = colour.leaf, light = colour.leafSoft, deep = colour.leafDeep } = {}) {
  const trunk = shape('M-30 0C-18-80-22-150-34-220L-6-220Q-2-170 8-150Q18-190 40-230L62-216C30-150 24-80 40 0Z', colour.bark);
  const blobs = [
    [-130, -300, 96, deep],
    [120, -290, 100, deep],
    [-60, -260, 90, deep],
    [60, -250, 86, deep],
    [-90, -380, 100, crown],
    [70, -390, 112, crown],
    [-6, -330, 120, crown],
    [150, -340, 70, crown],
    [-24, -430, 84, crown],
  ]
    .map(([x, y, r, f]) => circle(x, y, r, f))
    .join('');
  const lit = [
    [-108, -414, 44],
    [44, -452, 52],
    [-20, -360, 34],
    [120, -372, 30],
  ]
    .map(([x, y, r]) => circle(x, y, r, light, 'opacity=".55"'))
    .join('');
  return trunk + moving('sway', blobs + lit, { origin: '0 -230px' });
}

export const hills = (back, front) =>
  shape('M0 520Q260 400 560 470T1280 400V720H0Z', back) + shape('M0 600Q340 500 720 580T1280 540V720H0Z', front);
export const path = (fill = colour.sand) =>
  shape('M760 720C700 650 980 620 930 560S860 510 900 486L926 486C920 510 1010 530 1016 566C1026 620 900 650 1040 720Z', fill);

/** A leafy twig with n leaves, from 0, 0 to the right. */
export function twig(n = 5, fill = colour.leaf) {
  const leaves = Array.from({ length: n }, (_, i) => {
    const x = 30 + i * 34;
    const s = i % 2 ? 1 : -1;
    return at(x, -i * 2, shape('M0 0C10-26 34-34 52-30C48-10 26 4 0 0Z', fill), { turn: s > 0 ? 62 : -16 });
  }).join('');
  return line(`M0 0Q${n * 18}-6 ${n * 36} ${-n * 3}`, colour.bark, 6) + leaves;
}

/** A lark, flying to the right; the sign of the house. */
export function lark(fill = colour.cream, wing = colour.goldSoft) {
  const body = shape('M-70 18C-40-2-10-20 26-18C40-30 60-28 66-16L84-10L66-4C56 20 16 34-20 26L-76 34Z', fill);
  return (
    body +
    moving('flap', shape('M-10-4C-30-50-20-78-2-92C18-60 24-30 22-4Z', wing), { origin: '6px -6px' }) +
    circle(54, -16, 3.5, colour.ink)
  );
}

/** A pram seen from the side, wheels on y 0. */
export function pram({ hood = colour.teal, body = colour.clay } = {}) {
  const wheel = x =>
    circle(x, -42, 42, 'none', `stroke="${colour.ink}" stroke-width="9"`) +
    circle(x, -42, 8, colour.ink) +
    line(`M${x} -76V-8M${x - 34}-42H${x + 34}`, colour.steelDeep, 4);
  const frame =
    line('M-92-42L70-170M96-42L-70-170', colour.steelDeep, 10) +
    line('M-150-240Q-190-262-204-246', colour.ink, 13) +
    line('M-108-196L-168-250', colour.steelDeep, 10);
  const cot = shape('M-132-226H150C150-150 96-126 20-126C-70-126-128-150-132-226Z', body);
  const top =
    shape('M20-226C20-320 84-352 150-344C190-310 180-250 150-226Z', hood) +
    line('M66-226C66-290 100-326 140-342M106-226C108-270 130-310 154-336', 'rgba(20,20,20,.2)', 5);
  return frame + wheel(-92) + wheel(96) + cot + top;
}

/** A narrow iron gate between two posts, standing on y 0. */
export function gate() {
  const bars = Array.from({ length: 6 }, (_, i) => box(-72 + i * 27, -190, 9, 176, 4, colour.ink)).join('');
  const post = x => box(x, -230, 34, 236, 6, colour.bark) + circle(x + 17, -240, 22, colour.bark);
  return post(-124) + post(92) + box(-84, -180, 170, 11, 4, colour.ink) + box(-84, -50, 170, 11, 4, colour.ink) + bars;
}

export const puddle = (x, y, s = 1) =>
  at(
    x,
    y,
    oval(0, 0, 220, 50, '#9DBBB8') + oval(-30, -6, 120, 22, '#C9DBD5', 'opacity=".8"') + oval(70, 14, 46, 9, '#C9DBD5', 'opacity=".8"'),
    { scale: s },
  );
export const grass = (x, y, fill = colour.leafDeep) => at(x, y, line('M-16 0Q-18-22-26-32M-4 0Q-4-28-2-40M8 0Q12-22 22-30', fill, 6));
export const footsteps = (points, fill) =>
  points
    .map(([x, y, turn, s = 1], i) => at(x, y, oval(0, 0, 12, 20, fill) + oval(i % 2 ? 4 : -4, -26, 9, 8, fill), { turn, scale: s }))
    .join('');
