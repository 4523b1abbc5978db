// Enrolment from a code to the tiles: the tablet's real code, the real server, a real database on either side.
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TabletDatabase } from '../../src/device/database';
import { enrol } from '../../src/device/enrol';
import { loadIdentity, withSession } from '../../src/device/enrolment';
import type { Http } from '../../src/device/http';
import { renewSession } from '../../src/device/session-renewal';
import { fetchPeople } from '../../src/device/who-is-here';
import { minutes } from '../../src/kernel/clock';
import { makeMentoring, makeNursery, makePerson, type NewPerson } from '../../src/server/people';
import { makeEnrolmentCode, type NewCode, placesOfTablet } from '../../src/server/tablets';
import { enrolPath, peoplePath, sessionPath } from '../../src/sync/tablet-protocol';
import { cable, type TestServer, testServer } from '../support/server-parts';

const blue: NewCode = { tabletName: 'Blue', nursery: 'quince-street', person: null };
const rooms = [{ id: 'wrens', name: 'Wrens' }];
const works = (role: 'educator' | 'leader' | 'mentor', nursery = 'quince-street') => [{ nursery, room: 'wrens', role }];

let server: TestServer;
let database: TabletDatabase;
let http: Http;

beforeEach(async () => {
  server = await testServer();
  database = new TabletDatabase(randomUUID());
  http = cable(server.app);
  await makeNursery(server, { id: 'quince-street', name: 'Quince Street Nursery', rooms });
});
afterEach(async () => {
  database.close();
  await server.app.close();
});

const person = (id: string, memberships: NewPerson['memberships'], role?: NewPerson['role']) =>
  makePerson(server, { id, name: id, hue: 'teal', home: 'quince-street', pin: '735182', memberships, ...(role ? { role } : {}) });

async function enrolled(wanted = blue) {
  const identity = await enrol(database, http, await makeEnrolmentCode(server, wanted));
  if (!identity.ok) throw new Error(identity.trouble);
  return { identity: identity.value, online: withSession(http, identity.value) };
}

test('a code makes this browser a tablet of the nursery, and it knows so after a restart', async () => {
  const { identity } = await enrolled();
  expect(identity.tablet).toEqual({ id: identity.id, name: 'Blue', nursery: 'quince-street', person: null });
  expect((await loadIdentity(database))?.tablet).toEqual(identity.tablet);
  expect(identity.keys.privateKey.extractable).toBe(false);
});

test('an enrolled tablet opens a session by itself and shows the tiles of its nursery', async () => {
  await Promise.all([person('amina', works('educator')), person('helen', works('leader')), person('ruth', works('mentor'))]);
  const { online } = await enrolled();
  expect(await fetchPeople(database, online)).toEqual({ ok: true, value: null });
  const tiles = await database.people.orderBy('id').toArray();
  expect(tiles.map(({ id, role, room, buckets }) => [id, role, room, buckets])).toEqual([
    ['amina', 'educator', 'wrens', []],
    ['helen', 'leader', 'wrens', []],
  ]);
});

test('a mentor has a tablet of her own, which shows only her', async () => {
  await Promise.all([person('amina', works('educator')), person('ruth', [], 'mentor')]);
  await makeMentoring(server, { mentor: 'ruth', educator: 'amina', nursery: 'quince-street' });
  const { online } = await enrolled({ tabletName: "Ruth's", nursery: null, person: 'ruth' });
  await fetchPeople(database, online);
  expect((await database.people.toArray()).map(({ id, role, nursery }) => [id, role, nursery])).toEqual([['ruth', 'mentor', '']]);
});

describe('somebody’s own tablet', () => {
  const roleOn = async (owner: string) => {
    const { online } = await enrolled({ tabletName: 'Own', nursery: null, person: owner });
    await fetchPeople(database, online);
    return (await database.people.toArray()).map(({ id, role }) => [id, role]);
  };

  test('says that a programme lead is one, though she mentors nobody and works in no nursery', async () => {
    await person('denise', [], 'programme-lead');
    expect(await roleOn('denise')).toEqual([['denise', 'programme-lead']]);
  });

  test('says of a leader what her nursery says', async () => {
    await person('helen', works('leader'));
    expect(await roleOn('helen')).toEqual([['helen', 'leader']]);
  });

  test('shows nobody once she is nothing any more, instead of guessing', async () => {
    await person('tom', works('educator'));
    await server.db.updateTable('memberships').set({ until: server.clock() }).execute();
    expect(await roleOn('tom')).toEqual([]);
  });
});

describe('places have names', () => {
  const namesOn = async (wanted: NewCode) => {
    const { online } = await enrolled(wanted);
    await fetchPeople(database, online);
    return (await database.settings.get('places'))?.value;
  };
  const quince = { nurseries: [{ id: 'quince-street', name: 'Quince Street Nursery' }], rooms };

  test('on a nursery’s tablet, where each tile knows its room’s', async () => {
    await makeNursery(server, { id: 'osier-wharf', name: 'Osier Wharf Nursery', rooms: [{ id: 'otters', name: 'Otters' }] });
    await person('amina', works('educator'));
    expect(await namesOn(blue)).toEqual(quince);
    expect((await database.people.toArray()).map(({ roomName }) => roomName)).toEqual(['Wrens']);
  });

  test('on a mentor’s tablet, those of the nurseries in which she mentors while she does', async () => {
    await Promise.all([person('amina', works('educator')), person('ruth', [], 'mentor')]);
    await makeMentoring(server, { mentor: 'ruth', educator: 'amina', nursery: 'quince-street' });
    expect(await namesOn({ tabletName: 'Ruth’s', nursery: null, person: 'ruth' })).toEqual(quince);
    await server.db.updateTable('mentorings').set({ until: server.clock() }).execute();
    const placesNow = await placesOfTablet(server, { nursery: null, person: 'ruth' });
    expect(placesNow).toEqual({ nurseries: [], rooms: [] });
  });

  test('stay as they were when a server does not tell them', async () => {
    await person('amina', works('educator'));
    await namesOn(blue);
    const older: Http = { ...http, get: async () => ({ ok: true, value: { people: [] } }) };
    expect((await fetchPeople(database, older)).ok).toBe(true);
    expect((await database.settings.get('places'))?.value).toEqual(quince);
  });
});

test('somebody who has left loses her tile, and the buckets of those who stay are kept', async () => {
  await Promise.all([person('amina', works('educator')), person('tom', works('educator'))]);
  const { online } = await enrolled();
  await fetchPeople(database, online);
  await database.people.update('amina', { buckets: ['room:wrens@quince-street'] });
  await server.db.updateTable('memberships').set({ until: server.clock() }).where('person', '=', 'tom').execute();
  await fetchPeople(database, online);
  expect((await database.people.toArray()).map(({ id, buckets }) => [id, buckets])).toEqual([['amina', ['room:wrens@quince-street']]]);
});

describe('a code', () => {
  const tryCode = (code: string) => enrol(new TabletDatabase(randomUUID()), http, code);
  const refused = { ok: false, trouble: 'code-not-valid' };

  test('is used up by one tablet, also when two ask at once', async () => {
    const code = await makeEnrolmentCode(server, blue);
    const both = await Promise.all([tryCode(code), tryCode(code)]);
    expect(both.filter(one => one.ok)).toHaveLength(1);
    expect(both.filter(one => !one.ok)).toEqual([refused]);
    expect(await tryCode(code)).toEqual(refused);
  });

  test('ends after ten minutes', async () => {
    const code = await makeEnrolmentCode(server, blue);
    server.clock.move(minutes(10));
    expect(await tryCode(code)).toEqual(refused);
  });

  test('that nobody made enrols nobody', async () => {
    expect(await tryCode('A'.repeat(43))).toEqual(refused);
  });

  test('of the demo enrols several tablets', async () => {
    const code = await makeEnrolmentCode(server, blue, true);
    expect([(await tryCode(code)).ok, (await tryCode(code)).ok]).toEqual([true, true]);
  });

  test('is not in the database', async () => {
    const code = await makeEnrolmentCode(server, blue);
    expect(JSON.stringify(await server.db.selectFrom('enrolment_codes').selectAll().execute())).not.toContain(code);
  });
});

test('an enrolment whose answer was lost on the way goes on as the same tablet', async () => {
  const code = await makeEnrolmentCode(server, blue);
  const lossy: Http = { ...http, post: async (path, body) => (await http.post(path, body)) && { ok: false, trouble: 'no-network' } };
  expect(await enrol(database, lossy, code)).toEqual({ ok: false, trouble: 'no-network' });
  expect(await loadIdentity(database)).toBeNull();
  expect((await enrol(database, http, code)).ok).toBe(true);
  expect(await server.db.selectFrom('tablets').select('id').execute()).toHaveLength(1);
});

test('nobody takes over a tablet by asking for its id with another key', async () => {
  const { identity } = await enrolled();
  const thief: Http = { ...http, post: (path, body) => http.post(path, { ...(body as object), id: identity.id }) };
  const taken = await enrol(new TabletDatabase(randomUUID()), thief, await makeEnrolmentCode(server, blue));
  expect(taken).toEqual({ ok: false, trouble: 'code-not-valid' });
});

test('a public key that is no point of the curve is refused', async () => {
  const publicKey = Buffer.concat([Buffer.of(4), Buffer.alloc(64, 1)]).toString('base64url');
  const asked = { code: await makeEnrolmentCode(server, blue), id: randomUUID(), publicKey };
  expect(await http.post(enrolPath, asked)).toEqual({ ok: false, trouble: 'bad-request' });
});

describe('a session', () => {
  test('ends after fifteen minutes and is renewed by signature without anybody noticing', async () => {
    const { online } = await enrolled();
    expect((await online.get(peoplePath)).ok).toBe(true);
    server.clock.move(minutes(15));
    expect(await http.get(peoplePath)).toEqual({ ok: false, trouble: 'not-enrolled' });
    expect((await online.get(peoplePath)).ok).toBe(true);
  });

  test('is renewed once for calls that find it over together', async () => {
    const { online } = await enrolled();
    await Promise.all([online.get(peoplePath), online.get(peoplePath), online.get(peoplePath)]);
    expect(await server.db.selectFrom('tablet_sessions').select('tablet').execute()).toHaveLength(1);
  });

  test('is opened before the first call, so that none is refused', async () => {
    const { identity } = await enrolled();
    const paths: string[] = [];
    const watched: Http = { post: (path, body) => http.post(path, body), get: path => http.get(paths[paths.push(path) - 1] ?? '') };
    expect((await withSession(watched, identity).get(peoplePath)).ok).toBe(true);
    expect(paths).toEqual([peoplePath]);
  });

  test('is not opened by another tablet, by another signature, or by the same one twice', async () => {
    const { identity } = await enrolled();
    const other = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
    const refused = { ok: false, trouble: 'not-enrolled' };
    expect(await renewSession(http, { id: randomUUID(), keys: identity.keys })).toEqual(refused);
    expect(await renewSession(http, { id: identity.id, keys: other })).toEqual(refused);
    const sent: unknown[] = [];
    const listening: Http = { ...http, post: (path, body) => http.post(path, sent[sent.push(body) - 1]) };
    expect((await renewSession(listening, identity)).ok).toBe(true);
    expect(await http.post(sessionPath, sent.at(-1))).toEqual(refused);
  });

  test('ends at once for a revoked tablet, which gets no new one', async () => {
    const { identity, online } = await enrolled();
    await online.get(peoplePath);
    await server.db.updateTable('tablets').set({ revoked_at: server.clock() }).where('id', '=', identity.id).execute();
    expect(await online.get(peoplePath)).toEqual({ ok: false, trouble: 'tablet-revoked' });
    expect(await renewSession(http, identity)).toEqual({ ok: false, trouble: 'tablet-revoked' });
  });

  test('is kept only as a hash, in a cookie that no script and no other site gets', async () => {
    const { identity } = await enrolled();
    const cookies: string[] = [];
    await renewSession({ ...http, post: (path, body) => post(server.app, path, body, cookies) }, identity);
    expect(cookies).toEqual([expect.stringMatching(/^tablet=[\w-]{43}; Max-Age=900; Path=\/; HttpOnly; SameSite=Strict$/)]);
    const token = /=([\w-]{43})/.exec(cookies[0]!)?.[1];
    expect(JSON.stringify(await server.db.selectFrom('tablet_sessions').selectAll().execute())).not.toContain(token);
  });
});

async function post(app: TestServer['app'], url: string, body: unknown, cookies: string[]) {
  const answer = await app.inject({ method: 'POST', url, headers: { 'x-larkrise': '1' }, payload: body as object });
  cookies.push(...[answer.headers['set-cookie'] ?? []].flat());
  return { ok: true as const, value: answer.json() as unknown };
}
