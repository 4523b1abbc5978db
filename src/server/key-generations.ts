// The generations of a nursery's key: which there are, which somebody's wrap holds, and that none is made while a wrap is.
// Invariants: 1 generations count 1, 2, 3 for each nursery, and the first has no row; 2 what is sealed for somebody is sealed under the
// newest that the server itself put into her wrap: nothing that a tablet says takes it back to an older one.
import * as v from 'valibot';
import { parse, parseJson } from '../kernel/parse';
import { newestKeyOf } from '../sync/key-ids';
import { type Database, holdAlone, holdTogether, type Writing } from './database';

const lock = 'key-generations';

/** Nobody makes a wrap meanwhile; take it before `holdPin`. */
export const holdGenerations = (tx: Writing): Promise<void> => holdAlone(tx, lock);

/** No generation is made while a wrap is: hers would be without it. */
export const keepGenerations = (tx: Writing): Promise<void> => holdTogether(tx, lock);

interface Generation {
  readonly generation: number;
  readonly madeAt: number;
}

/** Of each of these nurseries, oldest first. */
export async function generationsOfNurseries(
  tx: Database | Writing,
  nurseries: readonly string[],
): Promise<ReadonlyMap<string, readonly Generation[]>> {
  const first: Generation = { generation: 1, madeAt: Number.NEGATIVE_INFINITY };
  const all = new Map(nurseries.map(nursery => [nursery, [first]]));
  if (nurseries.length === 0) return all;
  const rows = await tx.selectFrom('key_generations').selectAll().where('nursery', 'in', nurseries).orderBy('generation').execute();
  for (const { nursery, generation, made_at } of rows) all.get(nursery)?.push({ generation, madeAt: made_at });
  return all;
}

/** With which of these keys somebody who worked there until then may have written; null: she works there still. */
export const generationsUntil = (all: readonly Generation[], until: number | null): readonly number[] =>
  all.flatMap(({ generation, madeAt }) => (until === null || madeAt < until ? [generation] : []));

export async function newestGeneration(tx: Writing, nursery: string): Promise<number> {
  return (await generationsOfNurseries(tx, [nursery])).get(nursery)?.at(-1)?.generation ?? 1;
}

/** Null before there were generations, and where her wrap could not be made anew since: then it holds the first of each nursery. */
const ringSchema = v.array(v.string());

/** The key under which a page of this nursery is sealed for her. */
export async function pageKeyFor(tx: Writing, person: string, nursery: string): Promise<string> {
  const row = await tx.selectFrom('people').select('ring').where('id', '=', person).executeTakeFirst();
  const ring = parse(ringSchema, parseJson(row?.ring ?? '[]'));
  return newestKeyOf(ring.ok ? ring.value : [], nursery);
}
