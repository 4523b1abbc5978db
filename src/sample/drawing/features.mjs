// Eyes, brows, noses, mouths, ears and what babies wear on their faces, in the head's own coordinates.

import { circles, el, fill, group, n, stroke } from './hand.mjs';

const OPEN = {
  round: { shape: 'M-16 2C-13-13 11-15 16-1C13 13-12 14-16 2z', lid: 'M-15-1C-11-14 11-16 17-1', iris: 11.4 },
  almond: { shape: 'M-17 3C-12-11 10-13 17-3C12 10-10 12-17 3z', lid: 'M-16 1C-11-12 10-14 18-4', iris: 10.4 },
  soft: { shape: 'M-16 2C-11-9 10-10 16-2C11 9-11 10-16 2z', lid: 'M-15 0C-11-10 10-11 17-3', iris: 9.8 },
};

const PUPIL = '#190e0a';

/** What the lid does to an open eye. */
const lids = {
  open: (s, lid) => stroke(lid, s.line, 3.6),
  drowsy: s =>
    fill('M-20 4C-17-19 15-21 20 0C8 4-8 6-20 4z', s.base) +
    stroke('M-17 4C-8 7 9 6 17 0', s.line, 3.8) +
    stroke('M-12-6C-5-10 8-10 13-7', s.shade, 2.2),
  smiling: (s, lid) =>
    fill('M-20 7C-8 0 9 0 20 4C15 19-13 20-20 7z', s.base) + stroke('M-14 6C-6 2 7 2 14 4', s.shade, 2.2) + stroke(lid, s.line, 3.8),
};

/** One eye for the side where outwards is to the right; the other is mirrored, its light is not. */
function openEye(face, side) {
  const { shape, lid, iris } = OPEN[face.eye ?? 'round'];
  const [gx, gy] = face.gaze ?? [0, 0];
  const s = face.skin;
  const cx = gx * side;
  const ball = el('circle', { cx, cy: gy, r: iris, fill: face.iris }) + el('circle', { cx, cy: gy, r: iris * 0.6, fill: PUPIL });
  const light = circles([
    [cx - 2.6 * side, gy - 4, 3.2],
    [cx + 4 * side, gy + 4.5, 1.6],
  ]);
  const crease = face.crease === false || face.eyes === 'drowsy' ? '' : stroke('M-11-15C-4-19 7-19 13-14', s.shade, 2, 0.7);
  return fill(shape, '#fffaf0') + ball + fill(light, '#fff') + crease + lids[face.eyes](s, lid);
}

const shutEyes = {
  laughing: s =>
    stroke('M-16 5C-9-8 9-9 16 3', s.line, 4.4) + stroke('M16 3l4 0', s.line, 2.2) + stroke('M-9 12C-3 9 5 9 10 11', s.shade, 2.2, 0.8),
  asleep: s => stroke('M-16-1C-9 10 9 10 16-2', s.line, 4.2) + stroke('M13 4l4 4M5 8l1 5M16-2l4 2', s.line, 2.2),
};

export function eyes(face) {
  const { apart = 39, eyeY = 18, turn = 0, slant = 0, eyeSize = 1 } = face;
  return [-1, 1]
    .map(side => {
      const wink = face.wink === side ? 'laughing' : face.eyes;
      const one = shutEyes[wink] ? shutEyes[wink](face.skin) : openEye(face, side);
      const far = side * turn > 0 ? 1 - Math.abs(turn) / 110 : 1;
      const dip = side * (face.skew ?? 0);
      return group(
        `translate(${n(side * apart + turn)} ${n(eyeY + dip)})scale(${n(side * far * eyeSize * 100) / 100} ${n(eyeSize * 100) / 100})rotate(${-slant})`,
        one,
      );
    })
    .join('');
}

/** lift: px up; bend: how round; tip: outer end down (worried is negative). */
export function brows(face) {
  const { lift = 0, bend = 5, tip = 0, weight = 3.8, uneven = 0 } = face.brow ?? {};
  const { apart = 39, eyeY = 18, turn = 0 } = face;
  const d = [-1, 1]
    .map(side => {
      const x = side * apart + turn;
      const y = eyeY - 29 - lift - (side > 0 ? uneven : 0);
      return `M${n(x - side * 11)} ${n(y + 2 - tip)}Q${n(x + side * 1)} ${n(y - bend)} ${n(x + side * 13)} ${n(y + 3 + tip)}`;
    })
    .join('');
  return stroke(d, face.browPaint ?? face.hair.base, weight, face.browFade ?? 0.7);
}

export function nose(face) {
  const { wide = 9, y = 43 } = face.nose ?? {};
  const s = face.skin;
  const x = (face.turn ?? 0) * 1.35;
  return (
    el('ellipse', { cx: x, cy: y - 1, rx: wide + 3, ry: 8, fill: s.blush, opacity: 0.26 }) +
    stroke(`M${n(x - wide)} ${y + 1}q2 6 ${wide} 4q${wide - 2} 2 ${wide}-4`, s.shade, 2.6) +
    el('ellipse', { cx: x - 2, cy: y - 4, rx: 4, ry: 3.2, fill: s.light, opacity: 0.8 })
  );
}

const INSIDE = '#6d2420';
const TONGUE = '#d4786a';
const TOOTH = '#fffaf0';

const mouths = {
  smile: s =>
    stroke('M-18-3C-9 8 9 8 18-4', s.line, 3.2) +
    stroke('M-6 9C-2 11 3 11 6 9', s.lip, 3.4, 0.55) +
    stroke('M-22-7q4 2 4 6M22-8q-4 2-4 6', s.shade, 2.4),
  content: s => fill('M-10 0C-6-4-2-4 0-2C2-4 6-4 10 0C6 8-6 8-10 0z', s.lip, 0.6) + stroke('M-14-2C-7 4 7 4 14-3', s.line, 2.6),
  laugh: s =>
    fill('M-22-6C-10-2 10-2 22-7C21 13 11 21 0 21C-11 21-21 13-22-6z', INSIDE) +
    fill('M-12 14C-7 7 7 7 12 13C8 20-7 20-12 14z', TONGUE) +
    stroke('M-23-8C-10-2 10-2 23-9', s.line, 3.2) +
    stroke('M-26-10q3 1 3 4M26-11q-3 1-3 4', s.shade, 2.4) +
    stroke('M-8 26C-3 28 4 28 8 26', s.shade, 2.4, 0.7),
  toothy: s => mouths.laugh(s) + fill('M-8 12q0-4 4-4t4 4v4q-5 0-8-1zM0 12q0-4 4-4t4 3.5v3.5q-4 1.5-8 1z', TOOTH),
  grin: s =>
    fill('M-20-5C-9 0 9 0 20-6C17 10 9 13 0 13C-9 13-17 9-20-5z', INSIDE) +
    fill('M-7-2.5h14v4.5q-3.500 2-7 0q-3.500 2-7 0z', TOOTH) +
    stroke('M-21-7C-9 0 9 0 21-8', s.line, 3.2) +
    stroke('M-6 19C-2 21 3 21 6 19', s.shade, 2.4, 0.7),
  oh: s =>
    el('ellipse', { rx: 8, ry: 9.5, cy: 3, fill: INSIDE }) +
    el('ellipse', { rx: 4.5, ry: 3, cy: 8.5, fill: TONGUE }) +
    el('ellipse', { rx: 8.5, ry: 10, cy: 3, fill: 'none', stroke: s.lip, 'stroke-width': 3, 'stroke-opacity': 0.7 }),
  serious: s =>
    fill('M-11 2C-6-3-2-4 0-2C2-4 6-3 11 2C6 9-6 9-11 2z', s.lip, 0.65) +
    stroke('M-12 3C-5 0 5 0 12 3', s.line, 2.6) +
    stroke('M-5 14C-2 15.5 2 15.5 5 14', s.shade, 2.4, 0.7),
  pout: s =>
    fill('M-10 1C-5-5-2-5 0-3C2-5 5-5 10 1C5 4-5 4-10 1z', s.lip, 0.65) +
    fill('M-8 3C-3 1 3 1 8 3C7 11-7 11-8 3z', s.lip, 0.5) +
    stroke('M-11 2C-4 0 4 0 11 2', s.line, 2.4),
  tongue: s =>
    stroke('M-15-3C-8 5 8 5 15-4', s.line, 3.4) + fill('M-6 2C-2 4 3 4 7 1C8 13-6 14-6 2z', TONGUE) + stroke('M.5 5v4', s.lip, 1.6, 0.7),
  dreaming: s => fill('M-9 1C-5-3-2-3 0-1C2-3 5-3 9 1C5 7-5 7-9 1z', s.lip, 0.5) + stroke('M-9 1C-4 3 4 3 9 1', s.line, 2.2),
};

export function mouth(face) {
  return group(`translate(${n((face.turn ?? 0) * 1.15)} ${n(face.mouthY ?? 63)})`, mouths[face.mouth](face.skin));
}

/** A wash of warm paint and a few strokes of the brush over it. */
export function cheeks(face) {
  const { blush } = face.skin;
  const turn = (face.turn ?? 0) * 0.8;
  return [-57, 57]
    .map(
      x =>
        el('ellipse', { cx: x + turn, cy: 49, rx: 22, ry: 17, fill: blush, opacity: face.glow ?? 0.34 }) +
        stroke(
          `M${n(x + turn - 12)} 55l9-11M${n(x + turn - 3)} 57l10-13M${n(x + turn + 7)} 56l7-9`,
          blush,
          2.4,
          (face.glow ?? 0.34) + 0.06,
        ),
    )
    .join('');
}

export function ear(face, side) {
  const s = face.skin;
  const x = side * (face.wide ?? 86);
  const at = (dx, y) => `${n(x + side * dx)} ${y}`;
  return (
    fill(`M${at(-6, 2)}C${at(16, -16)} ${at(27, 22)} ${at(8, 39)}Q${at(-2, 46)} ${at(-8, 38)}z`, side > 0 ? s.shade : s.base) +
    stroke(`M${at(2, 10)}Q${at(14, 6)} ${at(12, 17)}Q${at(11, 24)} ${at(4, 27)}`, side > 0 ? s.line : s.shade, 2.6, 0.6)
  );
}
