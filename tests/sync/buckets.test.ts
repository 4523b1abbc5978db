// Who receives what: leaders, programmes and events beside the others, and what happens to all of them when somebody's place changes.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sharedReflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection, sendToMentor, takeBackFromMentor } from '../../src/features/reflections/reflection.store';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { days } from '../../src/kernel/clock';
import { ok, trouble } from '../../src/kernel/result';
import { joinEvent, joinProgramme, leaveEvent, leaveProgramme } from '../../src/server/programmes';
import { changeRole, changeRoom, endMentoring, leave } from '../../src/server/staffing';
import { eventBucket, leadersBucket, personBucket, programmeBucket, programmeLeadsBucket, roomBucket } from '../../src/sync/bucket';
import { applyChange, takePlaces } from '../../src/sync/change-log.server';
import { bucketsFor, loadFacts, type Policy } from '../../src/sync/policy.server';
import { latestText, onceId, recordKind } from '../../src/sync/record-kind';
import { readRecords } from '../../src/sync/records.store';
import { inTransaction } from '../../src/sync/work.server';
import { inBucket } from '../support/children';
import { freshRoom, keptApart, onlyReflection, sync, texts } from '../support/room';
import { freshId, type Server, type Staff, startServer, unlock } from '../support/world';

/** A record for whatever bucket it names: later features have kinds of their own for these. */
const notice = recordKind({ name: 'notice', version: 1, fields: { to: onceId(), text: latestText(200) } });
const noticePolicy: Policy = { kind: notice.name, mayWrite: () => true, buckets: ({ after }) => [String(after.to)] };

let server: Server;

beforeAll(async () => {
  const bare = await startServer();
  server = {
    ...bare,
    clock: () => server.now,
    kinds: new Map([...bare.kinds, [notice.name, notice]]),
    policies: new Map([...bare.policies, [notice.name, noticePolicy]]),
  };
});
beforeEach(() => {
  server.now += 1_000;
});
afterAll(() => server.db.destroy());

/** Her session, on a tablet that knows the kind. */
const unlocked = async (...[device, person]: [Parameters<typeof unlock>[1], Staff]) => ({
  ...(await unlock(server, device, person)),
  kinds: server.kinds,
});

const put = (writer: Staff, to: string, text: string) =>
  inTransaction(server, async work => {
    const facts = await loadFacts(work.tx, writer.id, { now: server.now, toldAt: null });
    if (!facts) throw new Error(writer.id);
    const change = {
      change: freshId(server),
      kind: notice.name,
      id: freshId(server),
      set: { to, text },
      base: {},
      at: server.now,
      version: 1,
    };
    const done = await applyChange(work, { change, writer: facts, tablet: 'set-up', receivedAt: server.now });
    await takePlaces(work);
    return done.ok;
  });

const notices = async (session: Awaited<ReturnType<typeof unlock>>) =>
  (await readRecords(session, notice)).items.map(({ row }) => row.text).sort();

const bucketsOf = async (person: Staff): Promise<readonly string[]> => {
  const facts = await server.db.transaction().execute(tx => loadFacts(tx, person.id, { now: server.now, toldAt: null }));
  return facts ? bucketsFor(facts) : [];
};

const programme = (name: string) => `programme-of-${name}`;

test("what is for a nursery's leaders reaches them and nobody else, and leaves with the role", async () => {
  const { nursery, blue, first, second } = await freshRoom(server);
  expect(await changeRole(server, { person: first.id, nursery: nursery.id, role: 'leader' })).toEqual(ok(null));
  await put(first, leadersBucket(nursery.id), 'for leaders');
  const [leads, works] = [await unlocked(blue, first), await unlocked(blue, second)];
  await sync(blue, leads);
  await sync(blue, works);
  expect([await notices(leads), await notices(works)]).toEqual([['for leaders'], []]);
  server.now += 1_000;
  expect(await changeRole(server, { person: first.id, nursery: nursery.id, role: 'educator' })).toEqual(ok(null));
  await sync(blue, leads);
  expect(await notices(leads)).toEqual([]);
  expect(await inBucket(blue, leadersBucket(nursery.id))).toBe(0);
});

test('what belongs to a programme reaches everybody in its nurseries, their mentor and its lead, until the nursery leaves it', async () => {
  const { nursery, blue, own, first, mentor } = await freshRoom(server);
  const one = { programme: programme(nursery.id), nursery: nursery.id };
  expect(await joinProgramme(server, one)).toEqual(ok(null));
  expect(await joinProgramme(server, one)).toEqual(trouble('is-so-already'));
  await put(first, programmeBucket(one.programme), 'for the programme');
  const [hers, mentors] = [await unlocked(blue, first), await unlocked(own, mentor)];
  await sync(blue, hers);
  await sync(own, mentors);
  expect([await notices(hers), await notices(mentors)]).toEqual([['for the programme'], ['for the programme']]);
  server.now += 1_000;
  expect(await leaveProgramme(server, one)).toEqual(ok(null));
  expect(await leaveProgramme(server, one)).toEqual(trouble('is-so-already'));
  await sync(blue, hers);
  await sync(own, mentors);
  expect([await notices(hers), await notices(mentors)]).toEqual([[], []]);
});

test('a programme lead receives what belongs to her programme and to no other', async () => {
  const { nursery, mentor } = await freshRoom(server);
  await server.db.updateTable('people').set({ role: 'programme-lead' }).where('id', '=', mentor.id).execute();
  await server.db.deleteFrom('mentorings').where('mentor', '=', mentor.id).execute();
  await joinProgramme(server, { programme: 'another', nursery: nursery.id });
  expect(await bucketsOf(mentor)).toEqual([
    personBucket(mentor.id, mentor.home),
    programmeLeadsBucket(mentor.home),
    programmeBucket(mentor.home),
  ]);
});

test('what belongs to an event reaches those who belong to it, while they do', async () => {
  const { nursery, blue, first, second } = await freshRoom(server);
  const event = { event: `picnic-${nursery.id}`, programme: programme(nursery.id) };
  expect(await joinEvent(server, { ...event, person: first.id })).toEqual(ok(null));
  expect(await joinEvent(server, { ...event, person: 'nobody' })).toEqual(trouble('nobody-of-this-id'));
  await put(first, eventBucket(event.event, event.programme), 'bring a rug');
  const [comes, stays] = [await unlocked(blue, first), await unlocked(blue, second)];
  await sync(blue, comes);
  await sync(blue, stays);
  expect([await notices(comes), await notices(stays)]).toEqual([['bring a rug'], []]);
  server.now += 1_000;
  expect(await leaveEvent(server, { ...event, person: first.id })).toEqual(ok(null));
  await sync(blue, comes);
  expect(await notices(comes)).toEqual([]);
});

test('who changes her room receives the new one and loses the old one; what she wrote before her tablet knew is taken', async () => {
  const { nursery, name, blue, first, third } = await freshRoom(server);
  const [, other = ''] = nursery.rooms;
  const [stays, session] = [await unlock(server, blue, third), await unlock(server, blue, first)];
  await sync(blue, stays);
  await sync(blue, session);
  server.now += 1_000;
  await sayWord(session, { child: 'zosia', room: name, side: 'educator', word: 'brave' });
  expect(await changeRoom(server, { person: first.id, nursery: nursery.id, room: other })).toEqual(ok(null));
  expect(await changeRoom(server, { person: first.id, nursery: nursery.id, room: 'of-nobody' })).toEqual(trouble('no-such-room'));
  await sync(blue, session);
  expect(await keptApart(blue)).toEqual([]);
  expect(await bucketsOf(first)).toContain(roomBucket(other, nursery.id));
  expect(await bucketsOf(first)).not.toContain(roomBucket(name, nursery.id));
  await sync(blue, stays);
  expect(await inBucket(blue, roomBucket(name, nursery.id))).toBe(1);
});

test('a mentoring that ended takes what was shared from the mentor, and nothing from its author', async () => {
  const { blue, own, first, mentor } = await freshRoom(server);
  const [hers, mentors] = [await unlock(server, blue, first), await unlock(server, own, mentor)];
  await beginReflection(hers, { module: null, prompt: null }).write('for you to read');
  await sendToMentor(hers, await onlyReflection(hers));
  await sync(blue, hers);
  await sync(own, mentors);
  const shared = async () => (await readRecords(mentors, sharedReflectionKind)).items.length;
  expect(await shared()).toBe(1);
  server.now += 1_000;
  expect(await endMentoring(server, { mentor: mentor.id, educator: first.id })).toEqual(ok(null));
  expect(await endMentoring(server, { mentor: mentor.id, educator: first.id })).toEqual(trouble('is-so-already'));
  await sync(own, mentors);
  await sync(blue, hers);
  expect([await shared(), await texts(hers)]).toEqual([0, ['for you to read']]);
});

test('what was shared is a snapshot; taking it back removes it, and sharing again shows the words as they are then', async () => {
  const { blue, own, first, mentor } = await freshRoom(server);
  const [hers, mentors] = [await unlock(server, blue, first), await unlock(server, own, mentor)];
  const both = async () => {
    await sync(blue, hers);
    await sync(own, mentors);
    return (await readRecords(mentors, sharedReflectionKind)).items.map(({ row }) => row.text);
  };
  const writing = beginReflection(hers, { module: null, prompt: null });
  await writing.write('first');
  await sendToMentor(hers, await onlyReflection(hers));
  expect(await both()).toEqual(['first']);
  await writing.write('first and second');
  expect(await both()).toEqual(['first']);
  await takeBackFromMentor(hers, (await onlyReflection(hers)).id);
  expect(await both()).toEqual([]);
  expect((await own.database.rows.toArray()).filter(({ kind }) => kind === sharedReflectionKind.name)).toEqual([]);
  await sendToMentor(hers, await onlyReflection(hers));
  expect(await both()).toEqual(['first and second']);
}, 20_000);

test('who leaves receives nothing any more, her waiting words are judged by what held when she wrote them, and later ones are refused', async () => {
  const { nursery, name, blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  await sync(blue, session);
  server.now += 1_000;
  await sayWord(session, { child: 'zosia', room: name, side: 'educator', word: 'brave' });
  await beginReflection(session, { module: null, prompt: null }).write('my last morning');
  expect(await leave(server, { person: first.id })).toEqual(ok(null));
  expect(await leave(server, { person: first.id })).toEqual(trouble('does-not-work-there'));
  expect(await bucketsOf(first)).toEqual([]);
  await sync(blue, session);
  expect([await keptApart(blue), await blue.database.outbox.count()]).toEqual([[], 0]);
  const kept = await server.db.selectFrom('records').select('kind').where('author', '=', first.id).orderBy('kind').execute();
  expect(kept.map(({ kind }) => kind)).toEqual(['reflection', 'strength-word']);
  await sync(blue, session);
  server.now += days(1);
  await sayWord(session, { child: 'zosia', room: name, side: 'educator', word: 'too late' });
  await sync(blue, session);
  expect(await keptApart(blue)).toEqual(['not-allowed']);
  expect(await bucketsOf(first)).not.toContain(roomBucket(name, nursery.id));
});

test('who leaves one of her two nurseries keeps the other', async () => {
  const [here, there] = [await freshRoom(server), await freshRoom(server)];
  const second = { id: `second-${here.first.id}`, person: here.first.id, role: 'educator', nursery: there.nursery.id, room: there.name };
  await server.db
    .insertInto('memberships')
    .values({ ...second, until: null })
    .execute();
  expect(await leave(server, { person: here.first.id, nursery: there.nursery.id })).toEqual(ok(null));
  const buckets = await bucketsOf(here.first);
  expect(buckets).toContain(roomBucket(here.name, here.nursery.id));
  expect(buckets.filter(bucket => bucket.endsWith(there.nursery.id))).toEqual([]);
});
