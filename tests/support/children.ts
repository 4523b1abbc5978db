// Babies and words about them for the tests of the engine: written through the change log, and looked at where tablets hold them.
import { randomBytes } from 'node:crypto';
import { childKind } from '../../src/features/roster/child';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { newId } from '../../src/kernel/id';
import { applyChange, takePlaces } from '../../src/sync/change-log.server';
import { loadFacts } from '../../src/sync/policy.server';
import type { RecordKind } from '../../src/sync/record-kind';
import { inTransaction } from '../../src/sync/work.server';
import { type Device, freshId, type Server, type Staff } from './world';

interface Writing {
  readonly kind: RecordKind;
  readonly id: string;
  readonly set: Readonly<Record<string, unknown>>;
}

/** All of them in one transaction, as this person, nobody asked whether she may. */
export const writeAs = (server: Server, person: Staff, writings: readonly Writing[]): Promise<void> =>
  inTransaction(server, async work => {
    const writer = await loadFacts(work.tx, person.id, { now: server.now, toldAt: null });
    if (!writer) throw new Error(`nobody called ${person.id}`);
    for (const { kind, id, set } of writings) {
      const change = {
        change: newId(server.now, randomBytes(16)),
        kind: kind.name,
        id,
        set,
        base: {},
        at: server.now,
        version: kind.version,
      };
      const done = await applyChange(work, { change, writer, tablet: 'set-up', receivedAt: server.now }, true);
      if (!done.ok) throw new Error(`${kind.name} ${id}: ${done.trouble}`);
    }
    await takePlaces(work);
  });

/** A baby of the room, entered by this person's nursery. Gives her id. */
export async function enterBaby(server: Server, person: Staff, room: string, name: string): Promise<string> {
  const id = freshId(server);
  await writeAs(server, person, [{ kind: childKind, id, set: { room, name } }]);
  return id;
}

/** So many words about her, said in this room. Gives their ids. */
export async function sayWords(server: Server, person: Staff, child: string, room: string, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => freshId(server));
  const set = (at: number) => ({ child, room, side: 'educator', word: `word ${at}`, standing: 'said' });
  await writeAs(
    server,
    person,
    ids.map((id, at) => ({ kind: strengthWordKind, id, set: set(at) })),
  );
  return ids;
}

/** Where a record stands on the server, in alphabetical order. */
export const standsIn = async ({ db }: Pick<Server, 'db'>, record: string): Promise<readonly string[]> => {
  const rows = db.selectFrom('record_buckets').select('bucket').where('record', '=', record).where('gone', '=', 0);
  return (await rows.orderBy('bucket').execute()).map(({ bucket }) => bucket);
};

/** How many rows this tablet holds of the bucket. */
export const inBucket = async ({ database }: Pick<Device, 'database'>, bucket: string): Promise<number> =>
  (await database.rows.toArray()).filter(({ buckets }) => buckets.includes(bucket)).length;

/** Rows of so many words about her as they would lie on the server, but for what is sealed in them: zeros that open with no key. */
export async function wordsInBulk(
  { db }: Pick<Server, 'db'>,
  { child, bucket, counter, many }: { child: string; bucket: string; counter: string; many: number },
): Promise<void> {
  const sealed = {
    kind: strengthWordKind.name,
    author: 'somebody',
    counter,
    version: 1,
    key: `nursery:${counter}:1`,
    body: Buffer.alloc(40),
  };
  const ids = Array.from({ length: many }, (_, at) => `${child}-${String(at).padStart(6, '0')}`);
  await db.transaction().execute(async tx => {
    for (let at = 0; at < many; at += 1_000) {
      const some = ids.slice(at, at + 1_000);
      await tx
        .insertInto('records')
        .values(some.map(id => ({ ...sealed, id, follows: child })))
        .execute();
      await tx
        .insertInto('record_buckets')
        .values(some.map((record, place) => ({ bucket, record, place: at + place, gone: 0 })))
        .execute();
    }
  });
}
