// Tries of gap tasks, kept in three taps.
import type { Live } from '../../device/live';
import type { Session } from '../../device/session';
import { keepUnfinished, readUnfinished } from '../../device/unfinished';
import type { Result } from '../../kernel/result';
import { type Made, type Subject, writeWith } from '../../sync/attachments/attachment.store';
import { personBucket } from '../../sync/bucket';
import { freshId } from '../../sync/record-writing.store';
import { type Listing, liveRecords } from '../../sync/records.store';
import type { WriteTrouble } from '../../sync/verdict';
import { type GapTaskTry, gapTaskTryKind, type WayItWent, waysItWent } from './gap-task-try';

/** What photos of a try belong to. */
export const subjectOf = ({ person }: Session, id: string): Subject => ({
  id,
  kind: gapTaskTryKind.name,
  bucket: personBucket(person.id, person.home),
});

/** A try that is being written: photos can be taken for it before it is kept. */
export const beginTry = (session: Session): Subject => subjectOf(session, freshId(session));

/** The try and its photos, together or not at all. */
export const keepTry = (
  session: Session,
  tried: GapTaskTry,
  { id, bucket }: Subject = beginTry(session),
  photos: readonly Made[] = [],
): Promise<Result<'saved-here', WriteTrouble>> =>
  writeWith(session, [{ kind: gapTaskTryKind, id, bucket, set: { ...tried }, seen: {} }], photos);

/** A try that was begun and not kept yet. */
export interface BegunTry {
  /** Null: she has not said how it went. */
  readonly went: WayItWent | null;
  readonly note: string;
}

const asBegun = (kept: unknown): BegunTry | null => {
  const { went, note } = Object(kept) as { readonly went?: unknown; readonly note?: unknown };
  return typeof note === 'string' ? { note, went: waysItWent.find(way => way === went) ?? null } : null;
};

/** Hers of this task, sealed at each pause. */
export const unfinishedTry = (session: Session, task: string) => ({
  read: async () => asBegun(await readUnfinished(session, 'try', task)),
  keep: (begun: BegunTry | null) => keepUnfinished(session, 'try', task, begun),
});

export const liveTries = (session: Session): Live<Listing<typeof gapTaskTryKind>> => liveRecords(session, gapTaskTryKind);
