// Scenes of babies with their grown-ups, and the boards that show what these know.
import { adultHead, bust, floorSitter } from './adult.mjs';
import { babyHead, seatedBaby, tummyBaby } from './baby.mjs';
import { strengthsBoard } from './indoors.mjs';
import { lark } from './outdoors.mjs';
import { at, circle, colour, line, moving, shape, skin } from './palette.mjs';
import { floor, onDark, onLight, onSage } from './scene.mjs';

function faceToFace() {
  const grown = bust({
    skin: 'deep',
    style: 'curls',
    clothes: colour.clay,
    look: [-20, 8],
    tilt: -8,
    arms: [['M-126 110Q-170 260-212 176', [-236, 146]]],
  });
  const child = seatedBaby({
    skin: 'brown',
    style: 'puffs',
    clothes: colour.gold,
    mood: 'laugh',
    look: [22, -4],
    tilt: 6,
    hands: [
      [-88, -58],
      [116, -130],
    ],
  });
  return (
    circle(890, 330, 300, colour.tealMid) +
    floor(colour.night, 640) +
    at(1060, 382, grown, { scale: 0.9 }) +
    at(730, 640, child, { scale: 0.98 })
  );
}

const arcs = (x, y, turn, delay) =>
  at(
    x,
    y,
    [0, 1, 2]
      .map(
        i =>
          `<g class="speak" style="--d:${delay + i * 0.35}s">${line(`M${30 + i * 34} ${-26 - i * 16}Q${52 + i * 44} 0 ${30 + i * 34} ${26 + i * 16}`, colour.clay, 11)}</g>`,
      )
      .join(''),
    { turn },
  );

function conversation() {
  return (
    circle(715, 450, 172, colour.goldSoft) +
    circle(1075, 300, 200, colour.mist) +
    at(
      715,
      456,
      moving('nod', babyHead({ skin: 'fair', hair: 'straw', style: 'wisp', mood: 'smile', look: [24, -6] }), { origin: '0 90px' }),
      { scale: 1.06 },
    ) +
    at(1075, 304, moving('nod', adultHead({ skin: 'olive', style: 'bun', look: [-20, 8] }), { origin: '0 90px', delay: 1.2 }), {
      scale: 1.2,
    }) +
    arcs(776, 254, -38, 0.4) +
    arcs(1004, 520, 146, 2.4)
  );
}

/** A parent with the baby against the shoulder. */
function cuddle({ grown, child, clothes, wrap }) {
  const held =
    shape('M-110 60C-120-60-60-110 0-110S120-40 110 90C104 190 60 250-10 250S-104 170-110 60Z', wrap) +
    shape('M40-104C100-60 110 20 104 120C96 200 50 246 0 250C70 180 90 20 40-104Z', 'rgba(20,20,20,.12)');
  const arm =
    line('M160 150Q210 330-40 306', clothes, 92) +
    line('M160 150Q210 330-40 306', 'rgba(20,20,20,.1)', 92) +
    circle(-72, 302, 44, skin[grown.skin].base);
  return (
    bust({ ...grown, clothes }) +
    at(-84, 170, moving('breathe', held + at(0, -150, babyHead(child), { turn: -10, scale: 0.98 }), { origin: '0 200px' })) +
    arm
  );
}

const families = {
  one: () =>
    circle(920, 380, 316, colour.claySoft) +
    at(
      960,
      330,
      cuddle({
        grown: { skin: 'olive', style: 'scarf', scarf: colour.gold, look: [-20, 12], tilt: -8 },
        child: { skin: 'olive', style: 'cap', mood: 'calm', look: [-8, 4] },
        clothes: colour.teal,
        wrap: colour.cream,
      }),
      { scale: 1.06 },
    ),
  two: () =>
    circle(920, 380, 316, colour.gold) +
    at(
      960,
      330,
      cuddle({
        grown: { skin: 'deep', style: 'beard', look: [-20, 12], tilt: -8 },
        child: { skin: 'deep', style: 'puffs', mood: 'sleep' },
        clothes: colour.clayDeep,
        wrap: colour.mist,
      }),
      { scale: 1.06 },
    ),
};

/** From arms to arms: a parent, a key person, and the baby between them. */
function handover() {
  const parent = bust({
    skin: 'fair',
    hair: 'chestnut',
    style: 'short',
    clothes: colour.teal,
    look: [20, 10],
    tilt: 7,
    arms: [['M140 130Q210 230 200 320', [196, 340]]],
  });
  const keyPerson = bust({
    skin: 'brown',
    style: 'bob',
    clothes: colour.clay,
    look: [-20, 10],
    tilt: -7,
    arms: [['M-140 130Q-210 230-196 330', [-190, 350]]],
  });
  const child = seatedBaby({
    skin: 'fair',
    hair: 'straw',
    style: 'wisp',
    clothes: colour.gold,
    mood: 'calm',
    look: [14, 0],
    hands: [
      [-78, -128],
      [96, -138],
    ],
  });
  return (
    circle(905, 380, 330, colour.sandDeep) +
    at(690, 350, parent, { scale: 0.92 }) +
    at(1120, 350, keyPerson, { scale: 0.92 }) +
    at(905, 700, child, { scale: 0.98 })
  );
}

const safeBase = () =>
  circle(930, 340, 300, colour.goldSoft) +
  floor(colour.sandDeep, 600) +
  at(1040, 660, floorSitter({ skin: 'olive', style: 'bun', hair: 'chestnut', look: [-14, 12], tilt: -4 }), { scale: 0.82 }) +
  at(770, 690, tummyBaby({ skin: 'brown', style: 'curls', clothes: colour.tealMid, mood: 'smile', look: [-22, -4] }), {
    scale: 0.66,
    flip: true,
  });

const boards = {
  first: () =>
    at(
      880,
      356,
      strengthsBoard({
        face: { skin: 'brown', style: 'curls', mood: 'smile' },
        family: ['brave', 'funny', 'loving'],
        room: ['curious', 'patient', 'steady'],
      }),
    ),
  last: () =>
    at(
      880,
      356,
      strengthsBoard({
        face: { skin: 'olive', style: 'cap', mood: 'laugh' },
        family: ['gentle', 'musical', 'stubborn'],
        room: ['sociable', 'inventive', 'watchful'],
      }),
    ),
};

const people = [
  [{ skin: 'deep', style: 'curls' }, 0],
  [{ skin: 'fair', hair: 'chestnut', style: 'wisp' }, 1],
  [{ skin: 'olive', style: 'scarf', scarf: colour.claySoft }, 0],
  [{ skin: 'brown', style: 'puffs', mood: 'laugh' }, 1],
  [{ skin: 'fair', hair: 'grey', style: 'bob', glasses: true }, 0],
  [{ skin: 'olive', style: 'cap' }, 1],
];

const ring = () =>
  circle(900, 360, 224, 'none', `stroke="${colour.gold}" stroke-width="8" stroke-dasharray="2 22" stroke-linecap="round"`) +
  people
    .map(([face, isBaby], i) => {
      const angle = (Math.PI / 3) * i - Math.PI / 2;
      const [x, y] = [900 + Math.cos(angle) * 224, 360 + Math.sin(angle) * 224];
      return moving(
        'float',
        circle(x, y, 96, i % 2 ? colour.goldSoft : colour.mist) +
          at(x, y + 8, isBaby ? babyHead(face) : adultHead(face), { scale: isBaby ? 0.66 : 0.62 }),
        { delay: i * 0.7 },
      );
    })
    .join('') +
  at(900, 366, lark(colour.cream, colour.gold), { scale: 0.9, turn: -10 });

export const peopleScenes = {
  'face-to-face': { background: colour.teal, ...onDark, draw: faceToFace },
  conversation: { background: colour.cream, ...onLight, draw: conversation },
  'family-evening': { background: colour.clayDeep, ...onDark, draw: families.one },
  'family-morning': { background: colour.tealMid, ...onDark, draw: families.two },
  handover: { background: colour.cream, ...onLight, draw: handover },
  'safe-base': { background: colour.sage, ...onSage, draw: safeBase },
  'strengths-board': { background: colour.sage, ...onSage, narrow: true, draw: boards.first },
  'another-board': { background: colour.goldSoft, ...onLight, narrow: true, draw: boards.last },
  ring: { background: colour.clayDeep, ...onDark, draw: ring },
};
