// What is meant to look as the checks would forbid: short lists, each line with its reason.
interface Meant {
  readonly selector: string;
  readonly because: string;
}

/** Text that ends in an ellipsis; the whole of it is one tap away or in the element's name. */
export const shortened: readonly Meant[] = [
  { selector: '.head-name', because: 'her own name, whole on Me where this link leads' },
  { selector: 'h1#pin-who', because: 'a greeting: who has so long a name knows the rest of it' },
  { selector: 'a .baby-name', because: 'the board that this opens has the whole name' },
  { selector: '.kept-words', because: 'the button under it shows all the words' },
  { selector: 'a .clamp, button .clamp', because: 'the first words of what this opens' },
];

/** Bars that may lie over something. */
export const passingBars: readonly Meant[] = [{ selector: '.snackbar', because: 'leaves by itself after ten seconds' }];

export const isMeant = (element: Element, list: readonly Meant[]): boolean => list.some(({ selector }) => element.closest(selector));
