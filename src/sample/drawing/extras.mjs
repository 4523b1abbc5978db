// What makes one baby unmistakable: glasses, a hearing aid, a birthmark, tiny studs, a band, freckles.

import { circles, dabs, el, fill, n, stroke } from './hand.mjs';

const things = {
  glasses: face => {
    const { apart = 39, eyeY = 18, turn = 0, trim } = face;
    const ringAt = x =>
      el('circle', { cx: x + turn, cy: eyeY + 1, r: 27, fill: '#fff', 'fill-opacity': 0.14, stroke: trim, 'stroke-width': 5.5 });
    const bars = `M${n(turn - apart + 26)} ${eyeY - 4}Q${n(turn)} ${eyeY - 13} ${n(turn + apart - 26)} ${eyeY - 4}M${n(turn - apart - 26)} ${eyeY - 4}L-88 ${eyeY - 10}M${n(turn + apart + 26)} ${eyeY - 4}L88 ${eyeY - 10}`;
    return {
      over:
        ringAt(-apart) +
        ringAt(apart) +
        stroke(bars, trim, 5.5) +
        stroke(`M${n(turn - apart - 15)} ${eyeY - 10}l9-8M${n(turn + apart - 15)} ${eyeY - 10}l9-8`, '#fff', 3.4, 0.75),
    };
  },
  hearingAid: face => ({
    over:
      stroke('M-93-8C-106-12-115 4-110 24', face.trim, 10) +
      stroke('M-106-2q-4 6-4 13', '#fff', 2.4, 0.5) +
      stroke('M-92-8C-86-2-88 6-93 14', '#f7f0e2', 3.6) +
      el('circle', { cx: -96, cy: 18, r: 7, fill: face.trim }) +
      el('circle', { cx: -98, cy: 16, r: 2.2, fill: '#fff', opacity: 0.7 }),
  }),
  birthmark: () => ({
    onSkin:
      dabs(
        [
          [40, -62],
          [46, -60],
          [42, -55],
          [47, -66],
        ],
        '#c2493f',
        15,
        0.5,
      ) + dabs([[59, -48]], '#c2493f', 7, 0.5),
  }),
  studs: () => ({
    over:
      fill(
        circles([
          [-93, 33, 4],
          [93, 33, 4],
        ]),
        '#dba63c',
      ) +
      fill(
        circles([
          [-94, 32, 1.4],
          [92, 32, 1.4],
        ]),
        '#fff6d8',
      ),
  }),
  band: face => ({
    over:
      fill(
        'M-92-30C-88-50-84-58-78-62C-40-84 40-84 78-62C84-58 88-50 92-30C86-38 82-42 76-45C36-62-36-62-76-45C-82-42-86-38-92-30z',
        face.trim,
      ) +
      fill('M30-74C22-96 46-100 48-80C56-98 78-84 64-70C78-60 60-46 50-58C44-46 24-52 34-64C26-66 26-70 30-74z', face.trimLight) +
      el('circle', { cx: 49, cy: -71, r: 6, fill: face.trimDark }),
  }),
  clip: face => ({ over: stroke('M44-66L66-54', face.trim, 8) + el('circle', { cx: 43, cy: -67, r: 8, fill: face.trimLight }) }),
  freckles: face => ({
    onSkin: fill(
      circles([
        [-62, 34, 1.8],
        [-52, 38, 1.8],
        [-70, 42, 1.6],
        [-44, 32, 1.6],
        [48, 33, 1.8],
        [58, 38, 1.8],
        [68, 33, 1.6],
        [40, 38, 1.6],
        [-6, 32, 1.5],
        [8, 33, 1.5],
      ]),
      face.skin.lip,
      0.55,
    ),
  }),
};

export function extras(face) {
  const worn = { over: '', onSkin: '' };
  for (const name of face.extras ?? []) for (const [layer, drawn] of Object.entries(things[name](face))) worn[layer] += drawn;
  return worn;
}
