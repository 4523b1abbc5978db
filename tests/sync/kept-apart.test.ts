// What the server did not take in, for the leader: she is told of it without a private word, answers for what the nursery shares, and is left alone when it settles.
import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { keptApartKind } from '../../src/sync/kept-apart/kept-apart';
import { fetchNoteBack, putNoteAway, takeIn } from '../../src/sync/kept-apart/kept-apart.store';
import { readRecords } from '../../src/sync/records.store';
import { readRefused } from '../../src/sync/saved/refused.store';
import { tryAgain } from '../../src/sync/saved/try-again.store';
import { ledRoom } from '../support/led-room';
import { forgeFor, type Room, sync } from '../support/room';
import { type Device, type Server, startServer, unlock } from '../support/world';

let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterEach(() => {
  expect(server.faults.splice(0)).toEqual([]);
});
afterAll(() => server.db.destroy());

const syncAs = async (device: Device, session: Session) => expect((await sync(device, session)).ok).toBe(true);
const notes = async (session: Session) => (await readRecords(session, keptApartKind)).items;
const words = async (session: Session) => (await readRecords(session, strengthWordKind)).items.map(({ row }) => row.word);
const receipts = ({ id }: Device) =>
  server.db.selectFrom('receipts').select(['n', 'verdict']).where('tablet', '=', id).orderBy('n').execute();

/** She works in the other room now; the tablet has been told. */
async function movesOut({ nursery, first, blue }: Room): Promise<Session> {
  const session = await unlock(server, blue, first);
  await syncAs(blue, session);
  await server.db
    .updateTable('memberships')
    .set({ room: nursery.rooms[1] ?? null })
    .where('person', '=', first.id)
    .execute();
  await syncAs(blue, session);
  await syncAs(blue, session);
  return session;
}

/** A word for a baby of a room in which its author does not work any more. */
async function refusedWord() {
  const room = await ledRoom(server);
  const author = await movesOut(room);
  await sayWord(author, { child: room.child, room: room.name, side: 'educator', word: 'brave' });
  await syncAs(room.blue, author);
  expect((await readRefused(room.blue.database, room.first.id)).map(({ reason }) => reason)).toEqual(['not-allowed']);
  const leading = await unlock(server, room.green, room.leader);
  await syncAs(room.green, leading);
  return { ...room, author, leading };
}

test('the leader is told whose it was, what and why, from which tablet, with the words of what her nursery shares', async () => {
  const { leading, first, nursery } = await refusedWord();
  const [note, ...others] = await notes(leading);
  expect(others).toEqual([]);
  const told = { nursery: nursery.id, whose: first.id, kind: 'strength-word', reason: 'not-allowed', tablet: 'Blue', count: 1 };
  expect(note?.row).toMatchObject({ ...told, came: server.now, mayTakeIn: true, standing: 'waiting' });
  expect(note?.row.fields).toMatchObject({ word: 'brave' });
});

test('what she takes in is there once, under its author’s name, and its author’s list is empty again', async () => {
  const { leading, green, blue, author, first } = await refusedWord();
  const [note] = await notes(leading);
  expect((await takeIn(leading, note!)).ok).toBe(true);
  await syncAs(green, leading);
  expect(await words(leading)).toEqual(['brave']);
  expect((await notes(leading)).map(({ row }) => row.standing)).toEqual(['taken-in']);
  expect((await readRecords(leading, strengthWordKind)).items.map(one => one.author)).toEqual([first.id]);
  expect(await receipts(blue)).toEqual([{ n: 1, verdict: 'applied' }]);
  await syncAs(blue, author);
  expect(await readRefused(blue.database, first.id)).toEqual([]);
});

test('what its author changed in it after it was refused is taken in with it', async () => {
  const { leading, green, blue, author, first } = await refusedWord();
  const [note] = await notes(leading);
  const { row } = (await readRefused(blue.database, first.id))[0]!;
  const forge = forgeFor(server, blue, author);
  const later = forge.change({ kind: strengthWordKind.name, id: row, set: { standing: 'taken-back' }, at: server.now + 1 });
  expect(await forge.push(await forge.envelope(later, { n: 50 }))).toEqual([{ verdict: 'quarantined', reason: 'missing-field' }]);
  await syncAs(green, leading);
  const [now] = await notes(leading);
  expect(now).toMatchObject({
    id: note!.id,
    row: { reason: 'not-allowed', count: 2, mayTakeIn: true, fields: { word: 'brave', standing: 'taken-back' } },
  });
  await takeIn(leading, now!);
  await syncAs(green, leading);
  expect((await notes(leading)).map(({ row }) => row.standing)).toEqual(['taken-in']);
  expect((await receipts(blue)).map(({ verdict }) => verdict)).not.toContain('quarantined');
});

test('taken in by two leaders, and pushed once more by its tablet, it is applied once', async () => {
  const { leading, green, blue, first, leader } = await refusedWord();
  const [note] = await notes(leading);
  const kept = await server.db.selectFrom('quarantine').select('raw').where('author', '=', first.id).executeTakeFirstOrThrow();
  await takeIn(leading, note!);
  await syncAs(green, leading);
  const onBlue = forgeFor(server, blue, await unlock(server, blue, leader));
  const again = onBlue.change({ kind: 'kept-apart', id: note!.id, set: { standing: 'taken-in' }, base: note!.seen });
  expect((await onBlue.push(await onBlue.envelope(again)))[0]?.verdict).toBe('applied');
  expect(await onBlue.push(JSON.parse(kept.raw))).toEqual([{ verdict: 'already-have' }]);
  const word = await server.db
    .selectFrom('records')
    .select('version')
    .where('kind', '=', 'strength-word')
    .where('author', '=', first.id)
    .execute();
  expect(word).toEqual([{ version: 1 }]);
});

test('nothing private is in a note: of a reflection she learns that there is one, never a word', { timeout: 30_000 }, async () => {
  const { blue, green, first, leader } = await ledRoom(server);
  const author = await unlock(server, blue, first);
  await beginReflection(author, { module: null, prompt: null }).write('Nobody else reads this');
  const forge = forgeFor(server, blue, author);
  const change = forge.change({ set: { module: null, prompt: null, text: 'secret'.repeat(3_334) } });
  expect((await forge.push(await forge.envelope(change, { n: 77 })))[0]?.verdict).toBe('quarantined');
  const leading = await unlock(server, green, leader);
  await syncAs(green, leading);
  const [note] = await notes(leading);
  expect(note?.row).toMatchObject({ kind: 'reflection', reason: 'outside-limits', fields: null, mayTakeIn: false });
  expect(JSON.stringify(note)).not.toContain('secret');
});

test('what she may not answer for stays: she is told that it cannot be taken in, and nothing of it is applied', async () => {
  const { leading, green, blue, first, third, name, child } = await refusedWord();
  const [note] = await notes(leading);
  // meanwhile the record is somebody else's: a colleague has said her own word under that id
  const colleague = forgeFor(server, blue, await unlock(server, blue, third));
  const row = (await readRefused(blue.database, first.id))[0]!.row;
  const set = { child, room: name, side: 'educator', word: 'mine', standing: 'said' };
  expect((await colleague.push(await colleague.envelope(colleague.change({ kind: 'strength-word', id: row, set }))))[0]?.verdict).toBe(
    'applied',
  );
  await takeIn(leading, note!);
  await syncAs(green, leading);
  expect((await notes(leading)).map(({ row }) => [row.standing, row.mayTakeIn])).toEqual([['cannot', false]]);
  expect(await words(leading)).toEqual(['mine']);
  expect((await receipts(blue))[0]).toEqual({ n: 1, verdict: 'quarantined' });
});

test('when its author tries again and it is taken in, the leader’s note settles by itself', async () => {
  const { leading, green, blue, author, first, name } = await refusedWord();
  await server.db.updateTable('memberships').set({ room: name }).where('person', '=', first.id).execute();
  expect((await tryAgain(author, await readRefused(blue.database, first.id))).ok).toBe(true);
  await syncAs(blue, author);
  expect(await readRefused(blue.database, first.id)).toEqual([]);
  await syncAs(green, leading);
  expect((await notes(leading)).map(({ row }) => row.standing)).toEqual(['taken-in']);
  expect(await words(leading)).toEqual(['brave']);
});

test('another word on the same record does not settle what was refused', async () => {
  const { leading, green, blue, first, name, child } = await refusedWord();
  await server.db.updateTable('memberships').set({ room: name }).where('person', '=', first.id).execute();
  const forge = forgeFor(server, blue, await unlock(server, blue, first));
  const row = (await readRefused(blue.database, first.id))[0]!.row;
  const set = { child, room: name, side: 'educator', word: 'gentle', standing: 'said' };
  expect((await forge.push(await forge.envelope(forge.change({ kind: 'strength-word', id: row, set }), { n: 50 })))[0]?.verdict).toBe(
    'applied',
  );
  await syncAs(green, leading);
  expect((await notes(leading)).map(({ row }) => row.standing)).toEqual(['waiting']);
});

test('“seen” puts it away and can be undone; what is refused afterwards is shown anew', async () => {
  const { leading, green, blue, author, name, child } = await refusedWord();
  const [note] = await notes(leading);
  await putNoteAway(leading, note!);
  await syncAs(green, leading);
  expect((await notes(leading)).map(({ row }) => row.standing)).toEqual(['put-away']);
  await fetchNoteBack(leading, note!);
  await syncAs(green, leading);
  expect((await notes(leading)).map(({ row }) => row.standing)).toEqual(['waiting']);
  await sayWord(author, { child, room: name, side: 'educator', word: 'curious' });
  await syncAs(blue, author);
  await syncAs(green, leading);
  expect((await notes(leading)).map(({ row }) => row.fields?.word).sort()).toEqual(['brave', 'curious']);
});

test('what comes without a proof is one note a tablet and reason, and names nobody', async () => {
  const { blue, green, first, leader } = await ledRoom(server);
  const forge = forgeFor(server, blue, await unlock(server, blue, first));
  for (let at = 0; at < 5; at++) await forge.push(await forge.envelope(forge.change(), { sig: 'A'.repeat(86) }));
  const leading = await unlock(server, green, leader);
  await syncAs(green, leading);
  expect((await notes(leading)).map(({ row }) => [row.whose, row.reason, row.count])).toEqual([['', 'bad-signature', 5]]);
});

test('an answer that was lost does not count twice', async () => {
  const { blue, green, first, leader } = await ledRoom(server);
  const forge = forgeFor(server, blue, await unlock(server, blue, first));
  const sent = await forge.envelope(forge.change({ kind: 'child', set: { name: 'x' } }));
  await forge.push(sent);
  await forge.push(sent);
  const leading = await unlock(server, green, leader);
  await syncAs(green, leading);
  expect((await notes(leading)).map(({ row }) => row.count)).toEqual([1]);
});

test('an educator has no such list, makes none, and takes nothing in', async () => {
  const { leading, blue, third } = await refusedWord();
  const [note] = await notes(leading);
  const other = await unlock(server, blue, third);
  await syncAs(blue, other);
  expect(await notes(other)).toEqual([]);
  const forge = forgeFor(server, blue, other);
  const refused = { verdict: 'quarantined', reason: 'not-allowed' };
  const taken = forge.change({ kind: 'kept-apart', id: note!.id, set: { standing: 'taken-in' }, base: note!.seen });
  const made = forge.change({ kind: 'kept-apart', set: { ...note!.row, mayTakeIn: true } });
  expect(await forge.push(await forge.envelope(taken), await forge.envelope(made))).toEqual([refused, refused]);
});

test('a leader cannot make the server take in what it has not offered, nor change what a note says', { timeout: 30_000 }, async () => {
  const { blue, green, first, leader } = await ledRoom(server);
  const author = forgeFor(server, blue, await unlock(server, blue, first));
  await author.push(await author.envelope(author.change({ set: { module: null, prompt: null, text: 'x'.repeat(20_001) } })));
  const leading = await unlock(server, green, leader);
  await syncAs(green, leading);
  const [note] = await notes(leading);
  const forge = forgeFor(server, green, leading);
  const refused = { verdict: 'quarantined', reason: 'not-allowed' };
  for (const set of [{ standing: 'taken-in' }, { mayTakeIn: true, standing: 'taken-in' }, { whose: leader.id }])
    expect(await forge.push(await forge.envelope(forge.change({ kind: 'kept-apart', id: note!.id, set, base: note!.seen })))).toEqual([
      refused,
    ]);
});
