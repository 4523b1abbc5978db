// Who reads which lines of the trail: everybody her own, leaders their nursery's, programme leads their programme's, and nobody else's.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import type { AuditArea } from '../../src/features/audit/audit';
import { serverCounter } from '../../src/features/audit/audit';
import { fetchAudit } from '../../src/features/audit/audit.store';
import { type AuditContent, type AuditPlace, type AuditRequest, auditPath, auditRequestSchema } from '../../src/features/audit/audit-trail';
import { answerAudit } from '../../src/features/audit/audit-trail.server';
import { parse } from '../../src/kernel/parse';
import { type AuditLine, writeAudit } from '../../src/server/audit';
import { vaultKeyId } from '../../src/sync/key-ids';
import { ledRoom } from '../support/led-room';
import { signPair } from '../support/people';
import { freshRoom } from '../support/room';
import { makeDevice, type Server, type Staff, startServer, unlock } from '../support/world';

type Asked = Partial<Pick<AuditRequest, 'whose'> & { readonly area: AuditArea; readonly before: AuditPlace }>;

let server: Server;
let room: Awaited<ReturnType<typeof ledRoom>>;

beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  await server.db.deleteFrom('audit').execute();
  await server.db.deleteFrom('audit_ends').execute();
  room = await ledRoom(server);
});
afterAll(() => server.db.destroy());

/** As the tablet asks, through the schemas of both sides. */
async function ask(session: Session, tablet: Parameters<typeof answerAudit>[1], asked: Asked = {}) {
  const post = async (path: string, body: unknown) => {
    expect(path).toBe(auditPath);
    const request = parse(auditRequestSchema, JSON.parse(JSON.stringify(body)));
    return request.ok ? answerAudit(server, tablet, request.value) : ({ ok: false, trouble: 'bad-request' } as const);
  };
  return fetchAudit(session, { post }, { whose: 'mine', area: null, before: null, ...asked });
}

const blueOf = () => ({ id: room.blue.id, nursery: room.nursery.id, person: null });
const read = async (person: Staff, asked: Asked = {}) => ask(await unlock(server, room.blue, person), blueOf(), asked);
async function readOwn(person: Staff, asked: Asked = {}) {
  const device = await makeDevice(server, `own-${person.id}`, [person], { nursery: null, person: person.id });
  return ask(await unlock(server, device, person), { id: device.id, nursery: null, person: person.id }, asked);
}
const acts = (answer: { readonly ok: boolean; readonly value?: AuditContent }) => answer.value?.lines.map(({ what }) => what);

const write = (line: Partial<AuditLine> & Pick<AuditLine, 'what'>) =>
  server.db
    .transaction()
    .execute(tx => writeAudit(tx, { at: server.now, counter: room.nursery.id, who: 'operator', about: null, tablet: null, ...line }));

/** One who leads the programme of this nursery. */
async function programmeLead(): Promise<Staff> {
  const { nursery } = room;
  const lead = { id: `lead-${nursery.id}`, role: 'programme-lead', nursery: nursery.id, room: null, home: `g-${nursery.id}`, pair: 3 };
  const sign_key = (await signPair(3)).point;
  await server.db
    .insertInto('people')
    .values({ id: lead.id, name: 'Pia', hue: 'teal', home: lead.home, role: 'programme-lead', sign_key, wrap: '' })
    .execute();
  await server.db
    .insertInto('programme_nurseries')
    .values({ id: `pn-${nursery.id}`, programme: lead.home, nursery: nursery.id, until: null })
    .execute();
  await server.keyring.make(vaultKeyId(lead.id));
  return lead;
}

test('everybody reads what she did and what was done about her, and nothing else', async () => {
  await write({ what: 'room-changed', about: room.first.id });
  await write({ what: 'taken-in', who: room.first.id, about: room.third.id });
  await write({ what: 'role-changed', about: room.third.id });
  await write({ what: 'tablet-revoked', about: room.green.id });
  await write({ what: 'back-up-made', counter: serverCounter });
  expect(acts(await read(room.first))).toEqual(['taken-in', 'room-changed']);
  expect(acts(await read(room.third))).toEqual(['role-changed', 'taken-in']);
});

test('a leader reads her nursery’s, and what concerns the whole server', async () => {
  await write({ what: 'room-changed', about: room.first.id });
  await write({ what: 'tablet-revoked', about: room.green.id, counter: 'another-nursery' });
  await write({ what: 'back-up-made', counter: serverCounter });
  expect(acts(await read(room.leader, { whose: 'all' }))?.sort()).toEqual(['back-up-made', 'room-changed']);
});

test('whoever leads nothing gets no lines of others: an educator, a mentor, a leader of another nursery', async () => {
  await write({ what: 'room-changed', about: room.first.id });
  expect(await read(room.first, { whose: 'all' })).toEqual({ ok: false, trouble: 'not-found' });
  expect(await readOwn(room.mentor, { whose: 'all' })).toEqual({ ok: false, trouble: 'not-found' });
  const other = await freshRoom(server);
  await server.db.updateTable('memberships').set({ role: 'leader' }).where('person', '=', other.second.id).execute();
  expect(acts(await readOwn(other.second, { whose: 'all' }))).toEqual([]);
});

test('a programme lead reads her programme’s and its nurseries’, until a nursery leaves it', async () => {
  const lead = await programmeLead();
  await write({ what: 'room-changed', about: room.first.id });
  await write({ what: 'person-left', counter: lead.home, about: room.mentor.id });
  await write({ what: 'tablet-revoked', counter: 'another-nursery' });
  expect(acts(await readOwn(lead, { whose: 'all' }))?.sort()).toEqual(['person-left', 'room-changed']);
  await server.db.updateTable('programme_nurseries').set({ until: server.now }).where('programme', '=', lead.home).execute();
  expect(acts(await readOwn(lead, { whose: 'all' }))).toEqual(['person-left']);
});

test('a leader who has left reads neither the nursery’s nor on its tablets', async () => {
  await write({ what: 'room-changed', about: room.first.id });
  const session = await unlock(server, room.blue, room.leader);
  await server.db.updateTable('memberships').set({ until: server.now }).where('person', '=', room.leader.id).execute();
  expect(await ask(session, blueOf(), { whose: 'all' })).toEqual({ ok: false, trouble: 'not-found' });
  expect(await ask(session, blueOf())).toEqual({ ok: false, trouble: 'not-found' });
});

test('a tablet of another nursery is told nothing of her, and what is for her opens for nobody else', async () => {
  await write({ what: 'room-changed', about: room.first.id });
  const [first, third] = [await unlock(server, room.blue, room.first), await unlock(server, room.blue, room.third)];
  expect(await ask(first, { id: 't-elsewhere', nursery: 'another-nursery', person: null })).toEqual({
    ok: false,
    trouble: 'not-found',
  });
  const asFirst = { ...third, person: first.person };
  expect((await ask(asFirst, blueOf())).ok).toBe(false);
});

test('people and tablets are called by name; who has left, and who is of another place, is not', async () => {
  const elsewhere = await freshRoom(server);
  await write({ what: 'tablet-revoked', who: room.leader.id, about: room.green.id });
  await write({ what: 'room-changed', who: room.leader.id, about: room.first.id });
  await write({ what: 'room-changed', who: room.leader.id, about: room.third.id });
  await write({ what: 'change-foreign', who: 'tablet', about: elsewhere.first.id, tablet: room.blue.id });
  await server.db.updateTable('memberships').set({ until: server.now }).where('person', '=', room.third.id).execute();
  const answer = await read(room.leader, { whose: 'all' });
  if (!answer.ok) throw new Error(answer.trouble);
  const { names } = answer.value;
  expect(names[room.green.id]).toBe('Green');
  expect(names[room.blue.id]).toBe('Blue');
  expect([room.leader.id, room.first.id].map(id => names[id])).toEqual([room.leader.id, room.first.id]); // named like their ids here
  expect([names[room.third.id], names[elsewhere.first.id]]).toEqual([undefined, undefined]);
});

test('a sort of act can be asked for alone', async () => {
  await write({ what: 'tablet-revoked', about: room.green.id });
  await write({ what: 'room-changed', about: room.first.id });
  await write({ what: 'erasure-asked', about: 'e-1' });
  await write({ what: 'back-up-made', counter: serverCounter });
  const of = async (area: AuditArea) => acts(await read(room.leader, { whose: 'all', area }));
  expect([await of('tablets'), await of('people'), await of('words'), await of('server')]).toEqual([
    ['tablet-revoked'],
    ['room-changed'],
    ['erasure-asked'],
    ['back-up-made'],
  ]);
});

test('newest first, in pages that lose and repeat nothing, also of lines of one moment', async () => {
  for (let i = 0; i < 120; i++) {
    if (i % 3 === 0) server.now += 1;
    await write({ what: 'room-changed', about: room.first.id, ...(i % 5 === 0 ? { counter: serverCounter } : {}) });
  }
  const seen: string[] = [];
  let before: AuditPlace | undefined;
  for (let more = true; more; ) {
    const page = await read(room.leader, { whose: 'all', ...(before ? { before } : {}) });
    if (!page.ok) throw new Error(page.trouble);
    const { lines } = page.value;
    seen.push(...lines.map(({ counter, place }) => `${counter} ${place}`));
    expect(lines.map(({ at }) => at)).toEqual([...lines.map(({ at }) => at)].sort((a, b) => b - a));
    const last = lines.at(-1);
    before = last && { at: last.at, counter: last.counter, place: last.place };
    more = page.value.more;
  }
  expect([seen.length, new Set(seen).size]).toEqual([120, 120]);
});
