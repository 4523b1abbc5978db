// Check: every control that is scrolled into view can be tapped there, and neither end of the page stays behind a fixed bar.
import { type Box, heightOf, widthOf, windowBox } from './box';
import { bare, type Check, type Fault, fault, once } from './fault';
import { isMeant, passingBars } from './meant';
import { boxesOf, controls, isInWindow, layerOf, lines, scope, visiblePart } from './seen';

const middle = (box: Box) => ({ x: box.left + widthOf(box) / 2, y: box.top + heightOf(box) / 2 });

function hitAt(box: Box): Element | null {
  const { x, y } = middle(box);
  return document.elementFromPoint(x, y);
}

/** The control itself, something in it, or the label that it belongs to. */
const isHit = (control: Element, hit: Element): boolean =>
  control.contains(hit) || (hit.contains(control) && (hit === control.parentElement || hit.matches('label, a, button')));

const isAside = (control: Element): boolean => getComputedStyle(control).pointerEvents === 'none' || control.matches(':disabled');

function faultOf(control: Element): Fault[] {
  const isTall = heightOf(control.getBoundingClientRect()) > heightOf(windowBox()) / 2;
  control.scrollIntoView({ block: isTall ? 'center' : 'nearest', inline: 'nearest', behavior: 'instant' });
  const [box] = boxesOf(control);
  if (!box || isAside(control)) return [];
  const hit = hitAt(box);
  if (!hit) return [fault(control, 'cannot be scrolled into view')];
  if (isHit(control, hit) || isMeant(hit, passingBars)) return [];
  return [fault(control, `cannot be tapped where it is scrolled to, under ${bare(layerOf(hit) ?? hit)}`)];
}

/** More would only be the rows of a long list once again. */
const most = 60;
const ends = (all: readonly Element[]): readonly Element[] =>
  all.length <= most ? all : [...all.slice(0, most / 2), ...all.slice(-most / 2)];

/** Down the page, where what comes into view stands at the lower edge, and up again, where it stands at the upper one. */
function alongThePage(): Fault[] {
  const all = ends(controls());
  const wait = all.filter(control => !isSkipLink(control));
  return [...wait, ...wait.toReversed()].flatMap(faultOf);
}

/** It waits above the page until it is focused. */
const isSkipLink = (control: Element): boolean => control.getBoundingClientRect().bottom + scrollY <= 0;

/** What scrolls here: the page, or the parts of an open dialog. */
const scrollers = (): Element[] =>
  [document.documentElement, ...scope().querySelectorAll('*'), scope()].filter(
    element => element.scrollHeight > element.clientHeight && (element === document.documentElement || scrollsDown(element)),
  );

const scrollsDown = (element: Element): boolean => /auto|scroll/.test(getComputedStyle(element).overflowY);

/** Text that lies behind a bar where the page ends, so that no scrolling brings it out. */
function behindBars(end: 'top' | 'end'): Fault[] {
  for (const one of scrollers()) one.scrollTo({ top: end === 'top' ? 0 : one.scrollHeight, behavior: 'instant' });
  const halfway = heightOf(windowBox()) / 2;
  const isThisHalf = (box: Box): boolean => (end === 'top' ? box.bottom < halfway : box.top > halfway);
  return lines().flatMap(({ box: whole, element }) => {
    const box = visiblePart(element, whole);
    if (!isInWindow(box) || !isThisHalf(box) || heightOf(box) < heightOf(whole) / 2) return [];
    const bar = barOver(box);
    if (!bar || bar === layerOf(element) || isMeant(bar, passingBars)) return [];
    return [fault(element, `stays behind ${bare(bar)} at the ${end} of the page`)];
  });
}

const barOver = (box: Box): Element | null => {
  const hit = hitAt(box);
  return hit && layerOf(hit);
};

/** One line a bar: what else it covers is told by number. */
function firstOfEach(faults: readonly Fault[]): Fault[] {
  const byWhat = new Map<string, Fault[]>();
  for (const one of faults) byWhat.set(one.what, [...(byWhat.get(one.what) ?? []), one]);
  return [...byWhat.values()].flatMap(([first, ...more]) =>
    first ? [more.length === 0 ? first : { ...first, where: `${first.where}, and ${more.length} more` }] : [],
  );
}

export const covered: Check = () => {
  const before = scrollers().map(element => ({ element, top: element.scrollTop }));
  const found = [...alongThePage(), ...behindBars('top'), ...behindBars('end')];
  for (const { element, top } of before) element.scrollTo({ top, behavior: 'instant' });
  return firstOfEach(once(found));
};
