// A new generation of a nursery's key, once a tablet of it is lost or somebody has left: what is sealed from then on opens for those who
// stay. It is made, and is in the wraps of all of them, in the transaction that ends the other's part, or neither is.
import { generationIn, nurseryKeyId, nurseryKeysOf } from '../sync/key-ids';
import type { Writing } from './database';
import { holdGenerations, newestGeneration } from './key-generations';
import { generationsOf } from './keyring';
import { type PinParts, renewRing } from './pins';

/** Who works there now. */
async function staffOf(tx: Writing, nurseries: readonly string[], now: number): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('memberships')
    .select('person')
    .distinct()
    .where('nursery', 'in', nurseries)
    .where(on => on.or([on('until', 'is', null), on('until', '>', now)]))
    .orderBy('person')
    .execute();
  return rows.map(({ person }) => person);
}

/** Whoever is to go without it must have ended before; nobody needs to type a PIN. */
export async function beginGenerations(parts: PinParts, tx: Writing, nurseries: readonly string[], now: number): Promise<void> {
  const all = [...new Set(nurseries)].sort();
  if (all.length === 0) return;
  await holdGenerations(tx);
  for (const nursery of all) {
    const generation = (await newestGeneration(tx, nursery)) + 1;
    await tx.insertInto('key_generations').values({ nursery, generation, made_at: now }).execute();
    await parts.keyring.make(nurseryKeyId(nursery, generation), tx);
  }
  await renewRings(parts, tx, all, now);
}

/** The newest of which there is a key, whatever the database remembers. */
async function newestKey(tx: Writing, nursery: string): Promise<number> {
  const ids = await generationsOf(tx, nurseryKeysOf(nursery));
  return Math.max(1, ...ids.map(id => generationIn(id, nursery) ?? 1));
}

/** After a restore: every generation that there is a key of is known again, so that the next one is new. Gives where some were not. */
export async function rememberGenerations(tx: Writing, now: number): Promise<readonly string[]> {
  await holdGenerations(tx);
  const nurseries = (await tx.selectFrom('nurseries').select('id').orderBy('id').execute()).map(({ id }) => id);
  const behind: string[] = [];
  for (const nursery of nurseries) {
    const [known, newest] = [await newestGeneration(tx, nursery), await newestKey(tx, nursery)];
    for (let generation = known + 1; generation <= newest; generation += 1)
      await tx.insertInto('key_generations').values({ nursery, generation, made_at: now }).execute();
    if (newest > known) behind.push(nursery);
  }
  return behind;
}

/** The wraps of everybody who works in these holds all that there is. */
export async function renewRings(parts: PinParts, tx: Writing, nurseries: readonly string[], now: number): Promise<void> {
  if (nurseries.length === 0) return;
  await holdGenerations(tx);
  for (const person of await staffOf(tx, nurseries, now)) await renewRing(parts, tx, person, now);
}

/** Whose keys a tablet holds: of its nursery, or of wherever its person works. */
export async function nurseriesOfTablet(
  tx: Writing,
  { nursery, person }: { readonly nursery: string | null; readonly person: string | null },
  now: number,
): Promise<readonly string[]> {
  return nursery !== null ? [nursery] : person !== null ? workplacesOf(tx, person, now) : [];
}

/** Where she works now. */
export async function workplacesOf(tx: Writing, person: string, now: number): Promise<readonly string[]> {
  const rows = await tx.selectFrom('memberships').select(['nursery', 'until']).where('person', '=', person).execute();
  return rows.flatMap(({ nursery, until }) => (until === null || until > now ? [nursery] : []));
}
