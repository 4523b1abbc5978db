// Erases for good: a record, a baby or a person with everything that hangs on it, in one transaction, and remembers only ids.
// Invariants: 1 nothing of what is erased can be pushed or pulled again; 2 every tablet that may hold it is asked until it has
// answered; 3 what is remembered (ids and numbers) is enough to erase the same again after an older back-up was restored.
import type { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/id';
import { ok, type Result, trouble } from '../../kernel/result';
import { closeAccount } from '../../server/accounts';
import { writeAudit } from '../../server/audit';
import { holdAlone, type Writing } from '../../server/database';
import { generationsOf } from '../../server/keyring';
import { beginGenerations, workplacesOf } from '../../server/new-generation';
import { pinKeyId } from '../../server/pins';
import { leadersBucket } from '../bucket';
import { takePlaces } from '../change-log.server';
import { vaultKeysOf } from '../key-ids';
import { childKeyId } from '../key-names.server';
import type { Policy } from '../policy.server';
import { type ChangeLogParts, inTransaction, type Work } from '../work.server';
import { erasing } from './erased.server';
import { rememberKinds } from './erased-kinds.server';
import { type Erasable, erasureKind } from './erasure';
import { quarantinedAbout, type Reach, reachOf, reachOfRecords } from './erasure-reach.server';
import { askTablets, tellLeaders } from './erasure-tablets.server';

export interface EraseParts extends ChangeLogParts {
  readonly clock: Clock;
  /** Whose hand it is, for the trail: a person's id; without it, whoever keeps the server. */
  readonly by?: string;
  readonly random: () => Uint8Array;
  /** Removes the files of these records; called once the rest is committed, safe to call again. */
  readonly eraseBlobs: (records: readonly string[]) => Promise<void>;
  /** Puts it on the list that a restore replays; called once it is committed. */
  readonly remember: (erasure: RememberedErasure) => Promise<void>;
}

/** One line of the list: ids alone. */
export interface RememberedErasure {
  readonly id: string;
  readonly what: Erasable;
  readonly of: string;
  readonly askedAt: number;
  readonly records: readonly string[];
  /** Those of them that were only too old, and may be made anew under the same name. */
  readonly cleared: readonly string[];
  readonly person: string | null;
  /** The nurseries and programmes that it concerns. */
  readonly counters: readonly string[];
}

/** Told by the server alone. */
export const erasurePolicy: Policy = {
  kind: erasureKind.name,
  mayWrite: () => false,
  buckets: ({ after }) => [leadersBucket(String(after.nursery))],
};

/** How many records went; `not-found`: there is nothing of that name, or it is no baby. */
export const erase = (parts: EraseParts, what: Erasable, of: string): Promise<Result<RememberedErasure, 'not-found'>> =>
  eraseReach(parts, what, of, work => reachOf(work, what, of));

/**
 * Clears away records of one nursery or programme that are too old, as one erasure, so that its leaders are told once. Nobody asked for it:
 * whoever needs such a name again may make it anew. `not-found`: none of them is there any more.
 */
export const clearAway = (parts: EraseParts, ids: readonly string[]): Promise<Result<RememberedErasure, 'not-found'>> =>
  eraseReach(parts, 'record', ids[0] ?? '', work => reachOfRecords(work, ids), ids);

/** However far `reaching` says, asked in the transaction that erases; null: nothing is erased. `cleared` as in RememberedErasure. */
export async function eraseReach(
  parts: EraseParts,
  what: Erasable,
  of: string,
  reaching: (work: Work) => Promise<Reach | null>,
  cleared: readonly string[] = [],
): Promise<Result<RememberedErasure, 'not-found'>> {
  const askedAt = parts.clock();
  const erasure = await inTransaction(parts, async work => {
    await holdAlone(work.tx, erasing);
    const reach = await reaching(work);
    if (!reach) return null;
    return carryOut(work, { id: newId(askedAt, parts.random()), what, of, askedAt, cleared, ...reach }, { ...parts, now: askedAt });
  });
  if (!erasure) return trouble('not-found');
  await parts.eraseBlobs(erasure.records);
  await parts.remember(erasure);
  return ok(erasure);
}

/** Erases again what an older back-up has brought back; gives whether there was anything to do. */
export async function eraseAgain(parts: Omit<EraseParts, 'remember'>, erasure: RememberedErasure): Promise<boolean> {
  const isNew = await inTransaction(parts, async work => {
    await holdAlone(work.tx, erasing);
    const known = await work.tx.selectFrom('erasures').select('id').where('id', '=', erasure.id).executeTakeFirst();
    if (known) return false;
    await carryOut(work, erasure, { ...parts, now: parts.clock() });
    return true;
  });
  await parts.eraseBlobs(erasure.records);
  return isNew;
}

interface Hand {
  readonly by?: string;
  readonly now: number;
}

async function carryOut(work: Work, erasure: RememberedErasure, { by = 'operator', now }: Hand): Promise<RememberedErasure> {
  const quarantined = await quarantinedAbout(work, erasure);
  const notes = quarantined.flatMap(({ note }) => note ?? []);
  const all = { ...erasure, records: [...new Set([...erasure.records, ...notes])].sort() };
  await rememberIds(work, all);
  await rememberKinds(work, { ...all, refused: quarantined.length });
  await askTablets(work, all.id, all.counters);
  await inBatches(
    quarantined.map(({ id }) => id),
    async ids => void (await work.tx.deleteFrom('quarantine').where('id', 'in', ids).execute()),
  );
  await inBatches(all.records, ids => eraseRecords(work, ids));
  if (all.person !== null) await erasePerson(work, all.person, all.askedAt, now);
  await tellLeaders(work, [all.id], all.askedAt);
  for (const counter of all.counters)
    await writeAudit(work.tx, { at: now, counter, who: by, what: 'erasure-asked', about: all.id, tablet: null });
  await takePlaces(work);
  return all;
}

/** Names in one statement: SQLite and PostgreSQL take more. */
const batch = 500;

async function inBatches(ids: readonly string[], run: (some: readonly string[]) => Promise<void>): Promise<void> {
  for (let at = 0; at < ids.length; at += batch) await run(ids.slice(at, at + batch));
}

async function rememberIds({ tx }: Work, erasure: RememberedErasure): Promise<void> {
  const { id, what, of, askedAt, records, person, counters } = erasure;
  await tx.insertInto('erasures').values({ id, what, of, records: records.length, asked_at: askedAt }).execute();
  for (const counter of counters) await tx.insertInto('erasure_places').values({ erasure: id, counter }).execute();
  const cleared = new Set(erasure.cleared);
  const rows = records.map(record => ({ what: cleared.has(record) ? 'cleared' : 'record', id: record, erasure: id }));
  const all = person === null ? rows : [...rows, { what: 'person', id: person, erasure: id }];
  for (let at = 0; at < all.length; at += batch)
    await tx
      .insertInto('erased')
      .values(all.slice(at, at + batch))
      .onConflict(it => it.columns(['what', 'id']).doUpdateSet({ erasure: id }).where('erased.what', '=', 'cleared'))
      .execute();
}

/** Rows, versions and what is known of their files go; in each bucket a removal takes their place. */
async function eraseRecords({ tx, touched }: Work, ids: readonly string[]): Promise<void> {
  const standing = await tx.selectFrom('record_buckets').select(['record', 'bucket']).where('record', 'in', ids).execute();
  for (const { record, bucket } of standing) touched.set(record, new Map([...(touched.get(record) ?? []), [bucket, false]]));
  await tx.deleteFrom('versions').where('record', 'in', ids).execute();
  await tx.deleteFrom('blobs').where('id', 'in', ids).execute();
  await tx.deleteFrom('records').where('id', 'in', ids).execute();
  await tx.deleteFrom('keys').where('id', 'in', ids.map(childKeyId)).execute(); // of those that are babies
}

/** She is nobody's any more: her keys go, so that what is sealed under them opens nowhere. Tablets of her own empty themselves. */
async function erasePerson({ tx, parts }: Work, person: string, askedAt: number, now: number): Promise<void> {
  const left = await workplacesOf(tx, person, now);
  const leases = await tx.deleteFrom('leases').where('person', '=', person).returning('id').execute();
  const keys = leases.map(({ id }) => `lease:${id}`);
  if (keys.length > 0) await tx.deleteFrom('keys').where('id', 'in', keys).execute();
  await tx.deleteFrom('pins').where('person', '=', person).execute();
  await tx.deleteFrom('lockouts').where('person', '=', person).execute();
  await tx.deleteFrom('later_boxes').where('person', '=', person).execute();
  await tx.deleteFrom('recovery_cards').where('person', '=', person).execute();
  await tx.deleteFrom('reopenings').where('person', '=', person).execute();
  await tx.deleteFrom('keys').where('id', '=', pinKeyId(person)).execute();
  await eraseWaysIn(tx, person);
  const vaults = await generationsOf(tx, vaultKeysOf(person));
  if (vaults.length > 0) await tx.deleteFrom('keys').where('id', 'in', vaults).execute();
  await tx.deleteFrom('versions').where('author', '=', person).execute();
  await tx.deleteFrom('tablet_people').where('person', '=', person).execute();
  await tx.deleteFrom('event_people').where('person', '=', person).execute();
  await tx.deleteFrom('memberships').where('person', '=', person).execute();
  await tx
    .deleteFrom('mentorings')
    .where(is => is.or([is('mentor', '=', person), is('educator', '=', person)]))
    .execute();
  await tx.deleteFrom('people').where('id', '=', person).execute();
  await tx.updateTable('tablets').set({ revoked_at: askedAt }).where('person', '=', person).where('revoked_at', 'is', null).execute();
  await beginGenerations(parts, tx, left, now);
}

/** However she came in from outside a tablet, and whatever she has let others in by. */
async function eraseWaysIn(tx: Writing, person: string): Promise<void> {
  await closeAccount(tx, person);
  for (const table of ['leavings', 'own_links', 'own_misses', 'export_tickets'] as const)
    await tx.deleteFrom(table).where('person', '=', person).execute();
  for (const table of ['office_links', 'enrolment_codes', 'waiting_tablets'] as const)
    await tx
      .deleteFrom(table)
      .where(is => is.or([is('person', '=', person), is('made_by', '=', person)]))
      .execute();
}
