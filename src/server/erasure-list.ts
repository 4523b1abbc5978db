// The list of erasures beside the database: back-ups are older than it, so a restore erases again what is on it. Ids alone.
import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { idPattern } from '../kernel/id';
import { parse, parseJson } from '../kernel/parse';
import { erasable } from '../sync/erasures/erasure';
import type { RememberedErasure } from '../sync/erasures/erasure.server';
import type { Config } from './config';
import type { Database, Writing } from './database';

export const erasureListFile = (config: Pick<Config, 'dataDir'>): string => join(config.dataDir, 'erasures.jsonl');

const id = v.pipe(v.string(), v.regex(idPattern));
/** One erasure in ids and numbers. */
export const erasureSchema = v.object({
  id,
  what: v.picklist(erasable),
  of: id,
  askedAt: v.number(),
  records: v.array(id),
  cleared: v.optional(v.array(id), []),
  person: v.nullable(id),
  counters: v.array(id),
});

/** Every erasure on the list, oldest first; a line that was torn by a power cut is passed over: the next start writes it again. */
export async function readErasureList(file: string): Promise<RememberedErasure[]> {
  if (!existsSync(file)) return [];
  const lines = (await readFile(file, 'utf8')).split('\n').map(line => parse(erasureSchema, parseJson(line)));
  return lines.flatMap(line => (line.ok ? [line.value] : []));
}

/** One line more, on the disk before it returns. A line begins anew even where the one before it was torn. */
export async function addToErasureList(file: string, erasures: readonly RememberedErasure[]): Promise<void> {
  if (erasures.length === 0) return;
  const list = await open(file, 'a', 0o600);
  try {
    await list.write(erasures.map(erasure => `\n${JSON.stringify(erasure)}\n`).join(''));
    await list.sync();
  } finally {
    await list.close();
  }
}

/** What the database knows, as it stands on the list, oldest first. */
export async function erasuresIn(db: Database | Writing, isWanted: (id: string) => boolean = () => true): Promise<RememberedErasure[]> {
  const known = await db.selectFrom('erasures').selectAll().orderBy('id').execute();
  const all: RememberedErasure[] = [];
  for (const { id, what: kind, of, asked_at: askedAt } of known) {
    const what = erasable.find(one => one === kind);
    if (!what || !isWanted(id)) continue;
    const erased = await db.selectFrom('erased').selectAll().where('erasure', '=', id).orderBy('id').execute();
    const places = await db.selectFrom('erasure_places').select('counter').where('erasure', '=', id).execute();
    const idsOf = (which: string) => erased.filter(one => one.what === which).map(one => one.id);
    all.push({
      ...{ id, what, of, askedAt, records: [...idsOf('record'), ...idsOf('cleared')], cleared: idsOf('cleared') },
      person: idsOf('person')[0] ?? null,
      counters: places.map(({ counter }) => counter),
    });
  }
  return all;
}

/** Puts those on the list that are not yet. */
export async function addMissingErasures(config: Pick<Config, 'dataDir'>, erasures: readonly RememberedErasure[]): Promise<void> {
  const file = erasureListFile(config);
  const listed = new Set((await readErasureList(file)).map(({ id }) => id));
  await addToErasureList(
    file,
    erasures.filter(({ id }) => !listed.has(id)),
  );
}

/** Writes what the database knows and the list does not: an erasure that was cut off, or made by another process. */
export async function keepErasureList(db: Database, config: Pick<Config, 'dataDir'>): Promise<void> {
  const listed = new Set((await readErasureList(erasureListFile(config))).map(({ id }) => id));
  await addMissingErasures(config, await erasuresIn(db, id => !listed.has(id)));
}
