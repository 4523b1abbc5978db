// One write of one record, from what its screen shows.
import type { Session } from '../device/session';
import { newId } from '../kernel/id';
import { ok, type Result } from '../kernel/result';
import type { Bucket } from './bucket';
import { writeRecords } from './outbox.store';
import type { RecordKind, RowOf } from './record-kind';
import type { WriteTrouble } from './verdict';

export const freshId = ({ tablet }: Session): string => newId(tablet.clock(), tablet.random());

interface RecordWrite<Kind extends RecordKind> {
  readonly id: string;
  readonly bucket: Bucket;
  readonly set: Partial<RowOf<Kind>>;
  /** What the screen showed, when it showed the record at all. */
  readonly seen?: Readonly<Record<string, string>>;
}

/** `saved-here` means durable on this tablet. */
export async function writeRecord<Kind extends RecordKind>(
  session: Session,
  kind: Kind,
  { id, bucket, set, seen = {} }: RecordWrite<Kind>,
): Promise<Result<'saved-here', WriteTrouble>> {
  const written = await writeRecords(session, [{ kind, id, bucket, set, seen }]);
  return written.ok ? ok('saved-here') : written;
}
