// A key for each baby: what is about her lies under it, words and photos alike, and is gone with it wherever an old back-up still has it.
import 'fake-indexeddb/auto';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { backUp } from '../../src/server/backup';
import { eraseBlobsOf, openBlobFiles } from '../../src/server/blobs';
import { openKeyring } from '../../src/server/keyring';
import { restore } from '../../src/server/restore';
import { open, seal, sealOverhead } from '../../src/server/sealing';
import { makePhoto, writeWith } from '../../src/sync/attachments/attachment.store';
import { readAttachment } from '../../src/sync/attachments/attachment-reading.store';
import { sweepBlobs } from '../../src/sync/attachments/blob-keeping.server';
import { bytesAtRest } from '../../src/sync/attachments/files-at-rest.server';
import { erase } from '../../src/sync/erasures/erasure.server';
import { nurseryKeyId, vaultKeyId } from '../../src/sync/key-ids';
import { childKeyId, sharedKeyId } from '../../src/sync/key-names.server';
import { layAnew } from '../../src/sync/laying-anew.server';
import { loadRecord, recordBinding, versionBinding } from '../../src/sync/record-store.server';
import { keyBytes, keyIfThere } from '../../src/sync/rest-keys.server';
import { inTransaction } from '../../src/sync/work.server';
import { type Attaching, attachmentsOf, jpeg, startAttaching, type Tablet, tabletOf, trySubject } from '../support/attaching';
import { enterBaby, sayWords } from '../support/children';
import { freshDatabase } from '../support/fresh-database';
import { makeNursery } from '../support/world';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const done = { ok: true, value: null };
let world: Attaching;
let [zosia, word]: readonly [string, string] = ['', ''];

beforeEach(async () => {
  world = await startAttaching();
  const { server, first } = world;
  const room = first.room ?? '';
  zosia = await enterBaby(server, first, room, 'Zosia');
  word = (await sayWords(server, first, zosia, room, 1))[0] ?? '';
});
afterEach(() => world.stop());

const rowOf = (id: string) => world.server.db.selectFrom('records').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const keyOf = async (id: string) => (await rowOf(id)).key;
const has = async (key: string) =>
  (await world.server.db.selectFrom('keys').select('id').where('id', '=', key).executeTakeFirst()) !== undefined;
const parts = () => ({ ...world.server, files: world.files });
const eraseHere = (what: 'child' | 'person', of: string) =>
  erase({ ...world.server, eraseBlobs: ids => eraseBlobsOf(world.files, ids), remember: async () => undefined }, what, of);

/** A try of the first one about this baby, with a note and a photo; gives what it is called, and its photo. */
async function tryAbout(child: string | null, on?: Tablet) {
  const blue = on ?? (await tabletOf(world, world.blue));
  const subject = trySubject(blue.session);
  const photo = jpeg(9_000);
  const made = await makePhoto(blue.session, subject, { photo, thumbnail: jpeg(900) });
  if (!made.ok) throw new Error(made.trouble);
  const set = { task: 'wait', module: 'tuning-in', child, went: 'well', note: 'she waited' };
  await writeWith(blue.session, [{ kind: gapTaskTryKind, id: subject.id, bucket: subject.bucket, set, seen: {} }], [made.value]);
  expect(await blue.round()).toEqual(done);
  return { subject, photo };
}
const blobs = () => world.server.db.selectFrom('blobs').select(['id', 'size']).where('here_at', 'is not', null).execute();
const longer = async () => Promise.all((await blobs()).map(async ({ id, size }) => ((await world.files.size(id)) ?? 0) - size));

test('the baby and every word about her lie under her key, and nothing else does', async () => {
  const { server, first } = world;
  const [other = ''] = await sayWords(server, first, 'nobody-known', first.room ?? '', 1);
  expect([await keyOf(zosia), await keyOf(word)]).toEqual([childKeyId(zosia), childKeyId(zosia)]);
  expect(await keyOf(other)).toBe(sharedKeyId(first.home));
  const blue = await tabletOf(world, world.blue);
  await beginReflection(blue.session, { module: null, prompt: null }).write('a quiet morning');
  await blue.round();
  const rows = await server.db.selectFrom('records').select('key').where('kind', '=', 'reflection').execute();
  expect(rows).toEqual([{ key: vaultKeyId(first.id) }]);
});

test('what is somebody’s own and about a baby opens with both their keys together, and with neither alone', async () => {
  const { subject } = await tryAbout(zosia);
  const row = await rowOf(subject.id);
  expect(row.key).toBe(`${vaultKeyId(world.first.id)}+${childKeyId(zosia)}`);
  const binding = recordBinding(row.id, row.author, row.kind, row.version);
  const opens = await inTransaction(world.server, async work => {
    const keys = [vaultKeyId(world.first.id), childKeyId(zosia), row.key];
    return Promise.all(keys.map(async key => open((await keyIfThere(work, key))!, binding, row.body).ok));
  });
  expect(opens).toEqual([false, false, true]);
});

test('her photos lie once more under her key, and another tablet has them byte for byte; others lie as they were sent', async () => {
  const { subject, photo } = await tryAbout(zosia);
  expect(await longer()).toEqual([sealOverhead, sealOverhead]);
  const green = await tabletOf(world, world.green);
  expect(await green.round()).toEqual(done);
  const [one] = (await attachmentsOf(green.session, subject)).attachments;
  const read = await readAttachment(green.session, green.send, { ...one!.row, id: one!.id });
  expect(read.ok && Buffer.from(await read.value.arrayBuffer()).equals(Buffer.from(photo))).toBe(true);
  await tryAbout(null, green);
  expect((await longer()).sort()).toEqual([0, 0, sealOverhead, sealOverhead]);
});

test('erasing her destroys her key, and an older content with the newest keys has nothing of her, while others lose nothing', async () => {
  const { server, first } = world;
  const { subject } = await tryAbout(zosia);
  const mabel = await enterBaby(server, first, first.room ?? '', 'Mabel');
  const [about, files] = [[zosia, word, subject.id], (await blobs()).map(({ id }) => id)];
  const [content, newest] = [join(world.folder, 'monday'), join(world.folder, 'friday')];
  await backUp(server.db, content, { files: world.files });
  expect((await eraseHere('child', zosia)).ok).toBe(true);
  expect([await has(childKeyId(zosia)), await has(childKeyId(mabel)), await has(vaultKeyId(first.id))]).toEqual([false, true, true]);
  await backUp(server.db, newest, { files: world.files });
  const [db, there] = [await freshDatabase(), openBlobFiles(join(world.folder, 'there'))];
  expect((await restore(db, content, { files: there, keys: `${newest}.keys` })).ok).toBe(true);
  const keys = (await db.selectFrom('keys').select('id').execute()).map(({ id }) => id);
  expect([keys.includes(childKeyId(zosia)), keys.includes(childKeyId(mabel))]).toEqual([false, true]);
  const { keyring } = server; // it still has in mind what it once opened: of what is restored it may use what came with it
  const others = { ...server, db, keyring: { ...keyring, get: async (id: string) => (keys.includes(id) ? keyring.get(id) : null) } };
  const opened = (id: string) => inTransaction(others, async work => (await loadRecord(work, id)) !== null).catch(() => false);
  for (const id of about) expect(await opened(id)).toBe(false);
  for (const id of files)
    expect([await there.size(id), await bytesAtRest({ ...others, files: there }, id)]).toEqual([expect.any(Number), null]);
  expect(await opened(mabel)).toBe(true);
  await db.destroy();
});

test('a key that was destroyed is not made again by whoever looks for what lay under it', async () => {
  await world.server.db.deleteFrom('keys').where('id', '=', childKeyId(zosia)).execute();
  const forgetful = { ...world.server, keyring: openKeyring(world.server.db, Buffer.alloc(32, 3)) };
  await expect(inTransaction(forgetful, work => loadRecord(work, word))).rejects.toThrow('does not open');
  expect(await has(childKeyId(zosia))).toBe(false);
});

test('what an educator writes at home elsewhere about her stays under her own key alone: her erasure does not reach there', async () => {
  const elm = await makeNursery(world.server, 'elm', 1);
  const far = await enterBaby(world.server, elm.staff[0]!, elm.rooms[0]!, 'Ola');
  const { subject } = await tryAbout(far);
  expect(await keyOf(subject.id)).toBe(vaultKeyId(world.first.id));
  expect(await longer()).toEqual([0, 0]);
});

/** As an earlier version left it: under the nursery's key or hers, and files as they were sent. */
async function asBefore(id: string, key: string): Promise<void> {
  const row = await rowOf(id);
  await inTransaction(world.server, async work => {
    const [old, now] = [await keyBytes(work, key), (await keyIfThere(work, row.key))!];
    const binding = recordBinding(row.id, row.author, row.kind, row.version);
    const plain = open(now, binding, row.body);
    if (!plain.ok) throw new Error(plain.trouble);
    const one = versionBinding(id, 'word', 'earlier');
    await work.tx
      .updateTable('records')
      .set({ key, body: seal(old, binding, plain.value) })
      .where('id', '=', id)
      .execute();
    const by = { author: row.author, tablet: 't', at: 1, written_at: 1, lost: 0 };
    const version = { record: id, field: 'word', version: 'earlier', ...by, key, body: seal(old, one, Buffer.from('"gentle"')) };
    await work.tx.insertInto('versions').values(version).execute();
  });
}

test('what stood before there were such keys is laid under them when the server starts, its earlier words too, and once', async () => {
  const { first, server } = world;
  const { subject } = await tryAbout(zosia);
  const [photo] = await server.db.selectFrom('records').select('id').where('kind', '=', 'attachment').execute();
  for (const id of [zosia, word]) await asBefore(id, nurseryKeyId(first.home));
  for (const id of [subject.id, photo!.id]) await asBefore(id, vaultKeyId(first.id));
  expect(await layAnew(server)).toBe(4);
  const both = `${vaultKeyId(first.id)}+${childKeyId(zosia)}`;
  expect([await keyOf(zosia), await keyOf(word), await keyOf(subject.id), await keyOf(photo!.id)]).toEqual([
    ...[childKeyId(zosia), childKeyId(zosia)],
    ...[both, both],
  ]);
  const kept = await server.db.selectFrom('versions').select('key').where('version', '=', 'earlier').execute();
  expect(new Set(kept.map(({ key }) => key))).toEqual(new Set([childKeyId(zosia), both]));
  expect((await inTransaction(server, work => loadRecord(work, word)))?.state.values.word).toBe('word 0');
  expect(await layAnew(server)).toBe(0);
  expect((await rowOf(word)).kind).toBe(strengthWordKind.name);
});

test('her photos from before are laid under her key by the hourly tidying, and are read as ever', async () => {
  await tryAbout(zosia);
  const all = await blobs();
  const before = new Map<string, Buffer>();
  for (const { id } of all) before.set(id, (await bytesAtRest(parts(), id))!);
  async function* bytes(id: string) {
    yield before.get(id)!;
  }
  for (const { id } of all) await world.files.put(id, bytes(id));
  expect(await longer()).toEqual([0, 0]);
  expect(await sweepBlobs(parts())).toBe(0);
  expect(await longer()).toEqual([sealOverhead, sealOverhead]);
  for (const { id } of all) expect((await bytesAtRest(parts(), id))?.equals(before.get(id)!)).toBe(true);
});
