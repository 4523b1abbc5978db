// Who wrote what a mentor reads: name, colour and nursery, as far as they are known on this tablet.
import type { Kept } from '../../sync/records.store';
import { mentoringWords as words } from '../../ui/words/mentoring';
import { say } from '../../ui/words/say';
import type { colleagueKind } from '../roster/colleague';
import { roomInWords } from '../roster/place-in-words';

export interface AuthorInWords {
  readonly name: string;
  readonly hue: string;
  /** Name and nursery in one line. */
  readonly said: string;
}

export function authorInWords(colleagues: readonly Kept<typeof colleagueKind>[] | undefined, author: string): AuthorInWords {
  const known = colleagues?.find(({ id }) => id === author)?.row;
  const name = known?.name ?? say(words.anEducator);
  const said = known?.nursery ? say(words.from, { name, nursery: roomInWords(known.nursery) }) : name;
  return { name, hue: known?.hue ?? 'slate', said };
}
