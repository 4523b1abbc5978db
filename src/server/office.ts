// What the office of a nursery or a programme does on the server itself: one write transaction, its records written like any other
// change, with versions, merge and places, and nobody asked whether she may.
import { randomBytes } from 'node:crypto';
import type { AuditAct } from '../features/audit/audit';
import type { Clock } from '../kernel/clock';
import { newId } from '../kernel/id';
import { counterOf, nurseryBucket } from '../sync/bucket';
import { applyChange, takePlaces } from '../sync/change-log.server';
import { holdRecord } from '../sync/follow.server';
import type { Facts } from '../sync/policy.server';
import type { RecordKind } from '../sync/record-kind';
import { loadRecord } from '../sync/record-store.server';
import { type ChangeLogParts, inTransaction, type Work } from '../sync/work.server';
import { writeAudit } from './audit';
import type { Writing } from './database';

export interface OfficeParts extends ChangeLogParts {
  readonly clock: Clock;
  /** Whose hand it is, for the trail: a person's id; without it, whoever keeps the server. */
  readonly by?: string;
}

/** The tablet that its changes name. */
const office = 'office';

/** Thrown to take everything back when there is trouble: half a leaving is none. */
class TakenBack extends Error {}

/** Runs it in one transaction that ends with its places; where the outcome is trouble nothing of it stays. */
export async function asOffice<Outcome extends { readonly ok: boolean }>(
  parts: ChangeLogParts & Pick<OfficeParts, 'clock'>,
  run: (work: Work, now: number) => Promise<Outcome>,
): Promise<Outcome> {
  let outcome: Outcome | undefined;
  try {
    await inTransaction(parts, async work => {
      outcome = await run(work, parts.clock());
      if (!outcome.ok) throw new TakenBack();
      await takePlaces(work);
    });
  } catch (fault) {
    if (!(fault instanceof TakenBack) || !outcome) throw fault;
  }
  if (!outcome) throw new Error('a transaction ended without an outcome');
  return outcome;
}

/**
 * Writes fields of a record that stands, knowing what stands there, so that nothing of it is a tie. `decide` sees its values and
 * gives what to set (nothing: it is left alone). False where there is no such record of the kind.
 */
export async function writeAsOffice(
  work: Work,
  kind: RecordKind,
  id: string,
  now: number,
  decide: (values: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): Promise<boolean> {
  await holdRecord(work, id);
  const record = await loadRecord(work, id);
  if (record?.kind !== kind.name) return false;
  const set = decide(record.state.values);
  if (Object.keys(set).length === 0) return true;
  const change = { change: newId(now, randomBytes(16)), kind: kind.name, id, set, base: record.state.seen, at: now, version: kind.version };
  const arrival = { change, writer: await officeOf(work, record.buckets), tablet: office, receivedAt: now };
  const applied = await applyChange(work, arrival, true);
  if (!applied.ok) throw new Error(`the office's change of a ${kind.name} was refused: ${applied.trouble}`);
  return true;
}

/** Makes a record that stands nowhere yet, in this nursery. Throws when its policy puts it nowhere: then the set-up is wrong. */
export async function makeAsOffice(
  work: Work,
  kind: RecordKind,
  id: string,
  { nursery, set, now }: { readonly nursery: string; readonly set: Readonly<Record<string, unknown>>; readonly now: number },
): Promise<void> {
  await holdRecord(work, id);
  const change = { change: newId(now, randomBytes(16)), kind: kind.name, id, set, base: {}, at: now, version: kind.version };
  const arrival = { change, writer: await officeOf(work, [nurseryBucket(nursery)]), tablet: office, receivedAt: now };
  const applied = await applyChange(work, arrival, true);
  if (!applied.ok) throw new Error(`the office's new ${kind.name} was refused: ${applied.trouble}`);
}

interface Noted {
  readonly what: AuditAct;
  /** What the act names. */
  readonly about: string;
  /** The nurseries that it concerns, or a programme. */
  readonly places: readonly string[];
}

/** Writes down that it was done, in each place that it concerns. Last of all: the chains are held until the end. */
export async function noteInTrail(
  { by = 'operator' }: Pick<OfficeParts, 'by'>,
  tx: Writing,
  at: number,
  { what, about, places }: Noted,
): Promise<void> {
  for (const counter of [...new Set(places)].sort()) await writeAudit(tx, { at, counter, who: by, what, about, tablet: null });
}

/** The office knows every room of the nursery in which the record stands. */
async function officeOf({ tx }: Work, buckets: readonly string[]): Promise<Facts> {
  const counters = [...new Set(buckets.map(counterOf))];
  const rooms = counters.length === 0 ? [] : await tx.selectFrom('rooms').selectAll().where('nursery', 'in', counters).execute();
  const nurseryByRoom = new Map(rooms.map(room => [room.id, room.nursery]));
  return { person: office, home: office, role: null, memberships: [], mentees: [], nurseryByRoom, programmes: [], events: [] };
}
