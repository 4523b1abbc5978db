// Check: what has the focus after a Tab shows it, and can be seen.
import { type Check, fault } from './fault';
import { controls, isInWindow, layerOf } from './seen';

/** In px; the browser's own ring is good enough. */
const ringOf = (element: Element): number => {
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  if (outlineStyle === 'auto') return 2;
  return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth);
};

/** The ring may be round the label, the field or the tile that the control stands in. */
const hasRing = (element: Element): boolean => {
  const round = [element, element.nextElementSibling, element.closest('label, fieldset, [class]:focus-within')];
  return round.some(one => one && ringOf(one) >= 2);
};

export const focused: Check = () => {
  const element = document.activeElement;
  if (controls().length === 0) return [];
  if (!element || element === document.body) return [fault(document.body, 'Tab reaches nothing')];
  if (!hasRing(element)) return [fault(element, 'has the focus and does not show it')];
  const box = element.getBoundingClientRect();
  if (!isInWindow(box)) return [fault(element, 'has the focus and is out of sight')];
  const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  const bar = hit && layerOf(hit);
  return bar && bar !== layerOf(element) ? [fault(element, 'has the focus behind a bar')] : [];
};
