// Scenes of the room: its window, its pegs, its table and the treasure basket.
import { floorSitter } from './adult.mjs';
import { seatedBaby } from './baby.mjs';
import { bowl, curtain, lightPool, morningWindow, tableSpoon } from './indoors.mjs';
import { at, box, circle, colour, line, moving, oval, shape, skin } from './palette.mjs';
import { floor, onDark, onLight } from './scene.mjs';
import { basket, brush, cone, floating, keys, lemon, pebble, shell, spoon, whisk, woodenRing } from './treasures.mjs';

const morning = () =>
  floor('#0B2A2D', 590) +
  at(930, 520, morningWindow()) +
  at(716, 520, curtain(colour.clay)) +
  at(1144, 520, curtain(colour.clay, true)) +
  lightPool(900, 600);

function coatPegs() {
  const coat = (fill, h) =>
    shape(`M-34-6C-70 10-92 60-96 ${h}Q0 ${h + 26} 96 ${h}C92 60 70 10 34-6Q0 16-34-6Z`, fill) +
    line(`M0 14V${h + 8}`, 'rgba(20,20,20,.2)', 6) +
    line('M-34-6Q0 16 34-6', 'rgba(20,20,20,.25)', 8);
  const peg = x => circle(x, 150, 15, colour.gold);
  const small = coat(colour.gold, 150) + circle(-1, 60, 6, colour.clayDeep) + circle(-1, 96, 6, colour.clayDeep);
  return (
    box(610, 132, 620, 34, 12, colour.wood) +
    peg(710) +
    peg(910) +
    peg(1110) +
    moving('sway', at(710, 166, coat(colour.clay, 330)), { origin: '710px 150px' }) +
    moving('sway', at(910, 166, small), { origin: '910px 150px', delay: 1.5 }) +
    moving('sway', at(1110, 166, coat(colour.sage, 320)), { origin: '1110px 150px', delay: 0.8 }) +
    box(640, 610, 560, 22, 8, colour.woodDeep) +
    at(870, 610, shape('M-40 0C-44-30-20-44 0-30L6-8Q30-8 34 0Z', colour.clay)) +
    at(940, 610, shape('M-40 0C-44-30-20-44 0-30L6-8Q30-8 34 0Z', colour.clay)) +
    floor(colour.night, 660)
  );
}

const basketAlone = () =>
  circle(900, 350, 290, colour.goldSoft) +
  floor(colour.clayDeep, 590) +
  oval(900, 606, 320, 36, 'rgba(20,20,20,.2)') +
  at(900, 600, basket(), { scale: 1.1 });

const treasures = () =>
  floating([
    [690, 180, spoon(), -18, 1.1],
    [890, 170, cone(), 12, 1.15],
    [1090, 190, whisk(), 16, 1.15],
    [680, 400, shell(), -8, 1.15],
    [880, 380, keys(), 4, 1.1],
    [1080, 410, lemon(), -16, 1.1],
    [700, 580, woodenRing(), 0, 1],
    [890, 590, pebble(), 6, 1.1],
    [1090, 590, brush(), 20, 1.05],
  ]);

function basketBaby() {
  const grown = floorSitter({ skin: 'fair', hair: 'grey', style: 'bob', clothes: colour.teal, look: [-14, 14], tilt: -5, glasses: true });
  const child = seatedBaby({
    skin: 'brown',
    style: 'wisp',
    hair: 'black',
    clothes: colour.claySoft,
    feet: colour.gold,
    mood: 'calm',
    look: [20, 18],
    tilt: 8,
    hands: [
      [-86, -64],
      [92, -160],
    ],
    holds: at(20, -30, whisk(), { scale: 0.8, turn: 24 }),
  });
  return (
    circle(930, 320, 280, colour.goldSoft) +
    floor(colour.sandDeep, 600) +
    at(1110, 632, grown, { scale: 0.84 }) +
    at(740, 668, child, { scale: 0.98 }) +
    at(1010, 692, basket(), { scale: 0.66 })
  );
}

const tableTop = () =>
  circle(900, 370, 300, colour.sand) +
  circle(900, 370, 270, colour.cream) +
  at(860, 350, bowl(), { scale: 1.08 }) +
  moving('offer', at(1080, 360, tableSpoon(), { turn: 24, scale: 1.2 }), { origin: '1080px 500px' }) +
  at(720, 550, circle(0, 0, 42, colour.clay) + line('M0-40q4-14 16-18', colour.leafDeep, 7)) +
  at(950, 580, shape('M-90 0C-60-40 60-50 96-10C60 10-40 30-90 0Z', colour.leafSoft)) +
  at(1010, 170, circle(0, 0, 40, colour.gold) + circle(0, 0, 30, colour.goldSoft)) +
  at(720, 190, circle(0, 0, 26, colour.clayDeep) + circle(44, 20, 22, colour.clay));

function seedling() {
  const hand = flip =>
    at(
      900,
      470,
      line('M-330 330L-246 110', colour.clay, 150) +
        shape('M-20 150C-110 190-260 170-300 60C-330-10-330-80-296-96Q-262-104-240-40Q-180 40-90 44L-16 40Z', skin.brown.base) +
        line('M-200 30Q-130 80-30 82M-170 84Q-110 116-30 116', skin.brown.shade, 7),
      { flip },
    );
  const sprout =
    line('M0 30C-6-60 6-110 0-190', colour.leafDeep, 14) +
    at(0, -120, shape('M0 0C30-70 110-80 150-60C140-10 70 30 0 0Z', colour.leafSoft)) +
    at(0, -170, shape('M0 0C-40-60-110-60-150-34C-130 16-60 30 0 0Z', colour.leafSoft));
  return (
    circle(900, 350, 280, colour.goldSoft) +
    moving('sway', at(900, 430, sprout), { origin: '900px 450px' }) +
    box(858, 500, 84, 126, 16, skin.brown.shade) +
    shape('M668 470Q780 400 900 404T1132 470Q1080 560 900 566T668 470Z', colour.bark) +
    hand(false) +
    hand(true)
  );
}

export const roomScenes = {
  'morning-window': { background: colour.night, ...onDark, draw: morning },
  'coat-pegs': { background: colour.tealMid, ...onDark, draw: coatPegs },
  'treasure-basket': { background: colour.clay, ...onDark, draw: basketAlone },
  treasures: { background: colour.mist, ...onLight, draw: treasures },
  'basket-baby': { background: colour.cream, ...onLight, draw: basketBaby },
  'table-top': { background: colour.goldSoft, ...onLight, draw: tableTop },
  seedling: { background: colour.teal, ...onDark, draw: seedling },
};
