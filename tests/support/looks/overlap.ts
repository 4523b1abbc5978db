// Check: no text and no control lies over another; what is fixed over the page is the affair of covered.ts.
import { type Box, heightOf, shared, widthOf } from './box';
import { type Check, type Fault, fault, inWords, once } from './fault';
import { boxesOf, controls, isInline, layerOf, lines, visiblePart } from './seen';

interface Piece {
  readonly element: Element;
  readonly box: Box;
  readonly layer: Element | null;
  /** Lines of one text, or boxes of one control, never count against each other. */
  readonly of: Node;
}

/** In px: a hair of two round corners may touch. */
const mayShare = 2;

/** Of a line only the part in which its small letters stand: the boxes of close lines share the rest. */
function letters(box: Box): Box {
  const room = heightOf(box) * 0.25;
  return { ...box, top: box.top + room, bottom: box.bottom - room };
}

const pieceOf = (element: Element, box: Box, of: Node): Piece => ({ element, box: visiblePart(element, box), layer: layerOf(element), of });

/** A control that scrolls is seen whole: its own scroll bar is no edge for it. */
const controlPiece = (control: Element, box: Box): Piece => ({
  ...pieceOf(control.parentElement ?? control, isInline(control) ? letters(box) : box, control),
  element: control,
});

const isEmpty = (box: Box): boolean => widthOf(box) <= 0 || heightOf(box) <= 0;

const pieces = (): Piece[] =>
  [
    ...controls().flatMap(control => boxesOf(control).map(box => controlPiece(control, box))),
    ...lines().map(({ element, box, text }) => pieceOf(element, letters(box), text)),
  ].filter(({ box }) => !isEmpty(box));

const belongTogether = (one: Piece, other: Piece): boolean =>
  one.of === other.of || one.of.contains(other.of) || other.of.contains(one.of) || labels(one.of, other.of) || labels(other.of, one.of);

const labels = (label: Node, field: Node): boolean => label instanceof HTMLLabelElement && label.control === field;

const lieOver = (one: Box, other: Box): boolean => {
  const both = shared(one, other);
  return widthOf(both) > mayShare && heightOf(both) > mayShare;
};

export const overlap: Check = () => {
  const all = pieces();
  const found: Fault[] = [];
  all.forEach((one, at) => {
    for (const other of all.slice(at + 1)) {
      if (one.layer !== other.layer || !lieOver(one.box, other.box) || belongTogether(one, other)) continue;
      found.push(fault(one.element, `lies over ${inWords(other.element)}`));
    }
  });
  return once(found);
};
