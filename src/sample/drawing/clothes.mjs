// Clothes and walls: what the shoulders wear and what is painted behind, on the whole sheet of 320 by 320.

import { circles, dabs, el, fill, group, stroke } from './hand.mjs';

/** Narrow, sloping shoulders. */
const BODY = 'M38 322C42 280 76 252 112 244C126 266 194 266 208 244C244 252 278 280 282 322z';

const SHADOW = '#24140f';
const NECK = 'M112 243C126 266 194 266 208 243';

const wear = {
  stripes: c => stroke('M20 276Q160 318 300 276M14 300Q160 342 306 300M60 256Q160 292 260 256', c.second, 9) + stroke(NECK, c.second, 9),
  dots: c =>
    fill(
      circles([
        [58, 292, 6],
        [86, 270, 6],
        [98, 304, 6],
        [128, 282, 6],
        [158, 304, 6],
        [190, 282, 6],
        [222, 304, 6],
        [232, 268, 6],
        [262, 292, 6],
      ]),
      c.second,
    ) + stroke(NECK, c.third, 9),
  dungarees: c =>
    fill('M112 322L116 284Q160 294 204 284L208 322z', c.second) +
    stroke('M118 288Q102 266 94 246M202 288Q218 266 226 246', c.second, 17) +
    fill(
      circles([
        [121, 290, 6],
        [199, 290, 6],
      ]),
      c.third,
    ) +
    stroke('M124 302Q160 309 196 302', c.third, 2.6, 0.8) +
    stroke(NECK, c.third, 7, 0.6),
  collar: c =>
    fill(
      'M112 240C130 262 152 264 160 264C156 284 132 292 112 282C98 272 100 252 112 240zM208 240C190 262 168 264 160 264C164 284 188 292 208 282C222 272 220 252 208 240z',
      c.second,
    ) +
    fill(
      circles([
        [160, 282, 4.5],
        [160, 304, 4.5],
      ]),
      c.third,
    ),
  knit: c =>
    stroke(NECK, c.second, 15) +
    stroke('M118 250l2 12M132 256l1 12M146 259v12M160 260v12M174 259v12M188 256l-1 12M202 250l-2 12', c.third, 2.4, 0.7) +
    stroke(
      'M56 290l7 9 7-9M86 276l7 9 7-9M84 304l7 9 7-9M116 290l7 9 7-9M153 290l7 9 7-9M190 290l7 9 7-9M222 304l7 9 7-9M220 276l7 9 7-9M250 290l7 9 7-9',
      c.second,
      3,
      0.8,
    ),
  cardigan: c =>
    fill('M118 246C132 262 188 262 202 246L176 322L144 322z', c.third) +
    stroke('M112 243C122 270 140 290 148 322M208 243C198 270 180 290 172 322', c.second, 10) +
    fill(circles([[160, 322, 0]]), c.second) +
    stroke('M60 268Q52 296 54 322M260 268Q268 296 266 322', c.second, 2.6, 0.6),
  bib: c =>
    fill('M110 240C90 290 112 322 160 322C208 322 230 290 210 240C196 264 124 264 110 240z', c.second) +
    stroke('M108 262C108 296 126 312 160 312C194 312 212 296 212 262', c.third, 2.8, 0.8) +
    stroke('M160 302v-22M160 292q-14-1-16-12q13 0 16 12M160 286q13-2 15-13q-12 1-15 13', c.third, 3.4),
  leaves: c =>
    fill(
      'M66 300q-4-22 16-28q4 22-16 28zM108 316q-10-20 8-32q11 20-8 32zM160 296q-13-16 0-31q13 15 0 31zM206 316q-12-18 6-32q12 18-6 32zM252 300q-20-8-14-28q20 6 14 28z',
      c.second,
    ) +
    stroke('M66 300l12-22M109 312l6-22M160 294v-22M207 312l4-22M250 298l-10-20', c.base, 2) +
    stroke(NECK, c.third, 8),
  yoke: c =>
    fill('M108 242C114 290 206 290 212 242C190 262 130 262 108 242z', c.second) +
    stroke('M110 258C122 296 198 296 210 258', c.third, 3.4) +
    fill(
      circles([
        [124, 278, 3],
        [142, 287, 3],
        [160, 290, 3],
        [178, 287, 3],
        [196, 278, 3],
      ]),
      c.third,
    ) +
    stroke('M160 258v22', c.base, 3),
  wrap: c =>
    stroke('M108 244C140 270 178 294 226 322M212 244C198 262 184 272 170 280', c.second, 10) +
    stroke('M60 270q16 30 16 52M262 276q-10 20-10 46', c.second, 2.6, 0.6),
};

/** The shoulders, their shaded side, the garment's own marks, and the soft shadow that the head throws. */
export function clothes({ id, kit, skin }) {
  const neck = fill('M120 214C122 240 112 246 108 250C138 274 182 274 212 250C208 246 198 240 200 214z', skin.shade);
  const marks =
    wear[kit.cut](kit) + fill('M218 236Q238 280 230 322H320V236z', SHADOW, 0.14) + fill('M90 240C110 272 212 276 236 238z', SHADOW, 0.16);
  return (
    el('clipPath', { id: `${id}-b` }, el('path', { d: BODY })) +
    neck +
    fill(BODY, kit.base) +
    el('g', { 'clip-path': `url(#${id}-b)` }, marks)
  );
}

const walls = {
  sun: c => el('circle', { cx: 236, cy: 96, r: 92, fill: c.second }) + stroke('M-10 268C80 240 240 244 330 262', c.third, 5, 0.5),
  hill: c =>
    fill('M0 206C70 150 130 196 196 168C250 146 290 160 320 176V320H0z', c.second) + fill('M0 262C90 214 220 240 320 224V320H0z', c.third),
  leaves: c =>
    fill(
      'M18 120q-10-46 34-66q10 50-34 66zM40 210q-34-20-28-62q36 18 28 62zM286 132q-30-34-2-78q32 40 2 78zM292 216q-8-46 26-66q10 42-26 66zM66 44q6-34 44-40q0 36-44 40z',
      c.second,
    ) + stroke('M20 116l26-50M36 204l-18-46M286 126l-1-56M294 210l18-46M72 40l30-28', c.third, 2.6),
  arch: c => stroke('M10 330V170A150 150 0 0 1 310 170V330', c.second, 30) + stroke('M50 330V170A110 110 0 0 1 270 170V330', c.third, 22),
  rain: c =>
    stroke(
      'M40 30v22M92 64v22M28 104v22M70 140v22M146 18v18M204 40v22M262 22v22M290 84v22M246 112v22M296 158v22M30 190v22M268 196v20',
      c.second,
      7,
    ),
  moon: c =>
    el('circle', { cx: 70, cy: 82, r: 62, fill: c.second }) +
    fill(
      circles([
        [236, 40, 4],
        [284, 96, 5],
        [262, 168, 3.5],
        [194, 24, 3],
        [300, 200, 4],
        [26, 190, 4],
      ]),
      c.third,
    ),
  branch: c =>
    stroke('M-6 96C60 84 88 50 104-8M326 150C288 138 270 96 276 40', c.third, 5) +
    fill(
      'M30 90q-6-30 20-42q8 30-20 42zM66 62q-26-12-22-40q26 10 22 40zM86 40q16-24 44-14q-12 26-44 14zM40 92q26 6 26 32q-26-4-26-32zM280 88q-30-4-34-32q30 0 34 32zM278 62q8-28 36-28q-4 28-36 28zM296 128q-28 6-40-18q26-10 40 18zM300 132q8-26 30-24v28q-14 6-30-4z',
      c.second,
    ),
  wash: c =>
    stroke(
      'M-10 52C90 30 200 66 330 40M-10 104C110 84 210 116 330 92M-10 156C90 140 220 168 330 146M-10 208C100 190 220 220 330 200',
      c.second,
      26,
    ),
  field: c =>
    fill(
      circles([
        [36, 44, 9],
        [92, 26, 9],
        [148, 40, 9],
        [210, 24, 9],
        [268, 48, 9],
        [300, 104, 9],
        [20, 108, 9],
        [58, 92, 9],
        [262, 110, 9],
        [30, 168, 9],
        [296, 166, 9],
        [48, 222, 9],
        [276, 220, 9],
      ]),
      c.second,
    ),
};

/** A wall of one paint with a motif a tone away and a spatter of the brush. */
export function wall({ wall: c }, random) {
  const spatter = Array.from({ length: 16 }, () => [random() * 320, random() * 320]);
  return (
    fill('M0 0H320V320H0z', c.base) +
    walls[c.motif](c) +
    dabs(spatter.slice(0, 10), c.third, 2.2, 0.5) +
    dabs(spatter.slice(10), c.third, 4, 0.4)
  );
}

/** A small fist at `hand` (x, y, turn in degrees), with its sleeve coming up from below. */
export function fist({ hand, skin, kit }) {
  if (!hand) return '';
  const [x, y, turn] = hand;
  const from = x < 160 ? 66 : 254;
  const inward = x < 160 ? 5 : -5;
  const sleeve =
    stroke(`M${from + inward} 330L${x + inward} ${y + 36}`, SHADOW, 46, 0.16) +
    stroke(`M${from} 330L${x} ${y + 34}`, kit.base, 46) +
    stroke(`M${x - 17} ${y + 21}Q${x} ${y + 29} ${x + 17} ${y + 21}`, kit.second, 9);
  const fingers = stroke('M-10-19q-3 7-1 12M0-21q-2 8-1 12M11-19q0 8-2 12M-19 3Q-8-6 0 3', skin.shade, 2.8);
  const palm = fill('M-21 6C-26-10-18-18-13-20C-8-25-3-24 0-23C4-25 9-24 13-20C20-18 26-8 21 6C17 22-17 22-21 6z', skin.base);
  return (
    sleeve +
    group(
      `translate(${x} ${y})rotate(${turn})`,
      palm + fill('M21 6C17 22-10 22-18 12C0 14 12 8 15-19C22-16 25-6 21 6z', skin.shade, 0.35) + fingers,
    )
  );
}
