// Scenes close to one baby: portraits, a hand, a tummy, a spoon, a ring that falls.
import { babyHead, seatedBaby, tummyBaby } from './baby.mjs';
import { highChair, tableSpoon } from './indoors.mjs';
import { twig } from './outdoors.mjs';
import { at, box, circle, colour, line, moving, oval, shape, skin } from './palette.mjs';
import { floor, onDark, onLight, onSage } from './scene.mjs';
import { woodenRing } from './treasures.mjs';

function portrait(face, clothes, disc) {
  const shoulders =
    shape('M-250 330C-240 190-110 150 0 150S240 190 250 330Z', clothes) + line('M-74 168Q0 216 74 168', 'rgba(20,20,20,.16)', 10);
  return (
    circle(915, 380, 318, disc) +
    `<clipPath id="disc"><path d="M400-300H1280V380A318 318 0 0 1 1233 380A318 318 0 0 1 597 380H400Z"/></clipPath><g clip-path="url(#disc)">` +
    at(915, 372, shoulders) +
    moving('nod', at(915, 350, babyHead(face), { scale: 1.72 }), { origin: '915px 540px' }) +
    '</g>'
  );
}

/** A baby’s hand closed round a grown-up finger. */
function holdingOn() {
  const big = skin.brown,
    small = skin.fair;
  const hand =
    line('M1330 560Q1230 500 1150 452', colour.teal, 190) +
    line('M1228 520Q1196 470 1216 420', colour.tealMid, 26) +
    shape('M1200 330C1110 290 1040 300 1010 350C980 400 990 500 1060 540C1110 566 1170 560 1200 540Z', big.base) +
    [
      [1012, 420, 1060, 400],
      [1016, 470, 1070, 456],
      [1050, 520, 1096, 508],
    ]
      .map(([x, y, u, v]) => line(`M${x} ${y}Q${x + 20} ${y - 24} ${u} ${v}`, big.shade, 7))
      .join('');
  const finger =
    line('M1090 356L770 330', big.base, 74) +
    line('M1060 392L800 370', big.shade, 10, 'opacity=".5"') +
    line('M1050 330Q1060 350 1052 372M930 322Q938 340 932 356', big.shade, 6);
  const nail = at(756, 322, box(-20, -17, 40, 30, 15, '#E2B9A0'), { turn: 5 });
  const sleeve = line('M560 800L716 590', colour.gold, 180) + at(742, 560, box(-104, -26, 208, 52, 26, colour.goldSoft), { turn: 36 });
  const palm = shape('M690 560C650 480 670 400 740 366C820 336 900 380 910 450C918 540 850 610 790 612Q720 610 690 560Z', small.base);
  const small4 = [
    [884, 348, -4],
    [838, 338, -8],
    [792, 340, -12],
    [748, 356, -18],
  ].map(([x, y, turn]) =>
    at(x, y, box(-27, -50, 54, 128, 27, small.base) + line('M-20 70Q0 80 20 70', small.shade, 5) + oval(0, -30, 14, 11, '#FBE7D6'), {
      turn,
    }),
  );
  return (
    circle(880, 380, 300, colour.cream) +
    hand +
    palm +
    moving('squeeze', finger + nail + small4.join(line('', 'none', 0)), { origin: '820px 400px' }) +
    at(716, 470, box(-30, -70, 60, 150, 30, small.base) + oval(0, -50, 15, 12, '#FBE7D6') + line('M24-30Q34 20 22 60', small.shade, 5), {
      turn: 22,
    }) +
    sleeve
  );
}

function tummyTime() {
  const leaf = moving('sway', at(1130, 70, twig(6, colour.leafSoft), { turn: 78, scale: 1.25 }), { origin: '1130px 70px' });
  return (
    circle(930, 330, 286, colour.sage) +
    floor(colour.tealMid, 610) +
    oval(900, 624, 340, 34, colour.claySoft) +
    leaf +
    at(960, 612, tummyBaby({ skin: 'deep', style: 'curls', clothes: colour.gold, mood: 'awe', look: [24, -12] }), { scale: 1.02 })
  );
}

function ringDrop() {
  const child = seatedBaby({
    skin: 'olive',
    style: 'cap',
    clothes: colour.tealMid,
    mood: 'calm',
    look: [26, 18],
    tilt: 14,
    hands: [
      [-100, -38],
      [132, -70],
    ],
  });
  return (
    circle(880, 340, 290, colour.goldSoft) +
    floor(colour.sandDeep, 640) +
    oval(1120, 672, 70, 12, 'rgba(20,20,20,.14)') +
    at(840, 690, highChair(child)) +
    moving('drop', at(1120, 500, woodenRing()), { origin: '1120px 500px' })
  );
}

const offeredSpoon = () =>
  circle(880, 350, 296, colour.claySoft) +
  at(
    830,
    690,
    highChair(
      seatedBaby({
        skin: 'deep',
        style: 'puffs',
        clothes: colour.mist,
        mood: 'calm',
        look: [22, 6],
        hands: [
          [-104, -40],
          [104, -40],
        ],
      }),
    ),
    { scale: 0.98 },
  ) +
  moving(
    'offer',
    line('M1330 420Q1220 440 1140 400', colour.teal, 90) +
      circle(1114, 390, 42, skin.fair.base) +
      at(1072, 372, tableSpoon(), { turn: -74, scale: 0.72 }),
    { origin: '1280px 420px' },
  );

function changingMat() {
  const child = seatedBaby({
    skin: 'olive',
    style: 'wisp',
    hair: 'brown',
    clothes: colour.gold,
    mood: 'laugh',
    look: [0, -6],
    hands: [
      [-120, -210],
      [124, -196],
    ],
  });
  const hand = flip =>
    at(
      flip ? 1090 : 690,
      690,
      line('M0 60Q20-20 70-54', colour.clay, 84) + circle(88, -72, 40, skin.deep.base) + line('M100-96L128-120', skin.deep.base, 24),
      { flip },
    );
  return (
    at(890, 360, box(-240, -330, 480, 700, 70, colour.cream) + box(-210, -300, 420, 640, 54, colour.mist), { turn: -4 }) +
    at(890, 590, child, { scale: 1.12 }) +
    hand(false) +
    hand(true)
  );
}

const highChairScene = () =>
  circle(900, 340, 296, colour.sage) +
  floor(colour.tealMid, 640) +
  at(
    900,
    690,
    highChair(
      seatedBaby({
        skin: 'fair',
        hair: 'chestnut',
        style: 'cap',
        clothes: colour.clay,
        mood: 'laugh',
        hands: [
          [-100, -36],
          [112, -96],
        ],
        holds: at(14, -56, tableSpoon(colour.goldSoft), { scale: 0.66, turn: 18 }),
      }),
    ),
    { scale: 1.08 },
  ) +
  at(836, 424, oval(0, 0, 62, 16, colour.gold) + oval(0, -4, 52, 11, colour.claySoft));

export const babyScenes = {
  'baby-portrait': {
    background: colour.clay,
    ...onDark,
    draw: () => portrait({ skin: 'brown', style: 'curls', mood: 'smile' }, colour.cream, colour.goldSoft),
  },
  'looking-away': {
    background: colour.sage,
    ...onSage,
    draw: () => portrait({ skin: 'fair', hair: 'chestnut', style: 'wisp', mood: 'calm', look: [34, 10] }, colour.clay, colour.cream),
  },
  'sleepy-face': {
    background: colour.night,
    ...onDark,
    draw: () => portrait({ skin: 'deep', style: 'curls', mood: 'sleep' }, colour.gold, colour.tealMid),
  },
  'holding-on': { background: colour.mist, ...onLight, draw: holdingOn },
  'tummy-time': { background: colour.teal, ...onDark, draw: tummyTime },
  'ring-drop': { background: colour.sand, ...onLight, draw: ringDrop },
  'offered-spoon': { background: colour.clayDeep, ...onDark, draw: offeredSpoon },
  'changing-mat': { background: colour.claySoft, ...onSage, draw: changingMat },
  'high-chair': { background: colour.teal, ...onDark, draw: highChairScene },
};
