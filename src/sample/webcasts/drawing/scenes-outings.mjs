// Scenes away from the room: coloured light, a puddle, an old door, the park, the hills at dawn.
import { floorSitter } from './adult.mjs';
import { babyHead, seatedBaby, tummyBaby } from './baby.mjs';
import { colouredWindow, oldDoor } from './indoors.mjs';
import { footsteps, gate, grass, hills, path, pram, puddle, sun, tree } from './outdoors.mjs';
import { at, box, circle, colour, line, moving, oval, shape } from './palette.mjs';
import { floor, flying, onDark, onLight, onSage } from './scene.mjs';

const colouredLight = () =>
  at(890, 484, colouredWindow(), { scale: 0.86 }) +
  floor('#173F41', 600) +
  moving(
    'glow',
    shape('M760 600L860 600L790 700L650 700Z', colour.gold, 'opacity=".5"') +
      shape('M870 600L960 600L930 700L810 700Z', colour.claySoft, 'opacity=".5"') +
      shape('M970 600L1060 600L1080 700L960 700Z', colour.sage, 'opacity=".6"'),
    { origin: '900px 600px' },
  ) +
  at(
    1110,
    664,
    seatedBaby({
      skin: 'olive',
      style: 'cap',
      clothes: colour.cream,
      mood: 'awe',
      look: [-24, -16],
      tilt: -8,
      hands: [
        [-116, -150],
        [90, -60],
      ],
    }),
    { scale: 0.74 },
  );

const rain = () =>
  Array.from({ length: 12 }, (_, i) =>
    at(
      620 + ((i * 173) % 640),
      20 + ((i * 97) % 260),
      moving('rain', line('M0 0L-6 34', '#EAF1EC', 5, 'opacity=".55"'), { delay: ((i * 7) % 12) / 6 }),
    ),
  ).join('');

const puddleScene = () =>
  floor(colour.leafDeep, 560) +
  floor('#6E7F6B', 600) +
  circle(930, 320, 250, '#8FAFA6') +
  rain() +
  puddle(800, 656, 0.9) +
  at(
    1030,
    640,
    seatedBaby({
      skin: 'fair',
      hair: 'straw',
      style: 'hat',
      clothes: colour.gold,
      feet: colour.clay,
      mood: 'awe',
      look: [-22, 16],
      tilt: -10,
      hands: [
        [-132, -44],
        [92, -66],
      ],
    }),
    { scale: 0.98 },
  ) +
  moving('ripple', oval(870, 648, 40, 9, 'none', 'stroke="#EAF1EC" stroke-width="4"'), { origin: '870px 648px' });

const doorScene = () =>
  box(560, 60, 720, 560, 0, '#CFC4AE') +
  floor('#8E8673', 612) +
  at(1000, 616, oldDoor(), { scale: 1.02 }) +
  at(700, 660, pram({ hood: colour.clay, body: colour.teal }), { scale: 0.78 }) +
  at(724, 470, babyHead({ skin: 'deep', style: 'curls', mood: 'awe', look: [22, -10] }), { scale: 0.42 }) +
  shape('M597 484H815C812 520 790 546 700 546S600 520 597 484Z', colour.teal);

const parkPath = () =>
  sun(1120, 150, 70) +
  hills(colour.leafSoft, colour.leaf) +
  path(colour.sand) +
  at(790, 560, tree(), { scale: 0.94 }) +
  at(1150, 560, tree({ crown: colour.leafDeep, deep: '#34512F' }), { scale: 0.56 }) +
  at(1010, 640, pram(), { scale: 0.5 }) +
  grass(640, 650) +
  grass(1180, 670) +
  grass(840, 690) +
  flying(960, 190);

const gateScene = () =>
  hills(colour.leafSoft, colour.leaf) +
  at(1180, 520, tree({ crown: colour.leafDeep }), { scale: 0.66 }) +
  floor('#8E8673', 610) +
  `<rect y="598" width="1280" height="16" fill="#B9AE9A"/>` +
  at(1010, 608, gate(), { scale: 1.18 }) +
  moving('nudge', at(720, 676, pram({ hood: colour.gold, body: colour.clayDeep }), { scale: 0.92 }), { origin: '720px 676px' });

const blanket = () =>
  sun(640, 150, 60) +
  hills(colour.leafSoft, colour.leaf) +
  at(1130, 570, tree(), { scale: 1.12 }) +
  shape('M600 690L700 610H1200L1262 690Z', colour.clay) +
  line('M640 664H1238M680 634H1214', colour.claySoft, 7) +
  at(
    1090,
    652,
    floorSitter({
      skin: 'deep',
      style: 'scarf',
      scarf: colour.goldSoft,
      clothes: colour.clayDeep,
      trousers: colour.teal,
      look: [-16, 14],
      tilt: -8,
    }),
    { scale: 0.6 },
  ) +
  at(820, 672, tummyBaby({ skin: 'deep', style: 'puffs', clothes: colour.gold, mood: 'smile', look: [16, -6] }), { scale: 0.6 });

const dawn = () =>
  sun(900, 480, 120, '#F3C77F') +
  at(
    0,
    84,
    hills(colour.tealMid, colour.teal) +
      path('#E7CFA0') +
      footsteps(
        [
          [840, 690, 20, 0.8],
          [890, 664, 30, 0.7],
          [960, 640, 20, 0.62],
          [985, 606, -20, 0.52],
          [950, 578, -50, 0.44],
        ],
        'rgba(15,53,56,.45)',
      ),
  ) +
  flying(1040, 230, 0.9);

export const outingScenes = {
  'coloured-light': { background: colour.night, ...onDark, draw: colouredLight },
  puddle: { background: colour.sage, ...onSage, draw: puddleScene },
  'old-door': { background: '#CFC4AE', ...onLight, draw: doorScene },
  'park-path': { background: colour.sky, ...onLight, draw: parkPath },
  'park-gate': { background: '#EBDDBF', ...onLight, draw: gateScene },
  'park-blanket': { background: colour.sky, ...onLight, draw: blanket },
  dawn: { background: '#F0DDB4', ...onLight, sign: colour.cream, draw: dawn },
};
