// Hats: like hair, each gives what lies behind the head and what lies before it, in the head's own coordinates.

import { el, fill, stroke } from './hand.mjs';

export const hats = {
  bonnet: face => ({
    back: fill('M-86 40C-104 30-104-10-98-30L98-30C104-10 104 30 86 40C70 60-70 60-86 40z', face.trimDark),
    front:
      fill(
        'M-93 34C-112-60-70-122 0-122C70-122 112-60 93 34C90 44 80 44 78 34C76-24 52-62 0-64C-52-62-76-24-78 34C-80 44-90 44-93 34z',
        face.trim,
      ) +
      stroke('M-84 34C-84-32-56-74 0-76C56-74 84-32 84 34', face.trimDark, 3, 0.9) +
      stroke('M-62-84C-44-104-22-112 0-112C22-112 44-104 62-84M-76-62C-56-88-30-98 0-98C30-98 56-88 76-62', face.trimDark, 2.6, 0.6) +
      stroke('M-52-70l-8-9M-30-80l-5-11M-8-84l-1-11M14-84l2-11M36-78l6-10M56-66l8-9M-70-50l-9-6M72-46l9-6', face.trimLight, 3.4),
  }),
  woolly: face => ({
    back:
      el('circle', { cx: 4, cy: -132, r: 22, fill: face.trimLight }) +
      stroke('M-10-138l10 4M4-150v10M18-140l-8 5M-8-124l8-4M16-124l-6-4', face.trimDark, 2.6, 0.6),
    front:
      fill('M-92-34C-92-96-54-122 0-122C54-122 92-96 92-34z', face.trim) +
      stroke(
        'M-74-52C-70-82-56-102-38-110M-44-56C-42-86-34-104-22-114M-14-58C-14-86-10-106-4-116M16-58C18-86 16-106 10-116M46-56C44-86 38-102 26-114M74-52C70-82 58-102 42-110',
        face.trimDark,
        2.8,
        0.55,
      ) +
      fill(
        'M-95-26C-98-50-94-58-84-60C-30-72 30-72 84-60C94-58 98-50 95-26C92-18 88-20 84-22C30-36-30-36-84-22C-88-20-92-18-95-26z',
        face.trimLight,
      ) +
      stroke('M-78-56v30M-60-60v29M-42-63v29M-22-65v29M-2-66v29M18-65v29M38-63v29M58-60v29M76-57v30', face.trimDark, 2.4, 0.5) +
      stroke('M-70-20q4 8 3 14M-58-24q-1 8-5 12M66-21q-3 7-2 13', face.hair.base, 3.4),
  }),
};
