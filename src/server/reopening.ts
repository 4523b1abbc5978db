// A new PIN by two people and seventy-two hours, as the server keeps it: who asked, who agreed, and how it ends.
// Invariants: 1 every step holds her PIN (pins.ts) and reads what stands before it writes; 2 of one person one at most stands at a time;
// 3 who may take a step is for the caller to say (features/office/office-rules.ts); 4 a slip comes of it once.
import { randomBytes } from 'node:crypto';
import { reopeningPace } from '../features/office/reopening';
import { readyAt, standingOf, type TwoPeople } from '../features/office/two-people';
import { newId } from '../kernel/id';
import { ok, type Result, trouble } from '../kernel/result';
import type { ReopeningNotice } from '../sync/tablet-protocol';
import type { Database, Writing } from './database';
import { holdPin } from './pins';
import type { ReopeningTables } from './reopening-tables';

type Row = ReopeningTables['reopenings'];
type Reading = Database | Writing;

export interface KnownReopening extends TwoPeople {
  readonly id: string;
  readonly person: string;
  readonly nursery: string;
}

const read = ({ id, person, nursery, ...row }: Row): KnownReopening => ({
  ...{ id, person, nursery, askedBy: row.asked_by, askedAt: row.asked_at },
  ...{ agreedBy: row.agreed_by, agreedAt: row.agreed_at, stoppedAt: row.ended_at },
});

const stands = (one: KnownReopening, now: number): boolean => !['over', 'stopped'].includes(standingOf(one, reopeningPace, now));

/** Null: there is none of this id, standing or over. */
export async function reopeningOf(db: Reading, id: string): Promise<KnownReopening | null> {
  const row = await db.selectFrom('reopenings').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? read(row) : null;
}

/** What stands for these people, by person. */
export async function standingReopenings(
  db: Reading,
  people: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, KnownReopening>> {
  if (people.length === 0) return new Map();
  const rows = await db.selectFrom('reopenings').selectAll().where('person', 'in', people).where('ended_at', 'is', null).execute();
  const standing = rows.map(read).filter(one => stands(one, now));
  return new Map(standing.map(one => [one.person, one]));
}

interface Asked {
  readonly person: string;
  readonly nursery: string;
  readonly by: string;
}

export async function askForReopening(tx: Writing, { person, nursery, by }: Asked, now: number): Promise<Result<string, 'is-so-already'>> {
  await holdPin(tx, person);
  if ((await standingReopenings(tx, [person], now)).size > 0) return trouble('is-so-already');
  const id = newId(now, randomBytes(16));
  const row = { id, person, nursery, asked_by: by, asked_at: now, agreed_by: null, agreed_at: null, ended_at: null };
  await endReopeningsOf(tx, person, now); // one that has lapsed lapses for good, whatever becomes of the clock
  await tx.insertInto('reopenings').values(row).execute();
  return ok(id);
}

/** She has a PIN again, or belongs there no more. */
export const endReopeningsOf = (tx: Writing, person: string, now: number) =>
  tx.updateTable('reopenings').set({ ended_at: now }).where('person', '=', person).where('ended_at', 'is', null).execute();

/** What stands under this id, held: it stays as it is until the end of the transaction. */
async function held(tx: Writing, id: string, now: number): Promise<KnownReopening | null> {
  const person = (await reopeningOf(tx, id))?.person;
  if (person === undefined) return null;
  await holdPin(tx, person);
  const known = await reopeningOf(tx, id);
  return known && stands(known, now) ? known : null;
}

export type AgreeTrouble = 'reopening-over' | 'same-person' | 'is-so-already';

export async function agreeToReopening(tx: Writing, id: string, by: string, now: number): Promise<Result<null, AgreeTrouble>> {
  const known = await held(tx, id, now);
  if (!known) return trouble('reopening-over');
  if (by === known.askedBy || by === known.person) return trouble('same-person');
  if (known.agreedBy !== null) return trouble('is-so-already');
  await tx.updateTable('reopenings').set({ agreed_by: by, agreed_at: now }).where('id', '=', id).execute();
  return ok(null);
}

/** By her or by one of the two; false where it was over. */
export async function endReopening(tx: Writing, id: string, now: number): Promise<boolean> {
  const known = await held(tx, id, now);
  if (known) await tx.updateTable('reopenings').set({ ended_at: now }).where('id', '=', id).execute();
  return known !== null;
}

/** Null: a slip is due, and whoever asked in this transaction is the one who makes it. */
export async function whyNoSlip(tx: Writing, id: string, now: number): Promise<'reopening-over' | 'not-yet' | null> {
  const known = await held(tx, id, now);
  if (!known) return 'reopening-over';
  return standingOf(known, reopeningPace, now) === 'ready' ? null : 'not-yet';
}

/** What the tablets of these people are told of it: no name and no secret. */
export async function noticesFor(db: Reading, people: readonly string[], now: number): Promise<ReadonlyMap<string, ReopeningNotice>> {
  const standing = await standingReopenings(db, people, now);
  return new Map([...standing].map(([person, one]) => [person, { id: one.id, askedAt: one.askedAt, from: readyAt(one, reopeningPace) }]));
}
