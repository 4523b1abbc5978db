// What a check of the looks finds, and how it names the element at fault: by a selector that a person can follow, and its words.

export interface Fault {
  /** What is wrong, in words; numbers are CSS px. */
  readonly what: string;
  /** The element: a selector, then its words. */
  readonly where: string;
}

/** A check looks at the page as it is laid out now and changes nothing that stays. */
export type Check = () => Fault[];

const nameOf = (element: Element): string => {
  const id = element.id === '' ? '' : `#${element.id}`;
  const names = [...element.classList].map(name => `.${name}`).join('');
  return element.localName + (names || id);
};

/** The element itself and the nearest one above it that has a class, so that `span` can be told from `span`. */
function selectorOf(element: Element): string {
  const named = element.parentElement?.closest('[class], [id]');
  return named && element.classList.length === 0 ? `${nameOf(named)} ${nameOf(element)}` : nameOf(element);
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

export function inWords(element: Element): string {
  const words = element.getAttribute('aria-label') ?? element.textContent ?? '';
  const tidy = shortened(words.replace(/\s+/g, ' ').trim());
  return tidy === '' ? selectorOf(element) : `${selectorOf(element)} "${tidy}"`;
}

/** The selector alone: what holds many words is not told by them. */
export const bare = (element: Element): string => selectorOf(element);

export const fault = (element: Element, what: string): Fault => ({ what, where: inWords(element) });

/** The same words about the same element once, however many of its lines are at fault. */
export const once = (faults: readonly Fault[]): Fault[] => [
  ...new Map(faults.map(one => [`${one.what.replace(/\d+/g, '')} ${one.where}`, one])).values(),
];
