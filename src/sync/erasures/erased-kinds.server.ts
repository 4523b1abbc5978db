// What an erasure takes, counted by kind before it goes: its certificate says so later, and nothing of what it was.
import { generationsOf } from '../../server/keyring';
import { vaultKeysOf } from '../key-ids';
import type { Work } from '../work.server';
import type { ErasedBeside } from './erasure';

/** Names in one statement. */
const batch = 500;

interface Goes {
  readonly id: string;
  readonly records: readonly string[];
  readonly person: string | null;
  /** Changes that were kept apart. */
  readonly refused: number;
}

/** Counts and remembers, in the transaction that erases. */
export async function rememberKinds({ tx }: Work, { id: erasure, records, person, refused }: Goes): Promise<void> {
  const counts = new Map<string, number>();
  const count = (kind: string, more: number) => void counts.set(kind, (counts.get(kind) ?? 0) + more);
  const beside = (what: ErasedBeside, more: number) => count(what, more);
  const { countAll } = tx.fn;
  for (let at = 0; at < records.length; at += batch) {
    const ids = records.slice(at, at + batch);
    const kinds = tx
      .selectFrom('records')
      .select(['kind', countAll().as('many')])
      .where('id', 'in', ids)
      .groupBy('kind');
    for (const { kind, many } of await kinds.execute()) count(kind, Number(many));
    const versions = await tx.selectFrom('versions').select(countAll().as('many')).where('record', 'in', ids).executeTakeFirstOrThrow();
    beside('earlier-versions', Number(versions.many));
    const files = tx.selectFrom('blobs').select(countAll().as('many')).where('id', 'in', ids).where('here_at', 'is not', null);
    beside('files', Number((await files.executeTakeFirstOrThrow()).many));
  }
  beside('refused-changes', refused);
  if (person !== null) beside('keys', (await generationsOf(tx, vaultKeysOf(person))).length);
  const rows = [...counts].flatMap(([kind, many]) => (many > 0 ? [{ erasure, kind, count: many }] : []));
  if (rows.length > 0) await tx.insertInto('erased_kinds').values(rows).execute();
}
