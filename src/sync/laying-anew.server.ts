// Lays what is about a baby under her key where it does not lie there yet: from before there were such keys, or written before the server knew her.
// Runs when the server starts, and may be cut off anywhere: each batch is whole. What is written meanwhile lies right by itself.
import { among } from '../server/lists';
import { seal } from '../server/sealing';
import { restKeyOf } from './closing.server';
import { holdRecords } from './follow.server';
import { childIn } from './key-names.server';
import { openBytes, openState, recordBinding, versionBinding } from './record-store.server';
import { keyBytes, keyIfThere } from './rest-keys.server';
import { type ChangeLogParts, inTransaction, type Work } from './work.server';

/** Records at a time. */
const batch = 200;
/** A thumbnail follows a photo, that a try, that a baby: whoever is looked at too early is looked at again. */
const mostRounds = 4;

/** How many records were laid anew. */
export async function layAnew(parts: ChangeLogParts): Promise<number> {
  const kinds = ['child', ...[...parts.kinds.values()].flatMap(({ name, ofChild }) => (ofChild === undefined ? [] : [name]))];
  let all = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    let laid = 0;
    for (const kind of kinds) laid += await layKind(parts, kind);
    all += laid;
    if (laid === 0) break;
  }
  return all;
}

async function layKind(parts: ChangeLogParts, kind: string): Promise<number> {
  let laid = 0;
  for (let after = ''; ; ) {
    const some = parts.db.selectFrom('records').select('id').where('kind', '=', kind).where('id', '>', after).orderBy('id').limit(batch);
    const ids = (await some.execute()).map(({ id }) => id);
    if (ids.length > 0) laid += await inTransaction(parts, work => layBatch(work, ids));
    if (ids.length < batch) return laid;
    after = ids.at(-1) ?? '';
  }
}

async function layBatch(work: Work, ids: readonly string[]): Promise<number> {
  await holdRecords(work, ids);
  const rows = await work.tx
    .selectFrom('records')
    .selectAll()
    .where(among(work.tx, 'id', ids))
    .execute();
  const keys = new Map<string, string>();
  let laid = 0;
  for (const row of rows) {
    const key = await wantedKey(work, row);
    if (key === null) continue;
    keys.set(row.id, key);
    if (key === row.key) continue;
    await layRecord(work, row, key);
    laid += 1;
  }
  await layVersions(work, keys);
  return laid;
}

type Row = Parameters<typeof openState>[1] & { readonly counter: string };

/** Null: it is about no baby, or does not open (which is reported, and stops no other). */
async function wantedKey(work: Work, row: Row): Promise<string | null> {
  if (childIn(row.key) !== null) return row.key;
  const state = await openState(work, row).catch(fault => work.parts.report(fault));
  if (!state) return null;
  const { id, author, counter } = row;
  const isPersonal = row.key.startsWith('vault:');
  const key = await restKeyOf(work, { id, kind: work.parts.kinds.get(row.kind), author, counter, isPersonal, values: state.values });
  return childIn(key) === null ? null : key;
}

async function layRecord(work: Work, row: Row, key: string): Promise<void> {
  const binding = recordBinding(row.id, row.author, row.kind, row.version);
  const body = seal(await keyBytes(work, key), binding, openBytes(await keyIfThere(work, row.key), binding, row.body));
  await work.tx.updateTable('records').set({ key, body }).where('id', '=', row.id).execute();
}

/** Everything that these said before goes with them. */
async function layVersions(work: Work, keys: ReadonlyMap<string, string>): Promise<void> {
  if (keys.size === 0) return;
  const all = work.tx
    .selectFrom('versions')
    .select(['record', 'field', 'version', 'key', 'body'])
    .where(among(work.tx, 'record', [...keys.keys()]));
  for (const one of await all.execute()) {
    const key = keys.get(one.record);
    if (key === undefined || key === one.key) continue;
    const binding = versionBinding(one.record, one.field, one.version);
    const body = seal(await keyBytes(work, key), binding, openBytes(await keyIfThere(work, one.key), binding, one.body));
    const { record, field, version } = one;
    const there = work.tx.updateTable('versions').set({ key, body }).where('record', '=', record).where('field', '=', field);
    await there.where('version', '=', version).execute();
  }
}
