// Check: no text and no control is cut off, by an element that hides what is too long, by the window's sides, or by its own box.
import { type Box, heightOf, insideBorders, widthOf, windowBox } from './box';
import { bare, type Check, type Fault, fault, once } from './fault';
import { isMeant, shortened } from './meant';
import { boxesOf, controls, holders, isInline, type Line, lines } from './seen';

type Axis = 'across' | 'down';

/** How far a box reaches over an edge, in px; 0 where that is within what letters leave free above and below them. */
function beyond(box: Box, edge: Box, axis: Axis): number {
  const over = axis === 'across' ? [edge.left - box.left, box.right - edge.right] : [edge.top - box.top, box.bottom - edge.bottom];
  const spare = axis === 'across' ? 1.5 : Math.max(2, heightOf(box) * 0.25);
  const most = Math.max(...over);
  return most > spare ? Math.round(most) : 0;
}

interface Cut {
  readonly by: Element;
  readonly px: number;
}

/** The first element above that hides a part of this box where nobody can scroll to it. */
function cutBy(element: Element, box: Box): Cut | undefined {
  const free = { across: false, down: false };
  for (const above of [element, ...holders(element)]) {
    if (isInline(above)) continue;
    const style = getComputedStyle(above);
    const edge = insideBorders(above);
    if (widthOf(edge) <= 1 || heightOf(edge) <= 1) continue; // folded away
    for (const [axis, overflow] of [['across', style.overflowX] as const, ['down', style.overflowY] as const]) {
      if (/auto|scroll/.test(overflow)) free[axis] = true;
      const px = free[axis] || overflow === 'visible' ? 0 : beyond(box, edge, axis);
      if (px > 0) return { by: above, px };
    }
  }
  return undefined;
}

const scrollsSideways = (element: Element): boolean =>
  [element, ...holders(element)].some(above => /auto|scroll/.test(getComputedStyle(above).overflowX));

/** A skip link waits above the page until it is focused. */
const waitsAbove = (box: Box): boolean => box.bottom + scrollY <= 0;

const outsideWindow = (element: Element, box: Box): number =>
  scrollsSideways(element) || waitsAbove(box) ? 0 : beyond(box, windowBox(), 'across');

const looksLikeABox = (element: Element): boolean => {
  const { backgroundColor, borderInlineStartWidth, borderBlockStartWidth, backgroundImage } = getComputedStyle(element);
  const isSeeThrough = /^rgba\(.*, 0\)$|^transparent$/.test(backgroundColor) && backgroundImage === 'none';
  return !isSeeThrough || borderInlineStartWidth !== '0px' || borderBlockStartWidth !== '0px';
};

/** The block that the text stands in, or the card round it, where the text is wider or higher than that. */
function burst({ element, box }: Line): Cut | undefined {
  const above = [element, ...holders(element)].filter(one => !isInline(one) && getComputedStyle(one).display !== 'contents');
  const held = above.findIndex(one => /auto|scroll/.test(getComputedStyle(one).overflow));
  const frames = held < 0 ? above : above.slice(0, held);
  for (const [at, by] of frames.entries()) {
    const edge = by.getBoundingClientRect();
    const isBox = looksLikeABox(by);
    const px = at === 0 || isBox ? Math.max(beyond(box, edge, 'across'), isBox ? beyond(box, edge, 'down') : 0) : 0;
    if (px > 0) return { by, px };
  }
  return undefined;
}

function faultsOfLine(line: Line): Fault[] {
  const { element, box } = line;
  const cut = cutBy(element, box);
  if (cut) return isMeant(element, shortened) ? [] : [fault(element, `${cut.px} px of its text are cut off by ${bare(cut.by)}`)];
  const outside = outsideWindow(element, box);
  if (outside > 0) return [fault(element, `its text runs ${outside} px out of the window`)];
  const out = burst(line);
  return out ? [fault(element, `its text runs ${out.px} px out of ${bare(out.by)}`)] : [];
}

function faultsOfControl(control: Element): Fault[] {
  const boxes = boxesOf(control);
  const outside = Math.max(0, ...boxes.map(box => outsideWindow(control, box)));
  if (outside > 0) return [fault(control, `runs ${outside} px out of the window`)];
  const cut = boxes.map(box => control.parentElement && cutBy(control.parentElement, box)).find(Boolean);
  return cut ? [fault(control, `${cut.px} px of it are cut off by ${bare(cut.by)}`)] : [];
}

export const cutOff: Check = () => once([...lines().flatMap(faultsOfLine), ...controls().flatMap(faultsOfControl)]);
