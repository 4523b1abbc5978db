// Tries of gap tasks, kept in three taps.
import type { Live } from '../../device/live';
import type { Session } from '../../device/session';
import type { Result } from '../../kernel/result';
import { personBucket } from '../../sync/bucket';
import { freshId, writeRecord } from '../../sync/record-writing.store';
import { type Listing, liveRecords } from '../../sync/records.store';
import type { WriteTrouble } from '../../sync/verdict';
import { type GapTaskTry, gapTaskTryKind } from './gap-task-try';

export const keepTry = (session: Session, tried: GapTaskTry): Promise<Result<'saved-here', WriteTrouble>> =>
  writeRecord(session, gapTaskTryKind, {
    id: freshId(session),
    bucket: personBucket(session.person.id, session.person.home),
    set: tried,
  });

export const liveTries = (session: Session): Live<Listing<typeof gapTaskTryKind>> => liveRecords(session, gapTaskTryKind);
