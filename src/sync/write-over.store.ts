// Writes a value into a field of any record, on top of what stands there on this tablet: what was written before, and is to stand again.
import type { Session } from '../device/session';
import { personBucket } from './bucket';
import type { Order } from './outbox.store';
import type { RecordKind } from './record-kind';
import { find, type Kept, openAll } from './records.store';

/** A record as this tablet has it, with the bucket in which it lies. */
export interface Standing {
  readonly kind: RecordKind;
  readonly kept: Kept<RecordKind>;
  readonly bucket: string;
}

/** Null: it is not on this tablet. */
export async function recordNow(
  session: Session,
  { kind: name, record }: { readonly kind: string; readonly record: string },
): Promise<Standing | null> {
  const kind = session.kinds.get(name);
  if (!kind) return null;
  const look = await find(session, kind);
  const found = look.found.filter(({ row }) => row.id === record);
  const [kept] = (await openAll(session, kind, { ...look, found })).items;
  const { id, home } = session.person;
  return kept ? { kind, kept, bucket: found[0]?.row.buckets[0] ?? personBucket(id, home) } : null;
}

interface Place {
  readonly kind: string;
  readonly record: string;
  readonly field: string;
}

/** The order that writes it, and what stood there until now; null: the record is not on this tablet. */
export async function writeOver(
  session: Session,
  place: Place,
  value: unknown,
): Promise<{ readonly order: Order; readonly before: unknown } | null> {
  const now = await recordNow(session, place);
  if (!now) return null;
  const { kind, kept, bucket } = now;
  const before: unknown = (kept.row as Readonly<Record<string, unknown>>)[place.field];
  const isProse = kind.fields[place.field]?.rule === 'prose';
  const order = { kind, id: place.record, bucket, set: { [place.field]: value }, seen: kept.seen };
  return { order: isProse ? { ...order, saw: { [place.field]: String(before) } } : order, before };
}
