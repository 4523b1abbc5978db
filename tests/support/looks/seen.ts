// What a person sees on the page: the lines of its text and what can be pressed or typed in, without what is hidden.
import { around, type Box, insideBorders, plain, shared, windowBox } from './box';

/** With a modal dialog open the rest lies behind its shade. */
export const scope = (): Element => [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body;

/** Made for listeners alone: cut away, or cut down to one pixel. */
function isOnlyListened(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { clipPath, overflow, display } = getComputedStyle(at);
    const isSpeck = at.clientWidth <= 1 && at.clientHeight <= 1 && display !== 'inline' && overflow !== 'visible';
    if (isSpeck || clipPath === 'inset(50%)') return true;
  }
  return false;
}

export const isShown = (element: Element): boolean =>
  element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) && !isOnlyListened(element);

/** Rows far down a long list are those at its top and its end once again; looking at each would only take time. */
export const repeatedRows = 'li:nth-child(n + 49):not(:nth-last-child(-n + 5))';

const isRepeated = (element: Element): boolean => element.closest(repeatedRows) !== null;

export interface Line {
  readonly box: Box;
  /** The element that the text stands in. */
  readonly element: Element;
  /** The whole text of which this is a line. */
  readonly text: Text;
}

const hasNoLines = 'svg, script, style, noscript, template, textarea, select, video, audio';

/** Where spaces are kept, the one at which a line breaks hangs over its end. */
function withoutHangingSpace(element: Element, box: Box): Box {
  const { whiteSpaceCollapse, direction, fontSize } = getComputedStyle(element);
  if (whiteSpaceCollapse !== 'preserve') return box;
  const space = Math.min(Number.parseFloat(fontSize) / 3, box.right - box.left);
  return direction === 'rtl' ? { ...box, left: box.left + space } : { ...box, right: box.right - space };
}

/** Every line of every text that is not hidden, wherever it is scrolled to. */
export function lines(): Line[] {
  const found: Line[] = [];
  const walker = document.createTreeWalker(scope(), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (
      !(node instanceof Text) ||
      !element ||
      node.data.trim() === '' ||
      element.closest(hasNoLines) ||
      isRepeated(element) ||
      !isShown(element)
    )
      continue;
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    found.push(...boxes.map(box => ({ box: withoutHangingSpace(element, plain(box)), element, text: node })));
  }
  return found;
}

const roles = ['button', 'link', 'tab', 'radio', 'checkbox', 'switch', 'option', 'menuitem', 'slider'].map(role => `[role="${role}"]`);
const controlSelector = [
  'a[href]',
  'button',
  'input:not([type="hidden"])',
  'select',
  'textarea',
  'summary',
  'video[controls]',
  'audio[controls]',
  'label:has(input[type="radio"], input[type="checkbox"])',
  ...roles,
].join(', ');

/** Everything that can be pressed or typed in; a radio or a checkbox in its label is its label. */
export const controls = (): Element[] =>
  [...scope().querySelectorAll(controlSelector)].filter(element => {
    const isInItsLabel = element.matches('input[type="radio"], input[type="checkbox"]') && element.closest('label') !== null;
    return !isInItsLabel && !isRepeated(element) && isShown(element);
  });

/** A link in the middle of a text: as wide and high as its words. */
export const isInline = (element: Element): boolean => getComputedStyle(element).display === 'inline';

export const boxesOf = (element: Element): Box[] =>
  [...element.getClientRects()].filter(({ width, height }) => width > 0 && height > 0).map(plain);

const isPositioned = (element: Element): boolean => {
  const { position, transform, contain } = getComputedStyle(element);
  return position !== 'static' || transform !== 'none' || /paint|layout|strict|content/.test(contain);
};

/** What holds an element where it is: its parent, or for what is taken out of the flow the next one that is positioned. */
function holder(element: Element): Element | null {
  const { position } = getComputedStyle(element);
  if (position === 'fixed') return null;
  let above = element.parentElement;
  if (position === 'absolute') while (above && !isPositioned(above)) above = above.parentElement;
  return above;
}

/** From the nearest to the farthest: the elements inside which this one stands. The page itself is not one. */
export function holders(element: Element): Element[] {
  const found: Element[] = [];
  for (let at = holder(element); at && at !== document.body && at !== document.documentElement; at = holder(at)) found.push(at);
  return found;
}

/** The edges at which an element cuts or scrolls its content; far away where it does neither. */
function cuttingEdge(element: Element): Box {
  const { overflowX, overflowY } = getComputedStyle(element);
  const [edge, far] = [insideBorders(element), Number.POSITIVE_INFINITY];
  const [left, right] = overflowX === 'visible' ? [-far, far] : [edge.left, edge.right];
  const [top, bottom] = overflowY === 'visible' ? [-far, far] : [edge.top, edge.bottom];
  return { left, top, right, bottom };
}

/** What of a box can be seen, given everything that cuts or scrolls it; not by the window, which shows all in turn. */
export const visiblePart = (element: Element, box: Box): Box =>
  [element, ...holders(element)].filter(one => !isInline(one)).reduce((left, one) => shared(left, cuttingEdge(one)), box);

/** The bar, header or sheet that an element is fixed in; null on the page itself. */
export function layerOf(element: Element): Element | null {
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (/fixed|sticky/.test(getComputedStyle(at).position)) return at;
  }
  return null;
}

export const isInWindow = (box: Box): boolean => {
  const part = shared(box, windowBox());
  return part.right > part.left && part.bottom > part.top;
};

export const wholeBox = (element: Element): Box => around(boxesOf(element));
