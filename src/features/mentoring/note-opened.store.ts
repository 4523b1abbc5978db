// Notes that a mentor has opened words that were sent to her: once for each text that they have had.
import type { Session } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import type { Result } from '../../kernel/result';
import { personBucket } from '../../sync/bucket';
import { writeRecord } from '../../sync/record-writing.store';
import { type Kept, readRecords } from '../../sync/records.store';
import type { WriteTrouble } from '../../sync/verdict';
import type { sharedReflectionKind } from '../reflections/reflection';
import { openingId, openingKind } from './opening';

/** Kept on this tablet at once; it leaves with everything else. */
export const noteOpened = (
  session: Session,
  { id: shared, author: of, edited, row: { reflection } }: Pick<Kept<typeof sharedReflectionKind>, 'id' | 'author' | 'edited' | 'row'>,
): Promise<Result<'saved-here', WriteTrouble>> =>
  orStorageTrouble(async () => {
    const { id: mentor, name, home } = session.person;
    const id = openingId(mentor, reflection);
    const before = (await readRecords(session, openingKind, shared)).items.find(one => one.id === id);
    const origin = before ? {} : { shared, of, reflection };
    return writeRecord(session, openingKind, {
      id,
      bucket: personBucket(mentor, home),
      set: { ...origin, by: name, words: edited },
      ...(before ? { seen: before.seen } : {}),
    });
  });
