// Finds what is due to go: babies who left, progress that nobody touched for years, old lines of the trail, ended links. Changes nothing.
// Invariant: how old something is, is told by when the server heard of it, never by a tablet's clock alone.
import { setImmediate as takeTurns } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Writing } from '../../server/database';
import { heldForNow } from '../../server/leavings';
import { type AlreadyRead, type Reach, reachOf } from '../../sync/erasures/erasure-reach.server';
import { tabletsOf } from '../../sync/erasures/erasure-tablets.server';
import type { RowState } from '../../sync/merge';
import { bringerOf } from '../../sync/receipts.server';
import { openState } from '../../sync/record-store.server';
import { type ChangeLogParts, inTransaction, type Work } from '../../sync/work.server';
import { complaintAnswerKind, complaintDraftKind, complaintKind, type Step } from '../complaints/complaint';
import { moduleProgressKind } from '../modules/module-progress';
import { childKind } from '../roster/child';
import {
  type Due,
  dueBefore,
  type Hold,
  holdingBack,
  type KindCount,
  type KnownTablet,
  type Periods,
  type RetentionPlan,
} from './retention';

/** Rows that are opened at a time. */
const batch = 500;

/** With these a complaint is at its end. */
const endingSteps: readonly unknown[] = ['outcome', 'taken-back'] satisfies Step[];

interface Row {
  readonly id: string;
  readonly author: string;
  readonly counter: string;
  readonly state: RowState;
}

/** Every record of a kind, in one nursery or in all of them; one that does not open is reported and stays. */
async function* recordsOfKind(work: Work, kind: string, counter?: string): AsyncGenerator<Row> {
  for (let after = ''; ; ) {
    const rows = work.tx.selectFrom('records').selectAll().where('kind', '=', kind).where('id', '>', after).orderBy('id').limit(batch);
    const found = await (counter === undefined ? rows : rows.where('counter', '=', counter)).execute();
    for (const row of found) {
      const state = await openState(work, row).catch(work.parts.report);
      if (state) yield { id: row.id, author: row.author, counter: row.counter, state };
    }
    await takeTurns(); // everybody else's requests come between
    if (found.length < batch) return;
    after = found.at(-1)?.id ?? '';
  }
}

/** When the server heard of what stands in this field. */
async function heardAt(work: Work, { state }: Row, field: string): Promise<number> {
  const version = state.seen[field];
  const from = version === undefined ? null : await bringerOf(work, version);
  return Math.max(from?.receivedAt ?? 0, state.at[field] ?? state.made);
}

async function tabletsWith(tx: Writing, counters: readonly string[]): Promise<readonly KnownTablet[]> {
  const rows = await tx
    .selectFrom('tablets')
    .leftJoin('tablet_reports', 'tablet_reports.tablet', 'tablets.id')
    .select(['name', 'enrolled_at', 'revoked_at', 'wiped_at', 'seen_at', 'waiting'])
    .where('id', 'in', tabletsOf(tx, counters))
    .orderBy('name')
    .execute();
  return rows.map(({ name, enrolled_at, revoked_at, wiped_at, seen_at, waiting }) => ({
    ...{ name, waiting, enrolledAt: enrolled_at, revokedAt: revoked_at, wipedAt: wiped_at, seenAt: seen_at },
  }));
}

interface Found {
  readonly due: Due;
  readonly reach: Reach;
}

/** Now, and who has left and may still fetch what she wrote. */
interface Holding {
  readonly before: number;
  readonly leavers: ReadonlySet<string>;
}

/** Whether one of them wrote any of these. */
async function isByLeaver(tx: Writing, records: readonly string[], leavers: ReadonlySet<string>): Promise<boolean> {
  if (leavers.size === 0) return false;
  for (let at = 0; at < records.length; at += batch) {
    const some = tx
      .selectFrom('records')
      .select('id')
      .where('id', 'in', records.slice(at, at + batch));
    if (
      await some
        .where('author', 'in', [...leavers])
        .limit(1)
        .executeTakeFirst()
    )
      return true;
  }
  return false;
}

async function dueChild(work: Work, row: Row, { before, leavers }: Holding, read?: AlreadyRead): Promise<Found | null> {
  if (row.state.values.standing !== 'left' || (row.state.at.standing ?? row.state.made) > before) return null;
  const left = await heardAt(work, row, 'standing');
  const reach = left > before ? null : await reachOf(work, 'child', row.id, read);
  if (!reach) return null;
  const complaint = await complaintAmong(work, reach.records);
  const since = Math.max(left, complaint.endedAt);
  if (since > before) return null;
  const tablets = holdingBack(await tabletsWith(work.tx, reach.counters), left);
  const heldBack: readonly Hold[] = [
    ...tablets,
    ...(complaint.isOpen ? [{ by: 'complaint' } as const] : []),
    ...((await isByLeaver(work.tx, reach.records, leavers)) ? [{ by: 'leaver' } as const] : []),
  ];
  return { due: { id: row.id, counter: row.counter, since, records: reach.records.length, heldBack }, reach };
}

async function dueChildren(work: Work, holding: Holding, nursery?: string): Promise<RetentionPlan['children']> {
  const due: Due[] = [];
  const kinds = new Map<string, number>();
  const read: AlreadyRead = new Map();
  let of = 0;
  for await (const row of recordsOfKind(work, childKind.name, nursery)) {
    of += 1;
    const found = await dueChild(work, row, holding, read);
    await takeTurns();
    if (!found) continue;
    due.push(found.due);
    if (found.due.heldBack.length > 0) continue;
    for (const { kind, count } of await kindsOf(work.tx, found.reach.records)) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  }
  return { of, due: due.sort((a, b) => a.since - b.since), kinds: [...kinds].map(([kind, count]) => ({ kind, count })) };
}

/** How far her erasure goes, asked in the transaction that erases; null: she is back, or something keeps her now. */
export async function reachIfDue(work: Work, child: string, before: number, now: number): Promise<Reach | null> {
  const row = await work.tx.selectFrom('records').selectAll().where('id', '=', child).executeTakeFirst();
  if (row?.kind !== childKind.name) return null;
  const leavers = await heldForNow(work.tx, now);
  const found = await dueChild(work, { ...row, state: await openState(work, row) }, { before, leavers });
  return found && found.due.heldBack.length === 0 ? found.reach : null;
}

/** Whatever of it waits for its outcome, or was begun and not sent; and when the last came to its end, 0: there was none. */
async function complaintAmong(work: Work, records: readonly string[]): Promise<{ readonly isOpen: boolean; readonly endedAt: number }> {
  const open = new Set<string>();
  const ends = new Map<string, number>();
  for (let at = 0; at < records.length; at += batch) {
    const rows = work.tx
      .selectFrom('records')
      .selectAll()
      .where('id', 'in', records.slice(at, at + batch));
    for (const row of await rows.where('kind', 'in', [complaintKind.name, complaintAnswerKind.name, complaintDraftKind.name]).execute()) {
      const { values, made } = await openState(work, row);
      if (row.kind === complaintKind.name) open.add(row.id);
      if (row.kind === complaintDraftKind.name && values.words) open.add(row.id);
      if (row.kind === complaintAnswerKind.name && endingSteps.includes(values.step)) ends.set(String(values.complaint), made);
    }
  }
  return { isOpen: [...open].some(id => !ends.has(id)), endedAt: Math.max(0, ...ends.values()) };
}

async function kindsOf(tx: Writing, records: readonly string[]): Promise<readonly KindCount[]> {
  const counts = new Map<string, number>();
  for (let at = 0; at < records.length; at += batch) {
    const rows = tx
      .selectFrom('records')
      .select(['kind', tx.fn.countAll().as('many')])
      .where('id', 'in', records.slice(at, at + batch));
    for (const { kind, many } of await rows.groupBy('kind').execute()) counts.set(kind, (counts.get(kind) ?? 0) + Number(many));
  }
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

async function dueProgress(work: Work, { before, leavers }: Holding): Promise<RetentionPlan['cpd']> {
  const due: Due[] = [];
  let of = 0;
  for await (const row of recordsOfKind(work, moduleProgressKind.name)) {
    of += 1;
    const fields = Object.keys(row.state.seen);
    if (fields.some(field => (row.state.at[field] ?? row.state.made) > before)) continue;
    let since = row.state.made;
    for (const field of fields) since = Math.max(since, await heardAt(work, row, field));
    const heldBack: readonly Hold[] = leavers.has(row.author) ? [{ by: 'leaver' }] : [];
    if (since <= before) due.push({ id: row.id, counter: row.counter, since, records: 1, heldBack });
  }
  return { of, due };
}

type Dated = 'audit' | 'enrolment_codes' | 'office_links' | 'own_links' | 'waiting_tablets';

/** What somebody could come in with: codes of tablets, links of the office, and tablets that waited to be let in. */
export const linkTables = ['enrolment_codes', 'office_links', 'own_links', 'waiting_tablets'] as const satisfies readonly Dated[];

/** Of everything in these tables; `until`: older ones are due. */
async function olderThan(tx: Writing, tables: readonly Dated[], until: number): Promise<RetentionPlan['links']> {
  let [of, due] = [0, 0];
  const oldest: number[] = [];
  for (const table of tables) {
    const at = sql.ref<number>(table === 'audit' ? 'at' : 'expires_at');
    const all = await tx.selectFrom(table).select(tx.fn.countAll().as('many')).executeTakeFirstOrThrow();
    const old = tx.selectFrom(table).select([tx.fn.countAll().as('many'), sql<number | null>`min(${at})`.as('oldest')]);
    const found = await old.where(sql<boolean>`${at} <= ${until}`).executeTakeFirstOrThrow();
    of += Number(all.many);
    due += Number(found.many);
    if (found.oldest !== null) oldest.push(Number(found.oldest));
  }
  return { of, due, oldest: oldest.length > 0 ? Math.min(...oldest) : null };
}

/** The babies of one nursery alone who are due, for its leaders; as it stands at one moment. */
export const planForNursery = (
  parts: ChangeLogParts,
  { periods, now, nursery }: { readonly periods: Periods; readonly now: number; readonly nursery: string },
): Promise<RetentionPlan['children']> =>
  inTransaction(
    parts,
    async work => {
      const holding = { before: dueBefore(now, periods).child, leavers: await heldForNow(work.tx, now) };
      return dueChildren(work, holding, nursery);
    },
    'snapshot',
  );

/** As it stands at one moment. */
export const planRetention = (parts: ChangeLogParts, periods: Periods, now: number): Promise<RetentionPlan> =>
  inTransaction(
    parts,
    async work => {
      const before = dueBefore(now, periods);
      const leavers = await heldForNow(work.tx, now);
      return {
        ...{ now, periods },
        children: await dueChildren(work, { before: before.child, leavers }),
        cpd: await dueProgress(work, { before: before.cpd, leavers }),
        audit: await olderThan(work.tx, ['audit'], before.audit),
        links: await olderThan(work.tx, linkTables, before.link),
      };
    },
    'snapshot',
  );
