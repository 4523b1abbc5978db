// Hostile hands at the trail: whoever wants to fill it, to hide in it, to put somebody else's name or words into it, or to read another's.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { openingId, openingKind } from '../../src/features/mentoring/opening';
import { sharedReflectionId } from '../../src/features/reflections/reflection';
import { beginReflection, sendToMentor } from '../../src/features/reflections/reflection.store';
import { verifyAudit } from '../../src/server/audit-check';
import { receivePush } from '../../src/sync/push.server';
import { audited } from '../support/audited';
import { ledRoom } from '../support/led-room';
import { type Forge, forgeFor, freshRoom, onlyReflection, sync } from '../support/room';
import { type Server, startServer, unlock } from '../support/world';

let server: Server;
let room: Awaited<ReturnType<typeof ledRoom>>;
let session: Session;
let forge: Forge;
const trail = () => audited(server.db, room.nursery.id);

beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  room = await ledRoom(server);
  session = await unlock(server, room.blue, room.third);
  forge = forgeFor(server, room.blue, session);
});
afterAll(() => server.db.destroy());

const child = (name: string) => forge.change({ kind: 'child', set: { room: room.name, name } });
const push = (tablet: string, ...envelopes: readonly unknown[]) => receivePush(server, tablet, { v: 1, tablet, envelopes: [...envelopes] });

test('who sends a hundred forbidden changes in a minute fills one line', async () => {
  for (let i = 0; i < 10; i++) {
    const many = await Promise.all(Array.from({ length: 10 }, () => forge.envelope(child('Ada'))));
    await push(room.blue.id, ...many);
    server.now += 5_000;
  }
  expect(await trail()).toEqual([`change-not-allowed: ${room.third.id} > - @ ${room.blue.id}`]);
});

test('who signs with another’s name is not written down as her: the tablet is, and whose name it used', async () => {
  const sealed = await forge.envelope(child('Ada'));
  await push(room.blue.id, { ...sealed, author: room.first.id, key: `vault:${room.first.id}:1` });
  expect(await trail()).toEqual([`change-forged: tablet > ${room.first.id} @ ${room.blue.id}`]);
});

test('who carries another tablet’s envelopes is written down on the tablet that sent them', async () => {
  await push(room.green.id, await forge.envelope(child('Ada')));
  expect(await trail()).toEqual([`change-foreign: tablet > ${room.third.id} @ ${room.green.id}`]);
});

test('who invents hundreds of authors fills one line, and none of the names is in it', async () => {
  const sealed = await forge.envelope(child('Ada'));
  for (let i = 0; i < 3; i++)
    await push(room.blue.id, ...Array.from({ length: 100 }, (_, at) => ({ ...sealed, author: `drop-tables-${i}-${at}` })));
  expect(await trail()).toEqual([`change-by-nobody: tablet > - @ ${room.blue.id}`]);
});

test('who uses the name of somebody of another nursery learns nothing, and puts no name of hers before this leader', async () => {
  const elsewhere = await freshRoom(server);
  const sealed = await forge.envelope(child('Ada'));
  await push(room.blue.id, { ...sealed, author: elsewhere.first.id });
  expect(await trail()).toEqual([`change-forged: tablet > - @ ${room.blue.id}`]);
});

test('who writes words where an author belongs gets no words into the trail', async () => {
  const sealed = await forge.envelope(child('Ada'));
  await push(room.blue.id, { ...sealed, author: 'Helen said: Zosia is ill' }, 7, null, { author: ['Zosia'] });
  expect(await trail()).toEqual([`change-misshapen: tablet > - @ ${room.blue.id}`]);
  expect(JSON.stringify(await server.db.selectFrom('audit').selectAll().execute())).not.toContain('Zosia');
});

test('who calls herself the operator is not the operator', async () => {
  const sealed = await forge.envelope(child('Ada'));
  await push(room.blue.id, { ...sealed, author: 'operator' });
  expect(await trail()).toEqual([`change-by-nobody: tablet > - @ ${room.blue.id}`]);
});

test('who mixes honest changes among the refused ones loses none of the honest ones, and they leave no line', async () => {
  const mixed = [await forge.envelope(forge.change()), await forge.envelope(child('Ada')), await forge.envelope(forge.change())];
  const { verdicts } = await push(room.blue.id, ...mixed);
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['applied', 'quarantined', 'applied']);
  expect((await trail()).length).toBe(1);
});

test('who repeats a refused push an hour later is written down once more, and her words are kept once', async () => {
  const refused = await forge.envelope(child('Ada'));
  const kept = async () => (await server.db.selectFrom('quarantine').select('id').where('tablet', '=', room.blue.id).execute()).length;
  await push(room.blue.id, refused);
  server.now += 3_600_000;
  await push(room.blue.id, refused);
  expect([(await trail()).length, await kept()]).toEqual([2, 1]);
});

test('who has changed the database to hide what she did is found, and the words of others still come in', async () => {
  await push(room.blue.id, await forge.envelope(child('Ada')));
  await server.db.updateTable('audit').set({ who: room.first.id }).where('counter', '=', room.nursery.id).execute();
  server.now += 3_600_000;
  const { verdicts } = await push(room.blue.id, await forge.envelope(forge.change()), await forge.envelope(child('Mabel')));
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['applied', 'quarantined']);
  expect((await verifyAudit(server.db)).broken).toContainEqual({ counter: room.nursery.id, place: 1 });
  await server.db.deleteFrom('audit').where('counter', '=', room.nursery.id).execute();
  await server.db.deleteFrom('audit_ends').where('counter', '=', room.nursery.id).execute();
});

test('a mentor who says a hundred times that she has opened something fills one line', async () => {
  const author = await unlock(server, room.blue, room.first);
  await beginReflection(author, { module: null, prompt: null }).write('She looked first.');
  await sendToMentor(author, await onlyReflection(author));
  await sync(room.blue, author);
  const { id: reflection } = await onlyReflection(author);
  const own = forgeFor(server, room.own, await unlock(server, room.own, room.mentor));
  const id = openingId(room.mentor.id, reflection);
  const set = { shared: sharedReflectionId(room.first.id, reflection), of: room.first.id, reflection, by: 'Ruth' };
  const many = Array.from({ length: 100 }, (_, at) => own.envelope(own.change({ kind: openingKind.name, id, set: { ...set, words: at } })));
  const { verdicts } = await push(room.own.id, ...(await Promise.all(many)));
  expect(verdicts.every(({ verdict }) => verdict !== 'quarantined')).toBe(true);
  expect(await trail()).toEqual([`shared-words-opened: ${room.mentor.id} > ${room.first.id} @ ${room.own.id}`]);
});

test('who sets the tablet’s clock to another year changes no moment in the trail', async () => {
  await push(room.blue.id, await forge.envelope({ ...child('Ada'), at: Date.UTC(2036, 0, 1) }));
  const [line] = await server.db.selectFrom('audit').select('at').where('counter', '=', room.nursery.id).execute();
  expect(line?.at).toBe(server.now);
});
