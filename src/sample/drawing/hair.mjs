// Hair: each style gives what lies behind the head and what lies before it, in the head's own coordinates.

import { dabs, el, fill, n, stroke } from './hand.mjs';
import { hats } from './hats.mjs';

/** Hair lying close to the skull: its outside, then a hairline from the right temple back to the left. */
function cap(face, hairline, rise = 8, low = 8) {
  const w = (face.wide ?? 88) + 3;
  return `M${-w} ${low}C${-w - 8}-62-66 ${-104 - rise} 0 ${-104 - rise}C66 ${-104 - rise} ${w + 8}-62 ${w} ${low}${hairline}`;
}

/** A baby's high hairline, its ends at the height of `low`. */
const high = (low = 8) => `C86 ${low - 32} 72-58 50-70C20-84-20-84-50-70C-72-58-86 ${low - 32}-91 ${low}z`;
const HIGH = high();

/** Circles along the skull from one angle to another (0 is the top, positive to the right, in degrees). */
function ring(random, { from, to, count, radius, size }) {
  return Array.from({ length: count }, (_, i) => {
    const a = ((from + ((to - from) * i) / (count - 1)) * Math.PI) / 180;
    const r = radius + (random() - 0.5) * 5;
    return [Math.sin(a) * r, -12 - Math.cos(a) * r, size * (0.85 + random() * 0.35)];
  });
}

/** A short curved stroke of light in each circle. */
const curlLights = list =>
  list
    .map(
      ([x, y, r]) =>
        `M${Math.round(x - r * 0.55)} ${Math.round(y + r * 0.15)}q${n(r * 0.1)} ${n(r * -0.75)} ${n(r * 0.95)} ${n(r * -0.45)}`,
    )
    .join('');

/** A lock standing up from (x, y), h high, its tip blown sideways by `lean`. */
const tuft = (x, y, h, lean) =>
  `M${x - 6} ${y}Q${n(x - 5 + lean * 0.35)} ${n(y - h * 0.6)} ${x + lean} ${y - h}Q${n(x + 5 + lean * 0.35)} ${n(y - h * 0.5)} ${x + 6} ${y}z`;

const styles = {
  wisps: ({ hair }) => ({
    front:
      fill(`${tuft(-8, -102, 14, -10)}${tuft(2, -103, 18, 9)}`, hair.base) +
      stroke(
        'M-4-101C-20-98-34-92-44-82M4-102C22-98 38-90 48-78M0-102C-6-94-12-90-20-86M-62-70q-8 9-12 20M64-66q7 9 10 20',
        hair.base,
        2.6,
        0.75,
      ),
  }),
  fuzz: face => ({
    front:
      fill(cap(face, HIGH, 1, -8), face.hair.base, 0.5) +
      fill(cap(face, 'C78-66 50-88 0-90C-50-88-78-66-90-8z', 2, -8), face.hair.base, 0.5) +
      stroke('M-30-98q4-7 10-8M-6-103q5-6 11-6M20-101q6-5 11-3M-52-86q2-7 8-10M46-92q6-4 11-1', face.hair.base, 2.4),
  }),
  curls: (face, random) => {
    const low = ring(random, { from: -82, to: 82, count: 12, radius: 91, size: 17 });
    const crown = ring(random, { from: -52, to: 52, count: 8, radius: 76, size: 16 });
    return {
      back: dabs(low, face.hair.dark, 38),
      front:
        fill(cap(face, HIGH), face.hair.base) +
        dabs([...low, ...crown], face.hair.base, 34) +
        stroke(curlLights([...low, ...crown]), face.hair.shine, 2.4, 0.85),
    };
  },
  mop: (face, random) => {
    const outer = ring(random, { from: -108, to: 108, count: 15, radius: 97, size: 20 });
    const inner = ring(random, { from: -58, to: 58, count: 8, radius: 78, size: 19 });
    const fringe = ring(random, { from: -34, to: 40, count: 5, radius: 58, size: 14 });
    const all = [...outer.slice(2, -2), ...inner, ...fringe];
    return {
      back: dabs(outer, face.hair.dark, 44),
      front:
        fill(cap(face, HIGH), face.hair.base) +
        dabs([...outer.slice(2, -2), ...inner], face.hair.base, 38) +
        dabs(fringe, face.hair.base, 28) +
        stroke(curlLights(all), face.hair.shine, 2.6, 0.85),
    };
  },
  coils: (face, random) => {
    const edge = ring(random, { from: -74, to: 74, count: 17, radius: 100, size: 7 });
    const dots = [80, 92].flatMap((radius, row) =>
      ring(random, { from: -62 + row * 3, to: 62 - row * 3, count: 7 + row * 2, radius, size: 5.5 }).filter(
        ([x, y]) => y < -58 - Math.abs(x) * 0.02,
      ),
    );
    return {
      front:
        fill(cap(face, high(-12), 6, -12), face.hair.base) +
        (face.cropped ? '' : dabs(edge, face.hair.base, 15)) +
        stroke(curlLights(dots), face.hair.shine, 2.2, 0.9),
    };
  },
  twists: (face, random) => {
    const tips = ring(random, { from: -66, to: 66, count: 9, radius: 104, size: 9 });
    const stems = tips.map(([x, y]) => `M${n(x * 0.74)} ${n(y * 0.74 - 6)}L${n(x)} ${n(y)}`).join('');
    return {
      back: stroke(stems, face.hair.dark, 17),
      front:
        fill(cap(face, high(-8), 6, -8), face.hair.base) +
        stroke(stems, face.hair.base, 13) +
        stroke(curlLights(tips), face.hair.shine, 2.2, 0.9) +
        stroke('M-40-70L-46-92M-14-78L-16-100M14-78L16-100M40-70L46-92', face.hair.dark, 2.4),
    };
  },
  puffs: (face, random) => {
    const puff = x => [
      [x, -92, 27],
      ...Array.from({ length: 8 }, (_, i) => [x + Math.cos(i * 0.785) * 22, -92 + Math.sin(i * 0.785) * 22, 9 + random() * 3]),
    ];
    const both = [...puff(-66), ...puff(66)];
    const middles = both.filter(([, , r]) => r > 20);
    const rims = both.filter(([, , r]) => r < 20);
    return {
      back: dabs(middles, face.hair.base, 56) + dabs(rims, face.hair.base, 21) + stroke(curlLights(both), face.hair.shine, 2.4, 0.8),
      front:
        fill(cap(face, 'C84-28 66-60 46-68C26-76 8-84 0-96C-8-84-26-76-46-68C-66-60-84-28-90 8z', 5, -2), face.hair.base) +
        stroke('M-60-68Q-58-80-56-86M60-68Q58-80 56-86M-40-78Q-44-86-48-90M40-78Q44-86 48-90', face.hair.shine, 2.2, 0.7) +
        stroke('M-50-98q-2-12-12-16M50-98q2-12 12-16', face.trim, 7),
    };
  },
  bunches: face => ({
    back:
      fill(
        'M-70-58C-104-92-132-70-124-38C-118-22-100-26-96-40C-92-52-84-52-74-46zM70-58C104-92 132-70 124-38C118-22 100-26 96-40C92-52 84-52 74-46z',
        face.hair.base,
      ) + stroke('M-82-60C-104-74-118-58-112-38M82-60C104-74 118-58 112-38', face.hair.shine, 2.6, 0.8),
    front:
      fill(cap(face, 'C86-24 80-44 66-54C40-56 14-64 2-96C-10-64-40-56-66-54C-80-44-86-24-90 8z'), face.hair.base) +
      stroke(
        'M12-92C26-76 48-66 68-62M-10-92C-24-76-48-66-68-62M26-102C44-92 64-80 74-68M-26-102C-44-92-64-80-74-68',
        face.hair.shine,
        2.4,
        0.7,
      ) +
      stroke('M-82-64l10 16M82-64l-10 16', face.trim, 8),
  }),
  feather: face => ({
    front:
      fill(
        cap(
          face,
          'C88-20 82-44 70-58Q62-50 54-47Q58-60 48-70Q38-58 25-54Q31-68 22-78Q9-64-5-60Q0-73-7-81Q-20-68-33-62Q-30-72-35-79Q-50-66-60-51Q-62-58-65-62C-80-44-88-20-91 4z',
          4,
          4,
        ),
        face.hair.base,
      ) +
      fill(`${tuft(-4, -105, 15, -9)}${tuft(6, -105, 19, 10)}`, face.hair.base) +
      stroke(
        'M2-104C-16-94-34-80-44-66M6-104C0-90-6-76-14-68M10-103C18-92 18-78 16-66M14-103C34-92 44-76 46-62M-30-98C-52-84-68-66-76-44M36-98C58-84 72-66 80-44',
        face.hair.shine,
        2.4,
        0.7,
      ),
  }),
  cowlick: face => ({
    front:
      fill(cap(face, 'C88-22 80-44 66-54C44-48 30-66 8-62C-4-60-14-68-26-60C-40-56-62-58-70-48C-82-40-88-22-90 8z', 6), face.hair.base) +
      fill(`${tuft(6, -104, 24, 20)}${tuft(-6, -105, 19, 4)}${tuft(18, -102, 17, 24)}`, face.hair.base) +
      stroke(
        'M4-104C-16-98-40-82-56-62M14-102C28-94 46-80 58-62M8-100C2-90-6-78-12-68M-40-98C-56-86-70-70-76-54M44-98C60-86 72-72 78-56',
        face.hair.shine,
        2.6,
        0.75,
      ),
  }),
  spikes: (face, random) => {
    const tips = Array.from({ length: 11 }, (_, i) =>
      tuft(
        -60 + i * 12,
        Math.round(-90 - 14 * Math.cos((i - 5) / 3)),
        Math.round(15 + random() * 11),
        Math.round((i - 5) * 2.6 + random() * 5),
      ),
    );
    return {
      back: fill(tips.join(''), face.hair.base),
      front:
        fill(
          cap(
            face,
            'C88-24 84-46 72-58Q66-50 60-46Q58-58 50-66Q42-56 34-52Q34-62 28-70Q18-60 8-56Q8-66 2-72Q-8-62-18-57Q-18-66-24-72Q-34-62-42-54Q-46-62-50-66Q-60-58-68-48C-82-40-88-24-91 4z',
            6,
            4,
          ),
          face.hair.base,
        ) + stroke('M-50-96l5 14M-26-104l3 15M0-107v14M26-104l-3 15M50-96l-6 13', face.hair.shine, 2.6, 0.7),
    };
  },
  bowl: face => ({
    back: fill(cap(face, 'C94 30 88 44 78 44L-78 44C-88 44-94 30-92 8z', 9), face.hair.dark),
    front:
      fill(
        cap(
          face,
          'C89-2 86-18 82-26Q76-36 68-38Q66-30 58-28Q56-38 46-42Q44-32 34-30Q32-40 20-44Q18-34 6-32Q4-42-8-45Q-12-34-22-32Q-24-41-34-44Q-38-34-48-31Q-52-38-62-40Q-66-32-78-28C-86-18-89-2-91 16z',
          9,
          16,
        ),
        face.hair.base,
      ) +
      stroke(
        'M-10-108C-34-98-54-76-60-46M4-108C-8-92-20-72-22-42M16-108C22-90 22-70 20-50M28-106C46-92 56-72 58-44M-40-98C-64-84-78-60-82-36M50-98C70-82 80-62 82-38',
        face.hair.shine,
        2.4,
        0.7,
      ),
  }),
  fountain: face => ({
    back:
      fill(
        'M-9-100C-16-132-46-138-52-118C-38-126-26-116-12-100zM9-100C16-132 46-138 52-118C38-126 26-116 12-100zM-8-100C-14-134-6-146 2-148C14-140 12-122 8-100z',
        face.hair.base,
      ) + stroke('M0-108v-26M-8-108C-16-122-28-126-38-124M8-108C16-122 28-126 38-124', face.hair.shine, 2.4, 0.75),
    front:
      fill(cap(face, 'C86-26 78-48 64-58C52-70 30-62 4-70C-28-62-50-72-64-58C-78-48-86-26-91 4z', 6, 4), face.hair.base) +
      stroke(
        'M-8-104C-24-90-44-74-60-66M8-104C24-90 44-74 60-66M-2-102C-4-88-8-74-12-64M4-102C8-88 12-74 16-64',
        face.hair.shine,
        2.4,
        0.7,
      ) +
      stroke('M-11-104Q0-99 11-104', face.trim, 8),
  }),
  topknot: face => ({
    back:
      el('ellipse', { cx: 0, cy: -122, rx: 25, ry: 22, fill: face.trim }) +
      stroke('M-20-116C-8-108 8-108 20-116M-14-134C-4-128 6-128 14-134', face.trimDark, 2.6, 0.8),
    front:
      fill(cap(face, HIGH, 5, 0), face.hair.base) +
      stroke(
        'M-12-106C-32-96-56-80-70-58M12-106C32-96 56-80 70-58M-5-107C-16-98-30-88-42-78M5-107C16-98 30-88 42-78',
        face.hair.shine,
        2.4,
        0.8,
      ) +
      stroke('M-15-108Q0-102 15-108', face.trimDark, 7),
  }),
};

/** The style that a face asks for, be it hair or a hat. */
export const hairOf = (face, random) => ({ back: '', front: '', ...(styles[face.style] ?? hats[face.style])(face, random) });
