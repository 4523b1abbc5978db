// Check: words of the other direction stand by themselves (`bdi` or `dir`), so that they never turn the sentence round them.
import { type Check, fault, once } from './fault';
import { isInline, lines } from './seen';

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const leftToRight = /[A-Za-z\u00c0-\u024f\u0400-\u052f\u0900-\u0dff]/;

const isRightToLeft = (element: Element): boolean => getComputedStyle(element).direction === 'rtl';

const isolate = '\u2068';

/** By an element or by the isolating signs that the sentence itself puts round it. */
const standsByItself = (element: Element, words: string): boolean => {
  const own = element.closest('bdi, [dir]');
  return words.includes(isolate) || (own !== null && !own.matches('html, body'));
};

/** The block whose line they stand in would be torn: there are words of both directions in it. */
function isMixed(element: Element): boolean {
  let block = element;
  while (isInline(block) && block.parentElement) block = block.parentElement;
  const words = block.textContent ?? '';
  return rightToLeft.test(words) && (leftToRight.test(words) || /[\d.,!?]/.test(words));
}

/** A sentence of ours with somebody's name in it, in a language that runs from left to right. */
const isOurs = (element: Element, words: string): boolean =>
  words.includes(isolate) && !rightToLeftLanguages.test(element.closest('[lang]')?.getAttribute('lang') ?? '');
const rightToLeftLanguages = /^(ar|ur|fa|he|ps|ckb)\b/;

export const isolation: Check = () =>
  once(
    lines().flatMap(({ element, text: { data } }) => {
      if (isRightToLeft(element)) return isOurs(element, data) ? [fault(element, 'a name in it turned the whole sentence round')] : [];
      const isTorn = rightToLeft.test(data) && !standsByItself(element, data) && isMixed(element);
      return isTorn ? [fault(element, 'words that run from right to left stand in a sentence without bdi')] : [];
    }),
  );
