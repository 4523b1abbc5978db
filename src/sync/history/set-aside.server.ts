// What gave way in a tie goes back to its author as a record in her own bucket, written by the server in the same transaction.
import { randomBytes } from 'node:crypto';
import { newId } from '../../kernel/id';
import { personBucket } from '../bucket';
import { named } from '../memory.server';
import type { LostValue, Merged } from '../merge';
import { loadFacts, type Policy } from '../policy.server';
import { bringerOf } from '../receipts.server';
import type { RecordKind } from '../record-kind';
import { findRecord } from '../record-store.server';
import type { Arrival, Work } from '../work.server';
import { type SetAside, setAsideId, setAsideKind } from './set-aside';

/** Only the server makes one; its author says whether she has dealt with it, and everything else in it is fixed. */
export const setAsidePolicy: Policy = {
  kind: setAsideKind.name,
  mayWrite: ({ author, writer, before }) => before !== null && author === writer.person,
  buckets: ({ author, writer }) => [personBucket(author, writer.home)],
};

interface Writer {
  readonly author: string;
  readonly tablet: string;
}

/** The changes by which the authors of what gave way are told of it. Its versions are kept already. */
export async function setAsideChanges(work: Work, kind: RecordKind, arrival: Arrival, { lost, state }: Merged): Promise<Arrival[]> {
  const told: Arrival[] = [];
  for (const one of lost) {
    const field = Object.hasOwn(kind.fields, one.field) ? kind.fields[one.field] : undefined;
    if (field?.quiet || (field?.rule !== 'latest' && field?.rule !== 'narrowest')) continue;
    const [loser, winner] = [await writerOf(work, arrival, one), await writerOf(work, arrival, { ...one, version: state.seen[one.field] })];
    const change = loser && winner ? await changeFor(work, { kind, arrival, one, loser, winner }) : null;
    if (change) told.push(change);
  }
  return told;
}

async function writerOf(
  work: Work,
  { change, writer, tablet }: Arrival,
  { field, version }: { readonly field: string; readonly version: string | undefined },
): Promise<Writer | null> {
  if (version === change.change) return { author: writer.person, tablet };
  const unwritten = work.memory.newVersions.get(named(change.id, field, version ?? ''));
  if (unwritten) return { author: unwritten.author, tablet: unwritten.tablet };
  const kept = await work.tx
    .selectFrom('versions')
    .select(['author', 'tablet'])
    .where('record', '=', change.id)
    .where('field', '=', field)
    .where('version', '=', version ?? '')
    .executeTakeFirst();
  return kept ?? (await bringerOf(work, version ?? ''));
}

interface Tie {
  readonly kind: RecordKind;
  readonly arrival: Arrival;
  readonly one: LostValue;
  readonly loser: Writer;
  readonly winner: Writer;
}

/** Null where its author is nobody's any more, or has been told already. */
async function changeFor(work: Work, { kind, arrival, one, loser, winner }: Tie): Promise<Arrival | null> {
  const { receivedAt, tablet } = arrival;
  const id = setAsideId(loser.author, one.version, one.field);
  const writer = await loadFacts(work.tx, loser.author, { now: receivedAt, toldAt: null });
  if (!writer || (await findRecord(work, id))) return null;
  const set: SetAside = {
    record: arrival.change.id,
    kind: kind.name,
    field: one.field,
    value: one.value ?? null,
    version: one.version,
    wrote: one.at,
    tablet: await tabletName(work, loser.tablet),
    winner: winner.author,
    winnerTablet: await tabletName(work, winner.tablet),
    standing: 'open',
  };
  const change = { change: newId(receivedAt, randomBytes(16)), kind: setAsideKind.name, id, set: { ...set }, base: {}, at: receivedAt };
  return { change: { ...change, version: setAsideKind.version }, writer, tablet, receivedAt };
}

/** What a tablet is called; empty where it is not one (any more). */
export const tabletName = async (work: Work, id: string): Promise<string> =>
  (await work.tx.selectFrom('tablets').select('name').where('id', '=', id).executeTakeFirst())?.name ?? '';
