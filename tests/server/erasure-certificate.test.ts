// The certificate of an erasure tells kinds, counts and tablets, and no content; and what is erased is nowhere in the database's files.
import 'fake-indexeddb/auto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { certificatePage, isFinished } from '../../src/features/rights/certificate';
import { findCertificate } from '../../src/features/rights/certificate.server';
import { days } from '../../src/kernel/clock';
import { openSqlite } from '../../src/server/database';
import { migrate } from '../../src/server/migrations';
import { tidyUp } from '../../src/server/tidying';
import { erase } from '../../src/sync/erasures/erasure.server';
import { noteErased } from '../../src/sync/erasures/erasure-tablets.server';
import { vaultKeyId } from '../../src/sync/key-ids';
import { inTransaction } from '../../src/sync/work.server';
import { enterBaby, sayWords, writeAs } from '../support/children';
import { freshRoom, type Room } from '../support/room';
import { freshId, type Server, startServer } from '../support/world';

let server: Server;
let room: Room;

beforeEach(async () => {
  server = await startServer();
  room = await freshRoom(server);
});
afterEach(() => server.db.destroy());

const parts = (of: Server) => ({ ...of, eraseBlobs: async () => undefined, remember: async () => undefined });
async function erased(what: 'person' | 'child', id: string) {
  const done = await erase(parts(server), what, id);
  if (!done.ok) throw new Error(done.trouble);
  return done.value.id;
}
const find = async (id: string, backUpDays: number | null = null) => {
  const found = await findCertificate(server.db, { id, now: server.now, backUpDays });
  if (!found) throw new Error('no erasure');
  return found;
};

async function tablet(name: string, seenAt: number) {
  const row = { nursery: room.nursery.id, person: null, public_key: Buffer.alloc(1), enrolled_at: 0, revoked_at: null, wiped_at: null };
  await server.db
    .insertInto('tablets')
    .values({ ...row, id: name, name })
    .execute();
  const report = { tablet: name, app: '0.1.0', used: null, most: null, seen_at: seenAt, waiting: 0 };
  await server.db.insertInto('tablet_reports').values(report).execute();
}

test('it says what kinds went and how many, and nothing of what they were', async () => {
  const baby = await enterBaby(server, room.first, room.name, 'Zosia');
  await sayWords(server, room.first, baby, room.name, 3);
  const id = await erased('child', baby);
  const found = await find(baby);
  expect(found).toEqual(await find(id));
  expect(found.kinds).toEqual(
    expect.arrayContaining([
      { kind: 'strength-word', count: 3 },
      { kind: 'child', count: 1 },
    ]),
  );
  const page = certificatePage(found);
  expect(page).toContain('<td>word on a strengths board</td><td class="number">3</td>');
  expect(page).not.toMatch(/Zosia|word 0/);
});

test('it is a certificate once every tablet has answered or its leases have ended, and says which, and before that what is missing', async () => {
  await tablet('Blue', server.now);
  await tablet('Green', server.now - days(3));
  const baby = await enterBaby(server, room.first, room.name, 'Zosia');
  const id = await erased('child', baby);
  await inTransaction(server, work => noteErased(work, 'Blue', [id], server.now + 1));
  expect(isFinished(await find(id))).toBe(false);
  expect(certificatePage(await find(id))).toContain('This is not a certificate yet');
  expect(certificatePage(await find(id))).toContain(
    'It may still hold a copy; at the latest on 13 November 2026 Larkrise opens nothing on it any more',
  );
  server.now += days(11);
  expect(isFinished(await find(id))).toBe(true);
  const page = certificatePage(await find(id, 90));
  expect(page).toContain('<h1>Certificate of erasure</h1>');
  expect(page).toContain('every other tablet that could hold it has said that it erased its copy. 1 tablet has not answered');
  expect(page).toContain(
    'Its leases ended on 13 November 2026: Larkrise opens nothing on it with any PIN, deletes what opening needs as soon as',
  );
  expect(page).toContain('while it stays off they lie there');
  await inTransaction(server, work => noteErased(work, 'Green', [id], server.now));
  expect(certificatePage(await find(id))).toContain('and every tablet that could hold it has said that it erased its copy.</p>');
  expect(page).toContain('goes on 31 January 2027');
});

test('nothing that was never erased has a certificate', async () => {
  expect(await findCertificate(server.db, { id: room.first.id, now: server.now, backUpDays: null })).toBeNull();
});

test('what a tablet is called is text on the page, whatever it looks like', async () => {
  await tablet('<img src=x onerror=alert(1)>', server.now);
  const page = certificatePage(await find(await erased('child', await enterBaby(server, room.first, room.name, 'Zosia'))));
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(page).not.toContain('<img');
});

test('erasing somebody takes her own keys and those of nobody whose name looks alike', async () => {
  const people = ['a_b', 'axb', 'a_b:1'].map(id => ({
    id,
    name: id,
    hue: 'teal',
    home: room.nursery.id,
    role: 'mentor',
    sign_key: Buffer.alloc(1),
    wrap: '',
  }));
  await server.db.insertInto('people').values(people).execute();
  for (const { id } of people) await server.keyring.make(vaultKeyId(id));
  await server.keyring.make(vaultKeyId('a_b', 2));
  await erased('person', 'a_b');
  const left = await server.db.selectFrom('keys').select('id').where('id', 'like', 'vault:a%').orderBy('id').execute();
  expect(left.map(({ id }) => id)).toEqual(['vault:a_b:1:1', 'vault:axb:1']);
  expect((await find('a_b')).kinds).toContainEqual({ kind: 'keys', count: 2 });
});

test('erasing somebody leaves no way in: no account, no session, no PIN, no lock-out, no link', async () => {
  const { id } = room.first;
  const { db } = server;
  const secret = Buffer.alloc(8);
  await db
    .insertInto('accounts')
    .values({ person: id, sign_in_name: 'a', passphrase: secret, factor: secret, factor_step: 0, next_factor: null, made_at: 0 })
    .execute();
  await db.insertInto('recovery_codes').values({ person: id, code_hash: 'h' }).execute();
  await db.insertInto('office_sessions').values({ token_hash: 'h', person: id, begun_at: 0, seen_at: 0, proven_at: 0 }).execute();
  await db.insertInto('office_links').values({ token_hash: 'h', person: id, made_by: 'operator', expires_at: 0, factor: null }).execute();
  await db.insertInto('pins').values({ person: id, stretching: '{}', stretched: secret, opening: 0, changed_at: 0, handed: 0 }).execute();
  await db.insertInto('lockouts').values({ tablet: 'blue', person: id, at: 0 }).execute();
  await db.insertInto('recovery_cards').values({ hash: 'h', person: id, made_at: 0, ended_at: null, next: null }).execute();
  await server.keyring.make(`pin:${id}`);
  await erased('person', id);
  for (const table of ['accounts', 'recovery_codes', 'office_sessions', 'office_links', 'pins', 'lockouts', 'recovery_cards'] as const)
    expect(await db.selectFrom(table).select('person').where('person', '=', id).execute(), table).toEqual([]);
  expect(await db.selectFrom('keys').select('id').where('id', '=', `pin:${id}`).execute()).toEqual([]);
});

/** All bytes of the database's files, the write-ahead log included. */
const filesIn = (folder: string): Buffer => Buffer.concat(readdirSync(folder).map(name => readFileSync(join(folder, name))));

test('of fifty things that she wrote, neither the words nor what sealed them is in the database files afterwards', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-erased-'));
  const db = openSqlite(join(folder, 'larkrise.sqlite'));
  await migrate(db);
  const own = await startServer(1_000, { db, kek: Buffer.alloc(32, 3) });
  const { first, second } = await freshRoom(own);
  const planted = Array.from({ length: 50 }, (_, at) => `planted-${at}-${freshId(own)}`);
  const reflections = planted.map(text => ({ kind: reflectionKind, id: freshId(own), set: { module: null, prompt: null, text } }));
  await writeAs(own, first, reflections);
  await writeAs(
    own,
    first,
    reflections.slice(0, 25).map(one => ({ ...one, set: { ...one.set, text: `${one.set.text} and more` } })),
  );
  await writeAs(own, second, [{ kind: reflectionKind, id: freshId(own), set: { module: null, prompt: null, text: 'stays' } }]);
  const bodies = await db.selectFrom('records').select('body').where('author', '=', first.id).execute();
  const versions = await db.selectFrom('versions').select('body').where('author', '=', first.id).execute();
  const { wrapped } = await db.selectFrom('keys').select('wrapped').where('id', '=', vaultKeyId(first.id)).executeTakeFirstOrThrow();
  const sealed = [...bodies, ...versions].map(({ body }) => body);
  expect(sealed.length).toBeGreaterThanOrEqual(75);
  expect([sealed.every(body => filesIn(folder).includes(body)), filesIn(folder).includes(wrapped)]).toEqual([true, true]);
  expect((await erase(parts(own), 'person', first.id)).ok).toBe(true);
  const running = openSqlite(join(folder, 'larkrise.sqlite')); // the command works beside a server
  await running.selectFrom('people').select('id').execute();
  expect(await tidyUp(db)).toBe(true);
  await running.destroy();
  const left = filesIn(folder);
  expect(planted.filter(text => left.includes(text))).toEqual([]);
  expect([sealed.filter(body => left.includes(body)).length, left.includes(wrapped)]).toEqual([0, false]);
  const [stays] = await db.selectFrom('records').select('body').where('author', '=', second.id).execute();
  expect(stays && left.includes(stays.body)).toBe(true);
  await db.destroy();
  rmSync(folder, { recursive: true });
});
