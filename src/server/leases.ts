// Leases as the server keeps them: a secret for each person on each tablet, renewed at every contact, gone when she or the tablet is.
import { randomUUID } from 'node:crypto';
import { type Clock, days } from '../kernel/clock';
import { type Lease, type LeasedWrap, leaseBinding, leaseLength } from '../sync/leaving/lease';
import type { RenewedLease } from '../sync/tablet-report';
import { type Database, holdAlone, type Writing } from './database';
import type { Keyring } from './keyring';
import { seal } from './sealing';

export interface LeaseParts {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** A lease is written anew once a day, not at every contact. */
const rhythm = days(1);
const keyOf = (lease: string): string => `lease:${lease}`;

/** The leases of exactly these people on this tablet: renewed where they run, new where one has ended, and no others. */
export async function renewLeases(parts: LeaseParts, tx: Writing, tablet: string, people: readonly string[]): Promise<RenewedLease[]> {
  await holdAlone(tx, `leases|${tablet}`);
  const now = parts.clock();
  const standing = await tx.selectFrom('leases').selectAll().where('tablet', '=', tablet).execute();
  const running = standing.filter(({ person, until }) => people.includes(person) && until > now);
  await endLeases(
    tx,
    standing.filter(one => !running.includes(one)),
  );
  const stale = running.filter(({ until }) => until < now + leaseLength - rhythm);
  const until = now + leaseLength;
  if (stale.length > 0) await prolong(tx, stale, until);
  const missing = people.filter(person => running.every(one => one.person !== person));
  const made = missing.map(person => ({ tablet, person, id: randomUUID(), until }));
  if (made.length > 0) await tx.insertInto('leases').values(made).execute();
  for (const { id } of made) await parts.keyring.make(keyOf(id), tx);
  const all = [...running.map(one => (stale.includes(one) ? { ...one, until } : one)), ...made];
  return all.map(({ person, id, until }) => ({ person, id, until }));
}

const prolong = (tx: Writing, leases: readonly { id: string }[], until: number) =>
  tx
    .updateTable('leases')
    .set({ until })
    .where(
      'id',
      'in',
      leases.map(({ id }) => id),
    )
    .execute();

/** Their secrets go with them. */
export async function endLeases(tx: Writing, leases: readonly { readonly id: string }[]): Promise<void> {
  const ids = leases.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.deleteFrom('leases').where('id', 'in', ids).execute();
  await tx.deleteFrom('keys').where('id', 'in', ids.map(keyOf)).execute();
}

export interface Leased {
  readonly lease: Lease;
  /** JSON text of the wrap, sealed under the lease. */
  readonly wrap: string;
}

/** For each of these people the lease with its secret, and her wrap sealed under it. */
export async function leasedWraps(
  parts: LeaseParts,
  tablet: string,
  people: readonly { readonly id: string; readonly wrap: string }[],
): Promise<ReadonlyMap<string, Leased>> {
  const ids = people.map(({ id }) => id);
  return parts.db.transaction().execute(async tx => {
    const leases = await renewLeases(parts, tx, tablet, ids);
    const found = new Map<string, Leased>();
    for (const { person, id, until } of leases) {
      const secret = await parts.keyring.make(keyOf(id), tx);
      const inner = people.find(one => one.id === person)?.wrap ?? '';
      const sealed = seal(secret, leaseBinding(tablet, person, id), Buffer.from(inner, 'utf8')).toString('base64url');
      const wrap: LeasedWrap = { v: 2, lease: id, sealed };
      found.set(person, { lease: { id, secret: secret.toString('base64url'), until }, wrap: JSON.stringify(wrap) });
    }
    return found;
  });
}
