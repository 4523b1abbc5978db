// Draws what is in the room: a window, a cot, a high chair, a table seen from above, boards and doors.
import { babyHead } from './baby.mjs';
import { at, box, circle, colour, line, moving, oval, shape } from './palette.mjs';

/** A tall window, 360 by 460, its sill at y 0; the light of the morning in it. */
export function morningWindow({ sky = '#F3D9A4', low = '#E9B872' } = {}) {
  const pane =
    box(-170, -450, 340, 450, 10, sky) +
    `<clipPath id="pane"><rect x="-170" y="-450" width="340" height="450" rx="10"/></clipPath><g clip-path="url(#pane)">
    ${moving('rise', circle(36, -130, 92, '#FBEFD0', 'opacity=".6"') + circle(36, -130, 66, '#FFF6DF'), { origin: '0 0' })}
    ${shape('M-170-120Q-60-180 60-130T180-150V0H-170Z', low)}${shape('M-170-60Q-20-110 180-70V0H-170Z', colour.leafSoft)}</g>`;
  const bars = box(-7, -450, 14, 450, 0, colour.cream) + box(-170, -300, 340, 12, 0, colour.cream);
  const frame =
    `<rect x="-178" y="-458" width="356" height="466" rx="14" fill="none" stroke="${colour.cream}" stroke-width="20"/>` +
    box(-214, 4, 428, 24, 8, colour.sand);
  return pane + bars + frame;
}

export function curtain(fill, flip = false) {
  const cloth =
    shape('M0-480H120C96-330 108-120 150 60H-10C-4-120-8-330 0-480Z', fill) +
    line('M34-470C30-320 36-120 36 50M74-470C66-320 80-120 92 50', 'rgba(20,20,20,.14)', 8);
  return moving('sway', at(0, 0, cloth, { flip }), { origin: '0 -480px' });
}

/** Light from the window on the floor. */
export const lightPool = (x, y) =>
  at(x, y, shape('M-150 0L-20 0L-130 110L-300 110ZM10 0L150 0L80 110L-90 110Z', '#F6DFAF', 'opacity=".5"'));

/** A wooden high chair with its tray at y -250; the baby is drawn between back and tray. */
export function highChair(baby) {
  const legs = line('M-84-220L-128 0M84-220L128 0', colour.woodDeep, 20) + line('M-104-110H104', colour.woodDeep, 14);
  const back = box(-92, -420, 184, 220, 30, colour.wood) + box(-70, -398, 140, 180, 22, colour.woodDeep, 'opacity=".35"');
  const tray =
    shape('M-176-262Q0-286 176-262Q190-240 168-232Q0-252-168-232Q-190-240-176-262Z', '#CF9C68') +
    shape('M-168-234Q0-254 168-234Q160-216 140-214Q0-230-140-214Q-160-216-168-234Z', colour.woodDeep);
  return legs + back + at(0, -210, baby) + tray;
}

export function bowl(fill = colour.clay, food = colour.goldSoft) {
  return (
    oval(0, 0, 130, 124, fill) +
    oval(0, 0, 104, 98, 'rgba(20,20,20,.16)') +
    shape('M-84-6C-90-60-30-84 20-72S96-20 78 30S0 86-44 62S-80 30-84-6Z', food) +
    shape('M-50-30Q-10-60 40-38', 'none', 'stroke="#fff" stroke-width="8" opacity=".5" stroke-linecap="round"')
  );
}

export function tableSpoon(fill = colour.wood) {
  return box(-11, -20, 22, 200, 11, fill) + oval(0, -58, 36, 52, fill) + oval(0, -58, 24, 38, 'rgba(20,20,20,.14)');
}

/** The strengths board: a face, three words on either side; `words` appear one after another. */
export function strengthsBoard({ face = {}, family = [], room = [] }) {
  const tile = (word, x, y, fill, ink, i) => `<g class="appear" style="--d:${1.2 + i * 1.1}s">${box(x - 98, y - 34, 196, 68, 20, fill)}
    <text x="${x}" y="${y + 10}" text-anchor="middle" font-family="Lato" font-weight="700" font-size="29" fill="${ink}">${word}</text></g>`;
  const spots = [-132, 0, 132];
  return (
    box(-350, -270, 700, 540, 36, colour.cream) +
    box(-350, -270, 700, 540, 36, 'none', `stroke="${colour.sandDeep}" stroke-width="10"`) +
    circle(0, 0, 138, colour.mist) +
    at(0, 8, babyHead(face), { scale: 0.94 }) +
    family.map((w, i) => tile(w, -228 + (i === 1 ? -8 : 0), spots[i], colour.claySoft, '#3D1A10', i)).join('') +
    room.map((w, i) => tile(w, 228 + (i === 1 ? 8 : 0), spots[i], colour.teal, colour.cream, i + 3)).join('')
  );
}

/** An old arched door, 300 wide and 470 high, standing on y 0. */
export function oldDoor() {
  const arch = 'M-150 0V-310A150 150 0 0 1 150-310V0Z';
  const stone = Array.from({ length: 11 }, (_, i) => {
    const a = Math.PI * (1 + i / 10);
    return circle(Math.cos(a) * 176, -310 + Math.sin(a) * 176, 31, i % 2 ? '#B9AE9A' : '#A59A86');
  }).join('');
  const jamb = [-1, 1]
    .map(s => [0, 1, 2, 3, 4].map(i => box(s * 176 - 31, -60 - i * 62, 62, 58, 10, i % 2 ? '#A59A86' : '#B9AE9A')).join(''))
    .join('');
  const planks = line('M-75 0V-430M0 0V-458M75 0V-430', 'rgba(20,20,20,.2)', 6);
  const iron = line('M-148-110H90M-148-290H90', colour.ink, 14) + circle(94, -190, 24, 'none', `stroke="${colour.ink}" stroke-width="10"`);
  return stone + jamb + shape(arch, colour.clayDeep) + planks + iron;
}

/** A coloured church window and the light it throws. */
export function colouredWindow() {
  const glass = [
    ['#D8A03C', -90, -330],
    ['#B4573A', 0, -330],
    ['#2F6E6C', 90, -330],
    ['#7FA394', -90, -220],
    ['#EDCB84', 0, -220],
    ['#D58B69', 90, -220],
    ['#B4573A', -90, -110],
    ['#2F6E6C', 0, -110],
    ['#D8A03C', 90, -110],
  ]
    .map(([f, x, y]) => box(x - 42, y - 52, 84, 104, 8, f))
    .join('');
  const rose =
    circle(0, -450, 62, colour.gold) +
    circle(0, -450, 34, colour.clay) +
    [0, 60, 120, 180, 240, 300].map(a => at(0, -450, circle(0, -50, 14, colour.mist), { turn: a })).join('');
  return shape('M-156-40V-400A156 156 0 0 1 156-400V-40Z', colour.ink) + glass + rose;
}
