// What the service worker sends without a page: everything that waits, on the tablet's real database, and nothing of it twice.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { enrolledSetting } from '../../src/device/first-visit';
import type { Session } from '../../src/device/session';
import { pushWhileAway, type Send } from '../../src/device/waking-push';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { pushPath } from '../../src/sync/protocol';
import { challengePath, sessionPath } from '../../src/sync/tablet-protocol';
import { freshRoom, keptApart, type Room, sync, texts } from '../support/room';
import { type Server, startServer, unlock } from '../support/world';

let server: Server;
let room: Room;
let session: Session;
let asked: string[];

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());
beforeEach(async () => {
  room = await freshRoom(server);
  session = await unlock(server, room.blue, room.first);
  asked = [];
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  await room.blue.database.settings.put({ name: enrolledSetting, value: { id: room.blue.id, keys } });
});

/** The server as the worker sees it: it asks for a proof first. */
const send: Send = async (path, body) => {
  asked.push(path);
  if (path === challengePath) return { nonce: 'n' };
  if (path === sessionPath) return {};
  const answer = await room.blue.wire.post(path, body);
  if (!answer.ok) throw new Error(answer.trouble);
  return answer.value;
};
const write = (text: string) => beginReflection(session, { module: null, prompt: null }).write(text);
const wake = () => pushWhileAway(send, room.blue.id);
const receipts = () => server.db.selectFrom('receipts').select('verdict').where('tablet', '=', room.blue.id).execute();

test('words leave while everything is locked, and the next page only settles them', async () => {
  await write('words');
  session.keys.drop();
  await wake();
  expect(asked).toEqual([challengePath, sessionPath, pushPath]);
  expect(await receipts()).toEqual([{ verdict: 'applied' }]);
  expect((await room.blue.database.outbox.toArray()).map(({ verdict }) => verdict)).toEqual(['applied']);
  session = await unlock(server, room.blue, room.first);
  await sync(room.blue, session);
  expect(await room.blue.database.outbox.count()).toBe(0);
  expect(await receipts()).toHaveLength(1);
  expect(await texts(session)).toEqual(['words']);
});

test('where nothing waits, or nothing was ever kept, nobody is asked and nothing is made', async () => {
  await wake();
  await pushWhileAway(send, 'no-such-database');
  expect(asked).toEqual([]);
  expect((await indexedDB.databases()).some(({ name }) => name === 'no-such-database')).toBe(false);
});

test('a long queue leaves in several pushes', async () => {
  for (let at = 0; at < 130; at += 1) await write(`words ${at}`);
  await wake();
  expect(asked.filter(path => path === pushPath)).toHaveLength(2);
  expect(await receipts()).toHaveLength(130);
}, 60_000);

test.each(['cut', 'lost-reply'] as const)('a push that ends in %s is told to the browser, and loses and doubles nothing', async fault => {
  const reflection = beginReflection(session, { module: null, prompt: null });
  await reflection.write('at first');
  room.blue.wire.faults.push(fault);
  await expect(wake()).rejects.toThrow();
  await reflection.write('at first, and then');
  await wake();
  await sync(room.blue, session);
  expect(await keptApart(room.blue)).toEqual([]);
  expect(await texts(session)).toEqual(['at first, and then']);
  expect(await receipts()).toHaveLength(2);
});

test('an answer that is none of ours changes nothing', async () => {
  await write('words');
  await expect(pushWhileAway(async path => (path === challengePath ? { nonce: 'n' } : { hello: true }), room.blue.id)).rejects.toThrow();
  expect((await room.blue.database.outbox.toArray()).map(({ verdict }) => verdict)).toEqual([null]);
});

test('what the server refuses is left for the page, which keeps it apart for its author', async () => {
  await write('words');
  await room.blue.database.outbox.toCollection().modify({ sig: 'A'.repeat(86) });
  await wake();
  expect((await room.blue.database.outbox.toArray()).map(({ verdict }) => verdict)).toEqual([null]);
  await sync(room.blue, session);
  expect(await keptApart(room.blue)).toEqual(['bad-signature']);
});

/** The tablet takes what is written and gives it up at the end of the transaction, from this write on. */
function givesUpAtWrite(no: number): void {
  const { put } = IDBObjectStore.prototype;
  let count = 0;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
    const asking = put.apply(this, given);
    count += 1;
    if (count >= no) asking.addEventListener('success', () => asking.transaction?.abort());
    return asking;
  });
}
const wakeInVain = async (): Promise<string> => {
  const outcome = await wake().then(
    () => 'done',
    () => 'told to the browser',
  );
  vi.restoreAllMocks();
  return outcome;
};

test('what could not be claimed is not sent, and what she writes on is all that the server hears of', async () => {
  const reflection = beginReflection(session, { module: null, prompt: null });
  await reflection.write('at first');
  givesUpAtWrite(1);
  expect([await wakeInVain(), asked]).toEqual(['told to the browser', []]);
  await reflection.write('at first, and then');
  await wake();
  await sync(room.blue, session);
  expect([await keptApart(room.blue), await texts(session)]).toEqual([[], ['at first, and then']]);
});

test('an answer that could not be noted is told to the browser, and asked for again', async () => {
  await write('words');
  givesUpAtWrite(2);
  expect([await wakeInVain(), asked]).toEqual(['told to the browser', [challengePath, sessionPath, pushPath]]);
  expect((await room.blue.database.outbox.toArray()).map(({ verdict }) => verdict)).toEqual([null]);
  await wake();
  expect((await room.blue.database.outbox.toArray()).map(({ verdict }) => verdict)).toEqual(['already-have']);
});
