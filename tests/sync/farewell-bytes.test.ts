// A tablet that was taken out of use and has more than words: its photos and voice notes leave under its own signature before it empties itself.
import 'fake-indexeddb/auto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openBlobStore } from '../../src/device/blob-store';
import { signAs } from '../../src/device/credentials';
import type { ByteRequest, SendBytes } from '../../src/device/http';
import type { Session } from '../../src/device/session';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { ok } from '../../src/kernel/result';
import { type BlobFiles, openBlobFiles } from '../../src/server/blobs';
import { revokeTablet } from '../../src/server/reports';
import { makePhoto } from '../../src/sync/attachments/attachment.store';
import { writeRecords } from '../../src/sync/outbox.store';
import { farewellBytesHeader, farewellBytesText } from '../../src/sync/tablet-report';
import { jpeg, keepTryWithPhotos, trySubject } from '../support/attaching';
import { answers } from '../support/outbox';
import { byteCable, type TestServer } from '../support/server-parts';
import { quinceStreet, type WholeTablet, wholeTablet } from '../support/whole-tablet';

const revoked = { ok: false, trouble: 'tablet-revoked' };
const done = { ok: true, value: null };
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // real PINs are stretched

let folder: string;
let files: BlobFiles;
let server: TestServer;
let blue: WholeTablet;
let amina: Session;
let emptied: number;
const empty = async () => {
  emptied += 1;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'larkrise-farewell-'));
  files = openBlobFiles(folder);
  [server, emptied] = [await quinceStreet(files), 0];
  blue = await wholeTablet(server, 'Blue');
  amina = await blue.unlock('amina');
});
afterEach(async () => {
  blue.database.close();
  await server.app.close();
  rmSync(folder, { recursive: true, force: true });
});

const revoke = () => revokeTablet(server, blue.identity.id);
const states = async () => (await blue.database.blobs.toArray()).map(({ state }) => state);
/** Every file of the tablet that the server has whole and just as it lay there. */
async function arrived(): Promise<number> {
  const store = await openBlobStore(blue.database);
  let whole = 0;
  for (const { id } of await blue.database.blobs.toArray()) {
    const here = Buffer.from((await (await store.read(id))?.arrayBuffer()) ?? new ArrayBuffer());
    const there: Buffer[] = [];
    if ((await files.size(id)) !== null) for await (const piece of files.stream(id)) there.push(piece);
    if (here.length > 0 && Buffer.concat(there).equals(here)) whole += 1;
  }
  return whole;
}

test('photos that never left are with the server, whole, before the tablet empties itself', async () => {
  await keepTryWithPhotos(amina, 2, 400_000);
  await revoke();
  expect(await blue.round()).toEqual(revoked);
  expect(await blue.farewell(empty)).toEqual(done);
  expect([emptied, await arrived(), await states()]).toEqual([1, 4, ['sent', 'sent', 'sent', 'sent']]);
});

test('one that was tried a moment ago, and one that was written down and cut off before it could wait, leave as well', async () => {
  await keepTryWithPhotos(amina, 1);
  const made = await makePhoto(amina, trySubject(amina), { photo: jpeg(5_000), thumbnail: jpeg(1_000) });
  if (made.ok) await writeRecords(amina, made.value.orders);
  await blue.database.blobs.where('state').equals('waits').modify({ triedAt: blue.tablet.clock() });
  await revoke();
  expect(await blue.farewell(empty)).toEqual(done);
  expect([emptied, await arrived()]).toEqual([1, 4]);
});

test('without the network in the middle of a photo nothing is emptied, and the next contact goes on', async () => {
  await keepTryWithPhotos(amina, 1, 700_000);
  await revoke();
  let requests = 0;
  const cutAt = (path: string) => (path.startsWith('/api/v1/blobs') && requests++ >= 2 ? 0 : -1);
  Object.assign(blue.losing, { indexOf: cutAt });
  expect(await blue.farewell(empty)).toEqual(revoked);
  expect([emptied, await states()]).toEqual([0, expect.arrayContaining(['waits'])]);
  Object.assign(blue.losing, { indexOf: () => -1 });
  expect(await blue.farewell(empty)).toEqual(done);
  expect([emptied, await arrived()]).toEqual([1, 2]);
});

test('what the server will never take keeps no tablet from emptying itself', async () => {
  const { made } = await keepTryWithPhotos(amina, 1);
  const lost = made[0]?.ids[0] ?? '';
  await (await openBlobStore(blue.database)).remove(lost);
  await revoke();
  expect(await blue.farewell(empty)).toEqual(done);
  expect([emptied, await arrived()]).toEqual([1, 1]);
});

test('words that are written while the tablet closes or its bytes leave are handed over before it is emptied', async () => {
  const kasia = await blue.unlock('kasia');
  const write = (text: string) => beginReflection(kasia, { module: null, prompt: null }).write(text);
  const close = async () => {
    await write('while the tabs were told');
    return () => undefined;
  };
  let times = 0;
  const sendBytes = async () => {
    if (times++ === 0) await write('while a photo was sent');
    return blue.sendBytes();
  };
  await revoke();
  const waiting = async () => expect((await answers(blue.database)).open).toBe(0);
  expect(await blue.farewell(waiting, { close, sendBytes })).toEqual(done);
  expect((await server.db.selectFrom('records').select('id').execute()).length).toBe(2);
});

test('people are let in again when the farewell could not be said to its end, and after it', async () => {
  let opened = 0;
  const close = async () => () => {
    opened += 1;
  };
  await revoke();
  expect(await blue.farewell(empty, { close, sendBytes: async () => ({ ok: false, trouble: 'no-network' }) })).toEqual(revoked);
  expect(await blue.farewell(empty, { close, sendBytes: async () => ok(null) })).toEqual(done);
  expect([opened, emptied]).toEqual([2, 1]);
});

/** Whether an upload is begun under such a proof. */
async function begins(send: SendBytes, attachment: string, proof: string): Promise<string> {
  const about = {
    'upload-metadata': `attachment ${btoa(attachment)}`,
    'upload-length': '10',
    'content-type': 'application/offset+octet-stream',
  };
  const headers = { 'tus-resumable': '1.0.0', ...about, [farewellBytesHeader]: proof };
  const request: ByteRequest = { method: 'POST', headers, body: new Blob(['']) };
  const outcome = await send('/api/v1/blobs', request);
  return outcome.ok ? 'begun' : outcome.trouble;
}

test('only a revoked tablet, only for the bytes that it signed for, and nothing is given to it', async () => {
  const { made } = await keepTryWithPhotos(amina, 1);
  const [photo = '', small = ''] = made[0]?.ids ?? [];
  const send = byteCable(server.app);
  const proofOf = async (id: string) => `${blue.identity.id}.${await signAs(blue.identity, farewellBytesText(blue.identity.id, id))}`;
  expect(await begins(send, photo, await proofOf(photo))).toBe('not-enrolled'); // it is in use
  await revoke();
  expect(await begins(send, photo, await proofOf(small))).toBe('not-enrolled');
  expect(await begins(send, photo, 'nobody.nothing')).toBe('not-enrolled');
  expect(await begins(send, photo, await proofOf(photo))).toBe('not-found'); // its words are not there yet
  await blue.farewell(empty);
  const asked: ByteRequest = { method: 'GET', headers: { [farewellBytesHeader]: await proofOf(photo) } };
  expect(await send(`/api/v1/blobs/${photo}?person=amina`, asked)).toEqual({ ok: false, trouble: 'not-enrolled' });
  await server.db.updateTable('blobs').set({ tablet: 'another' }).execute();
  expect(await begins(send, photo, await proofOf(photo))).toBe('not-enrolled');
});
