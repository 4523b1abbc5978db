// What people wrote, said and photographed cannot be read in a dump of the server's database, nor in its files, without the key.
import 'fake-indexeddb/auto';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import { beginReflection, sendToMentor } from '../../src/features/reflections/reflection.store';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { backUp } from '../../src/server/backup';
import { openKeyring } from '../../src/server/keyring';
import { makePhoto, writeWith } from '../../src/sync/attachments/attachment.store';
import { vaultKeyId } from '../../src/sync/key-ids';
import { type Attaching, jpeg, startAttaching, tabletOf, trySubject } from '../support/attaching';
import { readableIn } from '../support/raw-profile';
import { forgeFor, onlyReflection } from '../support/room';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const secrets = Array.from({ length: 50 }, (_, at) => `${'bdfhj'[at % 5]}${at * 7919}quincunx${(at * 104_729 + 8_191).toString(36)}`);
const left = [...secrets];
const next = (count: number): string => left.splice(0, count).join(' ');
const folder = mkdtempSync(join(tmpdir(), 'larkrise-at-rest-'));

let world: Attaching;

/** A picture with words among its points. */
function pictureWith(text: string, bytes: number): Uint8Array<ArrayBuffer> {
  const picture = jpeg(bytes);
  picture.set(Buffer.from(text, 'latin1'), picture.length - bytes);
  return picture;
}

/** A private reflection in three versions, what of it was sent, a try with a note and photos, words on a board. */
async function plant(): Promise<void> {
  const { session, round } = await tabletOf(world, world.blue);
  const writing = beginReflection(session, { module: null, prompt: null });
  for (const _ of [1, 2, 3]) {
    await writing.write(next(5));
    await round();
  }
  await sendToMentor(session, await onlyReflection(session));
  const subject = trySubject(session);
  const made = [];
  for (const _ of [1, 2, 3, 4, 5]) {
    const one = await makePhoto(session, subject, { photo: pictureWith(next(4), 9_000), thumbnail: pictureWith(next(1), 900) });
    if (!one.ok) throw new Error(one.trouble);
    made.push(one.value);
  }
  const set = { task: 'wait', module: 'tuning-in', child: null, went: 'well', note: next(5) };
  await writeWith(session, [{ kind: gapTaskTryKind, id: subject.id, bucket: subject.bucket, set, seen: {} }], made);
  const room = session.person.room;
  for (const _ of [1, 2, 3]) await sayWord(session, { child: 'nobody-known', room, side: 'educator', word: next(1) });
  expect(await round()).toEqual({ ok: true, value: null });
}

/** A change that the server keeps apart, as it came. */
async function plantInQuarantine(): Promise<void> {
  const { session } = await tabletOf(world, world.green);
  const forge = forgeFor(world.server, world.green, session);
  const foreign = forge.change({ kind: 'no-such-kind', set: { text: left.join(' ') } });
  expect(await forge.push(await forge.envelope(foreign))).toMatchObject([{ verdict: 'quarantined' }]);
}

beforeAll(async () => {
  world = await startAttaching();
  await plant();
  await plantInQuarantine();
  await backUp(world.server.db, join(folder, 'dump'));
  mkdirSync(join(folder, 'files'));
  cpSync(world.folder, join(folder, 'files'), { recursive: true });
  await sql`VACUUM INTO ${join(folder, 'database.sqlite')}`.execute(world.server.db);
});
afterAll(async () => {
  await world?.stop();
  rmSync(folder, { recursive: true });
});

test('everything that was planted is with the server: its records open with its keys', async () => {
  const { db, keyring } = world.server;
  expect(await db.selectFrom('versions').select('version').execute()).not.toEqual([]);
  expect(await db.selectFrom('quarantine').select('id').execute()).toHaveLength(1);
  expect((await db.selectFrom('blobs').select('id').where('here_at', 'is not', null).execute()).length).toBe(10);
  expect(await keyring.get(vaultKeyId(world.first.id))).toHaveLength(32);
});

test('none of 50 planted words can be read in the database, in its dump or in the files beside it', () => {
  expect(readableIn(folder, secrets)).toEqual([]);
});

test('the database alone opens nothing: another key-encryption key opens none of its keys', async () => {
  const stranger = openKeyring(world.server.db, Buffer.alloc(32, 9));
  await expect(stranger.get(vaultKeyId(world.first.id))).rejects.toThrow('does not open');
});

test('a word that does lie in clear is found by the same search', async () => {
  const [planted = ''] = secrets;
  await world.server.db.insertInto('nurseries').values({ id: 'clear', name: planted }).execute();
  const apart = join(folder, 'with-a-word');
  mkdirSync(apart);
  await sql`VACUUM INTO ${join(apart, 'database.sqlite')}`.execute(world.server.db);
  expect(readableIn(apart, secrets)).toEqual([planted]);
});
