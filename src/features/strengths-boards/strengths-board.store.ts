// Words on strengths boards: each is a record of its own, so no two tablets can take a word from each other.
import type { Live } from '../../device/live';
import type { Session } from '../../device/session';
import type { Result } from '../../kernel/result';
import { oneLine } from '../../kernel/text';
import { roomBucket } from '../../sync/bucket';
import { freshId, writeRecord } from '../../sync/record-writing.store';
import { type Kept, type Listing, liveRecords } from '../../sync/records.store';
import type { WriteTrouble } from '../../sync/verdict';
import { type StrengthWord, strengthWordKind } from './strength-word';

type Said = Pick<StrengthWord, 'child' | 'room' | 'side' | 'word'>;

export const sayWord = (session: Session, { word, ...said }: Said): Promise<Result<'saved-here', WriteTrouble>> =>
  writeRecord(session, strengthWordKind, {
    id: freshId(session),
    bucket: roomBucket(said.room, session.person.nursery),
    set: { ...said, word: oneLine(word), standing: 'said' },
  });

/** Takes back one's own word, or says it again. */
export const takeBackWord = (
  session: Session,
  kept: Kept<typeof strengthWordKind>,
  standing: StrengthWord['standing'],
): Promise<Result<'saved-here', WriteTrouble>> =>
  writeRecord(session, strengthWordKind, {
    id: kept.id,
    bucket: roomBucket(kept.row.room, session.person.nursery),
    set: { standing },
    seen: kept.seen,
  });

/** The words of one baby, or of every baby whom this person may see. */
export const liveWords = (session: Session, child: string | null): Live<Listing<typeof strengthWordKind>> =>
  liveRecords(session, strengthWordKind, child ?? undefined);
