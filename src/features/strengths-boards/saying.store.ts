// Saying words for strengths boards: each is a record of its own, so no two tablets can take a word from each other.
import type { Session } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { keepUnfinished, readUnfinished } from '../../device/unfinished';
import type { Result } from '../../kernel/result';
import { oneLine } from '../../kernel/text';
import { roomBucket } from '../../sync/bucket';
import { freshId, writeRecord } from '../../sync/record-writing.store';
import { type Kept, readRecords } from '../../sync/records.store';
import type { WriteTrouble } from '../../sync/verdict';
import type { Side } from './board-sides';
import { type StrengthWord, strengthWordKind } from './strength-word';

type Said = Pick<StrengthWord, 'child' | 'room' | 'side' | 'word'>;

export const sayWord = (session: Session, { word, ...said }: Said): Promise<Result<'saved-here', WriteTrouble>> =>
  writeRecord(session, strengthWordKind, {
    id: freshId(session),
    bucket: roomBucket(said.room, session.person.nursery),
    set: { ...said, word: oneLine(word), standing: 'said' },
  });

/** A word that is typed and not on the board yet. */
export interface BegunWord {
  readonly side: Side;
  readonly word: string;
}

const asBegun = (kept: unknown): BegunWord | null => {
  const { side, word } = Object(kept) as { readonly side?: unknown; readonly word?: unknown };
  return typeof word === 'string' && (side === 'family' || side === 'educator') ? { side, word } : null;
};

/** Hers for this baby, sealed at each pause; what she writes with a family on their page stands by itself. */
export const unfinishedWord = (session: Session, child: string, where: 'word' | 'family-word' = 'word') => ({
  read: async () => asBegun(await readUnfinished(session, where, child)),
  keep: (begun: BegunWord | null) => keepUnfinished(session, where, child, begun),
});

/** Takes back one's own word, or says it again: whatever stands now gives way, also what was done since `kept` was shown. */
export const takeBackWord = (
  session: Session,
  kept: Kept<typeof strengthWordKind>,
  standing: StrengthWord['standing'],
): Promise<Result<'saved-here', WriteTrouble>> =>
  orStorageTrouble(async () => {
    const { items } = await readRecords(session, strengthWordKind, kept.row.child);
    const now = items.find(({ id }) => id === kept.id) ?? kept;
    return writeRecord(session, strengthWordKind, {
      id: kept.id,
      bucket: roomBucket(kept.row.room, session.person.nursery),
      set: { standing },
      seen: now.seen,
    });
  });
