// Draws a treasure basket and the real things that go into it, each about 120 across and centred on 0, 0.
import { at, box, circle, colour, line, moving, oval, shape } from './palette.mjs';

const dark = 'rgba(20,20,20,.15)';

export const spoon = () =>
  box(-9, -30, 18, 150, 9, colour.wood) + oval(0, -62, 34, 46, colour.wood) + oval(3, -60, 22, 33, colour.woodDeep, 'opacity=".55"');
export const woodenRing = () =>
  `<circle r="46" fill="none" stroke="${colour.wood}" stroke-width="24"/><path d="M-38 26A46 46 0 0 0 40 22" fill="none" stroke="${colour.woodDeep}" stroke-width="24" opacity=".45"/>`;
export const pebble = () =>
  shape('M-56 6C-58-30-20-46 18-40S64-4 54 18S8 40-22 36S-54 26-56 6Z', '#8E9A97') +
  shape('M-30-20Q0-34 28-24', 'none', `stroke="#B5BFBA" stroke-width="8" stroke-linecap="round"`);
export const lemon = () =>
  shape('M-66 0C-54-6-44-44 0-44S54-6 66 0C54 6 44 44 0 44S-54 6-66 0Z', colour.gold) +
  oval(-14, -18, 18, 8, colour.goldSoft, 'transform="rotate(-20 -14 -18)"');

export function cone() {
  const row = (y, w, n) =>
    Array.from({ length: n }, (_, i) => oval(-w + (2 * w * i) / (n - 1 || 1), y, 19, 15, i % 2 ? colour.woodDeep : '#74492D')).join('');
  return (
    shape('M0-66C38-50 50-6 36 34Q18 66 0 66T-36 34C-50-6-38-50 0-66Z', colour.bark) +
    row(44, 24, 3) +
    row(22, 34, 4) +
    row(-2, 36, 4) +
    row(-26, 28, 3) +
    row(-48, 12, 2)
  );
}

export function whisk() {
  const wire = w => `<path d="M0 24C${-w} 0 ${-w}-70 0-84C${w}-70 ${w} 0 0 24Z" fill="none" stroke="${colour.steel}" stroke-width="5"/>`;
  return wire(44) + wire(24) + line('M0 24V-84', colour.steel, 5) + box(-9, 18, 18, 96, 9, colour.steelDeep);
}

export function brush() {
  const bristles =
    shape('M-34-14C-44-60-30-86 0-90S44-60 34-14Z', colour.sand) +
    line('M-18-24Q-24-56-12-76M0-22V-80M18-24Q24-56 12-76', colour.sandDeep, 4);
  return (
    bristles + box(-32, -18, 64, 22, 8, colour.gold) + shape('M-24 4H24C30 30 16 40 18 66Q0 84-18 66C-16 40-30 30-24 4Z', colour.clayDeep)
  );
}

export function shell() {
  const rib = x => line(`M0 46Q${x * 0.7} 10 ${x}-36`, '#D9A98C', 5);
  return (
    shape('M0 52C-24 44-72 6-62-24Q-50-34-44-44Q-30-48-22-58Q-8-56 0-64Q8-56 22-58Q30-48 44-44Q50-34 62-24C72 6 24 44 0 52Z', '#F1D3BC') +
    [-46, -24, 0, 24, 46].map(rib).join('')
  );
}

export function keys() {
  const key = (turn, fill) =>
    at(
      0,
      -40,
      `<circle r="20" cy="26" fill="none" stroke="${fill}" stroke-width="10"/>` +
        box(-6, 44, 12, 70, 4, fill) +
        box(4, 92, 20, 9, 3, fill) +
        box(4, 76, 16, 9, 3, fill),
      { turn },
    );
  return (
    key(26, colour.steelDeep) +
    key(-4, colour.gold) +
    key(-32, colour.steel) +
    `<circle cy="-46" r="26" fill="none" stroke="${colour.steelDeep}" stroke-width="6"/>`
  );
}

const sponge = () =>
  shape('M-54-10C-58-36-30-44-8-40S50-44 54-14S46 36 16 38S-48 34-54-10Z', colour.goldSoft) +
  [
    [-30, -14, 7],
    [-6, -20, 5],
    [20, -14, 8],
    [36, 8, 5],
    [-22, 12, 5],
    [4, 10, 8],
    [-2, 28, 4],
  ]
    .map(([x, y, r]) => circle(x, y, r, colour.gold, 'opacity=".6"'))
    .join('');

/** The basket, 520 wide, its rim at y -150 and its foot at y 0; things stick out over the rim. */
export function basket({ full = true, scale = 1 } = {}) {
  const back = oval(0, -150, 260, 62, colour.woodDeep) + oval(0, -146, 236, 50, '#5E3A22');
  const inside = full
    ? at(-150, -196, spoon(), { turn: -24 }) +
      at(-20, -226, whisk(), { turn: 8 }) +
      at(96, -214, brush(), { turn: 20 }) +
      at(-78, -178, lemon(), { turn: -14 }) +
      at(170, -176, woodenRing()) +
      at(-186, -150, sponge()) +
      at(20, -164, cone(), { turn: 62 }) +
      at(110, -142, shell(), { turn: -8 }) +
      at(-90, -128, pebble())
    : '';
  return at(0, 0, back + inside + weave(), { scale });
}

function weave() {
  const side = 'M-262-150C-258-60-236-16-214-6Q0 30 214-6C236-16 258-60 262-150Q0-52-262-150Z';
  const bands = [-104, -66, -28]
    .map((y, i) => line(`M${-258 + i * 10} ${y - 28}Q0 ${y + 70} ${258 - i * 10} ${y - 28}`, colour.woodDeep, 5, 'opacity=".55"'))
    .join('');
  const slats = Array.from({ length: 13 }, (_, i) => {
    const x = -228 + i * 38;
    return line(`M${x} ${-134 + (1 - (x / 240) ** 2) * 46}L${x * 0.88} ${4 + (1 - (x / 240) ** 2) * 8}`, dark, 12);
  }).join('');
  const rim = line('M-262-152Q0-52 262-152', '#CF9C68', 22) + line('M-262-152Q0-52 262-152', colour.woodDeep, 4, 'stroke-dasharray="4 22"');
  return shape(side, colour.wood) + slats + bands + rim;
}

/** A loose circle of things that float a little, each in its own time. */
export const floating = things =>
  things.map(([x, y, inner, turn = 0, scale = 1], i) => moving('float', at(x, y, inner, { turn, scale }), { delay: i * 0.9 })).join('');
