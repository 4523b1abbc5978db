// Draws the sample babies' faces into public/faces/; run at authoring time: node src/sample/make-faces.mjs [folder].

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clothes, fist, wall } from './drawing/clothes.mjs';
import { extras } from './drawing/extras.mjs';
import { brows, cheeks, ear, eyes, mouth, nose } from './drawing/features.mjs';
import { hairOf } from './drawing/hair.mjs';
import { dice, el, fill, group } from './drawing/hand.mjs';
import { larchFold } from './drawing/larch-fold.mjs';
import { osierWharf } from './drawing/osier-wharf.mjs';
import { quinceStreet } from './drawing/quince-street.mjs';

/** A baby's head: high and wide above, cheeks lower than the eyes, a small chin. */
function skull({ wide = 88, cheek = 88, chin = 89 }) {
  const right = `C58-104 ${wide + 2}-72 ${wide}-18C${wide - 1} 4 ${cheek} 16 ${cheek} 34C${cheek - 3} 66 46 ${chin} 0 ${chin}`;
  const left = `C-46 ${chin} ${3 - cheek} 66 ${-cheek} 34C${-cheek} 16 ${1 - wide} 4 ${-wide}-18C${-wide - 2}-72-58-104 0-104z`;
  return `M0-104${right}${left}`;
}

/** Two steps of shade on the side away from the light, and two of light on the forehead: no gradients, as in gouache. */
function modelling(face) {
  const { shade, light } = face.skin;
  const x = -24 + (face.turn ?? 0);
  const glow = (rx, ry) => el('ellipse', { cx: x, cy: -40, rx, ry, fill: light, opacity: 0.32 });
  return (
    el(
      'g',
      { fill: shade, opacity: 0.3 },
      '<path d="M45-112C70-90 76-60 75-27C76 30 70 78-10 81Q-60 80-90 62V110H120V-112z"/><path d="M34-112C60-90 61-60 62-33C62 24 60 70-10 75Q-56 74-90 52V110H120V-112z"/>',
    ) +
    glow(44, 30) +
    glow(28, 18)
  );
}

function head(face, random) {
  const outline = skull(face);
  const { back, front } = hairOf(face, random);
  const hidden = face.covered ? '' : ear(face, -1) + ear(face, 1);
  const worn = extras(face);
  const clip = el('clipPath', { id: `${face.id}-h` }, el('path', { d: outline }));
  const flesh =
    clip + fill(outline, face.skin.base) + el('g', { 'clip-path': `url(#${face.id}-h)` }, modelling(face) + cheeks(face) + worn.onSkin);
  const features = eyes(face) + nose(face) + mouth(face);
  const inside = back + hidden + flesh + features + front + brows(face) + worn.over;
  const { x = 160, y = 158, tilt = 0, scale = 1.06 } = face;
  return group(`translate(${x} ${y})rotate(${tilt} 0 70)scale(${scale})`, inside);
}

export function drawFace(face) {
  const random = dice(face.id);
  const inside = wall(face, random) + clothes(face) + head(face, random) + fist(face);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320" fill="none" stroke-linecap="round" stroke-linejoin="round">${inside}</svg>\n`;
}

const folder = process.argv[2] ?? join(import.meta.dirname, '../../public/faces');
for (const face of [...quinceStreet, ...osierWharf, ...larchFold]) writeFileSync(join(folder, `${face.id}.svg`), drawFace(face));
