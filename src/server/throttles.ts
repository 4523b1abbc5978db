// Wrong tries are counted and make the next one wait; the wait has an end, so that nobody can keep the true owner out for good.
//
// Each try is counted before it is judged, in a transaction, so that many at once are as many tries. A sign-in is counted three times:
// for this name from this address (waits soon and long), for the address (somebody who goes through names), and for the name from
// anywhere (many addresses against one name: one try a minute, because somebody who knows the passphrase could otherwise try all codes from
// thousands of addresses). So that nobody keeps the owner out with that, a browser in which she has signed in before is counted by itself.
import { isIPv6 } from 'node:net';
import type { Clock } from '../kernel/clock';
import { minutes } from '../kernel/clock';
import { type Database, holdEachAlone, type Writing } from './database';
import { hashOf } from './tablet-sessions';

export interface ThrottleParts {
  readonly db: Database;
  readonly clock: Clock;
}

export interface Counted {
  readonly name: string;
  /** So many wrong tries are free. */
  readonly free: number;
  /** In ms, from the first that is not; the last goes on. */
  readonly delays: readonly number[];
}

const growing = [30_000, minutes(1), minutes(2), minutes(5), minutes(10)];
/** After a day without a wrong try nothing is known any more. */
const forgotten = minutes(24 * 60);

const nameOf = (what: string, ...parts: readonly string[]): string => `${what}:${hashOf(parts.join('|'))}`;

/** `browser`: one in which she of this name has signed in before (known-browser.ts). What others miss is never its guilt. */
export const signInCounts = (signInName: string, address: string, browser: string | null = null): readonly Counted[] => {
  const from = networkOf(address);
  if (browser !== null) return [{ name: nameOf('browser', signInName, browser), free: 4, delays: growing }];
  return [
    { name: nameOf('pair', signInName, from), free: 4, delays: growing },
    { name: nameOf('name', signInName), free: 20, delays: growing.slice(0, 2) },
    { name: nameOf('address', from), free: 30, delays: growing },
  ];
};

/** Whoever has one address of version 6 has all 2^64 of its network (RFC 6177); one of version 4 stands for itself. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = address.slice(address.lastIndexOf(':') + 1);
  if (mapped.includes('.')) return mapped;
  const [before = '', after] = (address.split('%')[0] ?? '').split('::');
  const parts = (text: string) => (text === '' ? [] : text.split(':'));
  const [first, last] = [parts(before), parts(after ?? '')];
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  const all = [...first, ...zeros, ...last].slice(0, 4);
  return `${all.map(part => Number.parseInt(part, 16).toString(16)).join(':')}::/64`;
}

/** Somebody who is signed in and asked for her code or her passphrase once more. */
export const proofCounts = (person: string): readonly Counted[] => [{ name: nameOf('proof', person), free: 4, delays: growing }];

/** Codes of recovery cards: hers on this tablet first, then everybody's there. */
export const cardCounts = (person: string, tablet: string): readonly Counted[] => [
  { name: nameOf('card', person, tablet), free: 3, delays: growing },
  { name: nameOf('cards', tablet), free: 20, delays: growing },
];

/** Somebody who types a PIN at a link to her own words; ten in a row are the most, and own-links.server.ts counts those. */
export const ownLinkCounts = (person: string): readonly Counted[] => [{ name: nameOf('own', person), free: 4, delays: growing }];

/** Files that somebody takes away from the office: right or wrong, each counts. */
export const exportCounts = (person: string): readonly Counted[] => [
  { name: nameOf('export', person), free: 6, delays: [minutes(5), minutes(15), minutes(60)] },
];

const delayAfter = ({ free, delays }: Counted, misses: number): number =>
  misses <= free ? 0 : (delays[Math.min(misses - free, delays.length) - 1] ?? 0);

async function missesOf(tx: Writing, names: readonly string[], since: number) {
  const rows = await tx.selectFrom('office_misses').selectAll().where('name', 'in', names).where('last_at', '>', since).execute();
  return new Map(rows.map(row => [row.name, row]));
}

/** The clock was wrong when these were counted and is right again: they count from now. */
const bringBack = (tx: Writing, names: readonly string[], now: number) =>
  tx.updateTable('office_misses').set({ last_at: now }).where('name', 'in', names).where('last_at', '>', now).execute();

/** Counts this try; or, while it must wait, counts nothing and gives how many seconds are left. */
export async function countTry({ db, clock }: ThrottleParts, counts: readonly Counted[]): Promise<number | null> {
  const names = counts.map(({ name }) => name);
  return db.transaction().execute(async tx => {
    await holdEachAlone(
      tx,
      names.map(name => `misses|${name}`),
    );
    const now = clock();
    await bringBack(tx, names, now);
    const known = await missesOf(tx, names, now - forgotten);
    const waits = counts.map(one => {
      const row = known.get(one.name);
      const delay = row ? delayAfter(one, row.count) : 0;
      return row && delay > 0 ? row.last_at + delay - now : 0;
    });
    const longest = Math.max(...waits);
    if (longest > 0) return Math.ceil(longest / 1000);
    for (const name of names) {
      const row = { count: (known.get(name)?.count ?? 0) + 1, last_at: now };
      await tx
        .insertInto('office_misses')
        .values({ name, ...row })
        .onConflict(at => at.column('name').doUpdateSet(row))
        .execute();
    }
    return null;
  });
}

/** What is too old to count. */
export const sweepTries = ({ db, clock }: ThrottleParts) =>
  db
    .deleteFrom('office_misses')
    .where('last_at', '<=', clock() - forgotten)
    .execute();

/** It was right: what was counted for her is forgotten; an address keeps what others missed from it. */
export async function forgetTries({ db }: Pick<ThrottleParts, 'db'>, counts: readonly Counted[]): Promise<void> {
  for (const { name } of counts) {
    if (!name.startsWith('address:')) await db.deleteFrom('office_misses').where('name', '=', name).execute();
    else
      await db
        .updateTable('office_misses')
        .set(row => ({ count: row('count', '-', 1) }))
        .where('name', '=', name)
        .where('count', '>', 0)
        .execute();
  }
}
