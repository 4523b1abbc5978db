// Who wrote what a mentor reads: name, colour and nursery, as far as they are known on this tablet.
import { placeInWords } from '../roster/place-in-words';

interface Known {
  readonly id: string;
  readonly row: { readonly name: string; readonly hue: string; readonly nursery: string };
}

export interface Author {
  /** Null: she is not among those whom this tablet knows. */
  readonly name: string | null;
  readonly hue: string;
  /** Empty where it is not known. */
  readonly nursery: string;
}

export function authorOf(
  colleagues: readonly Known[],
  nurseries: readonly { readonly id: string; readonly name: string }[],
  author: string,
): Author {
  const known = colleagues.find(({ id }) => id === author)?.row;
  const nursery = known?.nursery ? placeInWords(nurseries, known.nursery) : '';
  return { name: known?.name || null, hue: known?.hue ?? 'slate', nursery };
}
