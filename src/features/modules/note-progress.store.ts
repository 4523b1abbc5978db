// How far somebody has come in a module, kept on the tablet and brought to her others.
import type { Session } from '../../device/session';
import type { Result } from '../../kernel/result';
import { personBucket } from '../../sync/bucket';
import { writeRecord } from '../../sync/record-writing.store';
import type { Kept } from '../../sync/records.store';
import type { WriteTrouble } from '../../sync/verdict';
import { moduleProgressId, moduleProgressKind } from './module-progress';

/** `position` in seconds; `chapters` watched to their end are added to what is known. */
export function noteProgress(
  session: Session,
  module: string,
  { position, chapters }: { readonly position: number; readonly chapters: readonly string[] },
  before: Kept<typeof moduleProgressKind> | undefined,
): Promise<Result<'saved-here', WriteTrouble>> {
  const { id, home } = session.person;
  const watched = [...new Set([...(before?.row.chapters ?? []), ...chapters])];
  return writeRecord(session, moduleProgressKind, {
    id: moduleProgressId(id, module),
    bucket: personBucket(id, home),
    set: { ...(before ? {} : { module }), position: Math.floor(position), chapters: watched },
    ...(before ? { seen: before.seen } : {}),
  });
}
