// What is done with tablets, people and words leaves its line in the trail, in the nursery that it concerns, and nothing more than ids.
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { colleagueKind } from '../../src/features/roster/colleague';
import { enrolTablet } from '../../src/server/enrolling';
import { revokeTablet } from '../../src/server/reports';
import { changeRole, changeRoom, endMentoring, leave } from '../../src/server/staffing';
import { makeChallenge, makeEnrolmentCode } from '../../src/server/tablets';
import { leadersBucket } from '../../src/sync/bucket';
import { erase } from '../../src/sync/erasures/erasure.server';
import { noteErased } from '../../src/sync/erasures/erasure-tablets.server';
import { keptApartKind } from '../../src/sync/kept-apart/kept-apart';
import { writeRecord } from '../../src/sync/record-writing.store';
import { readRecords } from '../../src/sync/records.store';
import { inTransaction } from '../../src/sync/work.server';
import { audited } from '../support/audited';
import { writeAs } from '../support/children';
import { ledRoom } from '../support/led-room';
import { signPair } from '../support/people';
import { forgeFor, sync } from '../support/room';
import { type Server, startServer, unlock } from '../support/world';

let server: Server;
let room: Awaited<ReturnType<typeof ledRoom>>;
const trail = async () => audited(server.db, room.nursery.id);

beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  room = await ledRoom(server);
});
afterAll(() => server.db.destroy());

describe('tablets', () => {
  const setUp = async () => {
    const code = await makeEnrolmentCode(server, { tabletName: 'Red', nursery: room.nursery.id, person: null });
    const enrolled = await enrolTablet(server, { code, id: randomUUID(), publicKey: (await signPair(0)).point });
    if (!enrolled.ok || !('tablet' in enrolled.value)) throw new Error('Red was not let in');
    return enrolled.value.tablet.id;
  };

  test('a tablet that is set up and taken out of use has its two lines, and asking again has one a day', async () => {
    const red = await setUp();
    expect(await revokeTablet(server, red)).toBe(true);
    expect(await revokeTablet(server, red)).toBe(false);
    for (let i = 0; i < 5; i++) expect(await makeChallenge(server, red)).toEqual({ ok: false, trouble: 'tablet-revoked' });
    expect(await trail()).toEqual([
      `tablet-enrolled: operator > ${red} @ -`,
      `tablet-revoked: operator > ${red} @ -`,
      `tablet-turned-away: tablet > ${red} @ ${red}`,
    ]);
  });

  test('who takes it out of use is named where it is somebody', async () => {
    const red = await setUp();
    await revokeTablet({ ...server, by: room.leader.id }, red);
    expect((await trail()).at(-1)).toBe(`tablet-revoked: ${room.leader.id} > ${red} @ -`);
  });
});

describe('people', () => {
  beforeEach(async () => {
    const set = { name: 'Kasia', role: 'educator', room: room.name, nursery: room.nursery.id, hue: 'teal' };
    await writeAs(server, room.first, [{ kind: colleagueKind, id: room.first.id, set }]);
  });

  test('another room, another role, an end of a mentoring and leaving are a line each; what was so already is none', async () => {
    const { nursery, first, mentor } = room;
    const other = nursery.rooms[1] ?? '';
    const both = { person: first.id, nursery: nursery.id };
    expect(await changeRoom(server, { ...both, room: other })).toEqual({ ok: true, value: null });
    expect((await changeRoom(server, { ...both, room: other })).ok).toBe(false);
    await changeRole(server, { ...both, role: 'leader' });
    await endMentoring(server, { mentor: mentor.id, educator: first.id });
    expect((await endMentoring(server, { mentor: mentor.id, educator: first.id })).ok).toBe(false);
    await leave(server, { person: first.id });
    expect(await trail()).toEqual([
      `room-changed: operator > ${first.id} @ -`,
      `role-changed: operator > ${first.id} @ -`,
      `mentoring-ended: operator > ${first.id} @ -`,
      `mentor-ended: operator > ${mentor.id} @ -`,
      `person-left: operator > ${first.id} @ -`,
    ]);
  });

  test('who belongs to no nursery leaves in the trail of her programme', async () => {
    await leave(server, { person: room.mentor.id }).then(done => expect(done.ok).toBe(false)); // she has no role but her mentorings
    await server.db.updateTable('people').set({ role: 'mentor' }).where('id', '=', room.mentor.id).execute();
    await leave({ ...server, by: 'pia' }, { person: room.mentor.id });
    expect(await audited(server.db, room.mentor.home)).toEqual([`person-left: pia > ${room.mentor.id} @ -`]);
  });
});

describe('words', () => {
  test('what somebody may not write is one line an hour, however often she tries, and the words are in none', async () => {
    const session = await unlock(server, room.blue, room.third);
    const forge = forgeFor(server, room.blue, session);
    const set = { room: room.name, name: 'Private words' };
    for (let i = 0; i < 4; i++) await forge.push(await forge.envelope(forge.change({ kind: 'child', set })));
    expect(await trail()).toEqual([`change-not-allowed: ${room.third.id} > - @ ${room.blue.id}`]);
    server.now += 3_600_000;
    await forge.push(await forge.envelope(forge.change({ kind: 'child', set })));
    expect((await trail()).length).toBe(2);
    expect(JSON.stringify(await server.db.selectFrom('audit').selectAll().execute())).not.toContain('Private');
  });

  test('what a leader takes in is a line that says whose it was', async () => {
    const [third, leader] = [await unlock(server, room.blue, room.third), await unlock(server, room.green, room.leader)];
    const forge = forgeFor(server, room.blue, third);
    await forge.push(await forge.envelope(forge.change({ kind: 'child', set: { room: room.name, name: 'Ada' } })));
    await sync(room.green, leader);
    const [note] = (await readRecords(leader, keptApartKind)).items;
    if (!note) throw new Error('no note');
    const bucket = leadersBucket(room.nursery.id);
    await writeRecord(leader, keptApartKind, { id: note.id, bucket, set: { standing: 'taken-in' }, seen: note.seen });
    await sync(room.green, leader);
    const [refused, taken] = await trail();
    expect(refused).toBe(`change-not-allowed: ${room.third.id} > - @ ${room.blue.id}`);
    expect(taken).toBe(`taken-in: ${room.leader.id} > ${room.third.id} @ ${room.green.id}`);
  });

  test('an erasure is a line, and each tablet that has carried it out is one', async () => {
    const parts = { ...server, eraseBlobs: async () => undefined, remember: async () => undefined };
    const erased = await erase({ ...parts, by: room.leader.id }, 'child', room.child);
    if (!erased.ok) throw new Error(erased.trouble);
    const { id } = erased.value;
    for (let i = 0; i < 2; i++) await inTransaction(server, work => noteErased(work, room.blue.id, [id], server.now));
    expect(await trail()).toEqual([`erasure-asked: ${room.leader.id} > ${id} @ -`, `erasure-done: tablet > ${id} @ ${room.blue.id}`]);
    expect(JSON.stringify(await trail())).not.toContain(room.child);
  });
});
