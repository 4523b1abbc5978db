// What somebody carries from a tablet in a file reaches the server as if the tablet had sent it, and only once, whatever the tablet does.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { takenInWords } from '../../src/main/take-in-command.server';
import { copyAsText } from '../../src/sync/saved/saved-copy';
import { readSealed, sealedLines } from '../../src/sync/saved/sealed-copy';
import { takeInCopy } from '../../src/sync/saved/sealed-copy.server';
import { waitingCopy } from '../../src/sync/saved/waiting-copy.store';
import { audited } from '../support/audited';
import { freshRoom, keptApart, type Room, sync, texts } from '../support/room';
import { type Server, startServer, unlock } from '../support/world';

let server: Server;
let room: Room;
let first: Session;
let second: Session;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());
beforeEach(async () => {
  room = await freshRoom(server);
  first = await unlock(server, room.blue, room.first);
  second = await unlock(server, room.blue, room.second);
  const known = { id: room.blue.id, name: 'Blue', nursery: room.nursery.id, person: null };
  await server.db
    .insertInto('tablets')
    .values({ ...known, public_key: Buffer.alloc(65), enrolled_at: 0, revoked_at: null })
    .execute();
});

const write = (session: Session, text: string) => beginReflection(session, { module: null, prompt: null }).write(text);
/** As SaveCopy.tsx writes it. */
const file = async () => copyAsText(['What waits here'], [], sealedLines(room.blue.id, await waitingCopy(first.tablet))).toString();
async function takeIn(text: string) {
  const copy = readSealed(text);
  if (!copy.ok) throw new Error(copy.trouble);
  return takeInCopy(server, copy.value);
}
const receipts = () =>
  server.db.selectFrom('receipts').select(['author', 'n', 'verdict']).where('tablet', '=', room.blue.id).orderBy('n').execute();
const verdicts = async (text: string) => (await takeIn(text))?.judged.map(({ verdict }) => verdict.verdict);

test('everybody’s words reach the server from the file; the tablet that sends them later adds nothing and lets them go', async () => {
  await write(first, 'of the first');
  await write(second, 'of the second');
  const text = await file();
  expect(text).not.toContain('of the');
  expect(await verdicts(text)).toEqual(['applied', 'applied']);
  const before = await receipts();
  expect(await verdicts(text)).toEqual(['already-have', 'already-have']);
  expect((await sync(room.blue, first)).ok).toBe(true);
  expect((await sync(room.blue, second)).ok).toBe(true);
  expect(await receipts()).toEqual(before);
  expect(await room.blue.database.outbox.count()).toBe(0);
  expect([await texts(first), await texts(second)]).toEqual([['of the first'], ['of the second']]);
});

test('that a copy was taken in stands in the trail, also when it brought nothing new', async () => {
  await write(first, 'words');
  const text = await file();
  for (let i = 0; i < 2; i++) await takeIn(text);
  const line = `copy-taken-in: operator > ${room.blue.id} @ -`;
  expect(await audited(server.db, room.nursery.id)).toEqual([line, line]);
});

test('what she writes on after the copy was saved is a change of its own', async () => {
  const reflection = beginReflection(first, { module: null, prompt: null });
  await reflection.write('at first');
  const text = await file();
  await reflection.write('at first, and then');
  expect(await verdicts(text)).toEqual(['applied']);
  expect((await sync(room.blue, first)).ok).toBe(true);
  expect(await keptApart(room.blue)).toEqual([]);
  expect(await texts(first)).toEqual(['at first, and then']);
});

test('a copy that comes after the tablet has sent all adds nothing', async () => {
  await write(first, 'words');
  const text = await file();
  await sync(room.blue, first);
  expect(await verdicts(text)).toEqual(['already-have']);
});

test('more than one push holds is carried in several, and all of it arrives', async () => {
  for (let at = 0; at < 130; at += 1) await write(first, `words ${at}`);
  const copy = readSealed(await file());
  expect(copy.ok && copy.value.pushes.map(({ length }) => length)).toEqual([100, 30]);
  expect((await verdicts(await file()))?.every(verdict => verdict === 'applied')).toBe(true);
}, 60_000);

test('a file that went through mail and notes is read all the same', async () => {
  await write(first, 'words');
  const text = `\ufeff> forwarded\r\n${(await file()).replaceAll('\n', '\r\n>  ')}\r\n-- \r\nHelen`;
  expect(await verdicts(text)).toEqual(['applied']);
});

test.each<[string, (text: string) => string, string]>([
  ['a torn file', text => text.slice(0, text.length - 200), 'torn'],
  ['a file with a line less', text => text.replace(/\n[^\n]{76}\n/, '\n'), 'torn'],
  ['only words to read', () => 'What Amina has kept', 'no-changes-in-it'],
  ['a file of the future', text => text.replace('CHANGES 1-', 'CHANGES 2-'), 'from-a-newer-version'],
])('%s is not taken in, and says why', async (_, spoil, trouble) => {
  await write(first, 'words');
  expect(readSealed(spoil(await file()))).toEqual({ ok: false, trouble });
});

test('a file from a tablet that nobody knows is left alone', async () => {
  expect(await takeInCopy(server, { tablet: 't-unknown', pushes: [[]] })).toBe(null);
});

test('what was changed on the way is kept apart, and the operator is told which', async () => {
  await write(first, 'words');
  const copy = readSealed(await file());
  if (!copy.ok) throw new Error(copy.trouble);
  const [envelope] = copy.value.pushes[0] as { sig: string }[];
  const taken = await takeInCopy(server, {
    ...copy.value,
    pushes: [[{ ...envelope, sig: 'A'.repeat(86) }, 'nothing', { author: '\x1b[2J words' }]],
  });
  expect(taken && takenInWords(taken)).toEqual([
    '3 changes from the tablet Blue: 3 quarantined',
    `  kept apart: change 1 of ${room.first.id}, because it is bad-signature`,
    '  kept apart: change undefined of undefined, because it is malformed',
    '  kept apart: change undefined of ?, because it is malformed',
  ]);
});
