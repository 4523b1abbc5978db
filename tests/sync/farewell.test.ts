// A tablet that was taken out of use: its words are handed over once and judged fairly, whatever is cut, and only then is it emptied.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { signAs } from '../../src/device/credentials';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { toBase64Url } from '../../src/kernel/bytes';
import { revokeTablet } from '../../src/server/reports';
import { roomBucket } from '../../src/sync/bucket';
import { writeRecords } from '../../src/sync/outbox.store';
import { mostChangesInAPush } from '../../src/sync/protocol';
import { farewellPath, farewellText } from '../../src/sync/tablet-report';
import { audited } from '../support/audited';
import type { TestServer } from '../support/server-parts';
import { quinceStreet, type WholeTablet, wholeTablet } from '../support/whole-tablet';

const revoked = { ok: false, trouble: 'tablet-revoked' };
const done = { ok: true, value: null };
const note = { module: null, prompt: null };
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched

let server: TestServer;
let blue: WholeTablet;
let emptied: number;
const empty = async () => {
  emptied += 1;
};

beforeEach(async () => {
  [server, emptied] = [await quinceStreet(), 0];
  blue = await wholeTablet(server, 'Blue');
});
afterEach(async () => {
  blue.database.close();
  await server.app.close();
});

const revoke = () => revokeTablet(server, blue.identity.id);
const receipts = () => server.db.selectFrom('receipts').select(['author', 'verdict', 'reason']).orderBy('author').orderBy('n').execute();
const records = async (kind: string) => (await server.db.selectFrom('records').select('id').where('kind', '=', kind).execute()).length;
const wipedAt = async () => (await server.db.selectFrom('tablets').select('wiped_at').executeTakeFirstOrThrow()).wiped_at;

async function writeBoth(): Promise<void> {
  const [amina, kasia] = [await blue.unlock('amina'), await blue.unlock('kasia')];
  await beginReflection(amina, note).write('Amina’s last words here');
  await beginReflection(kasia, note).write('Kasia’s last words here');
}

test('everybody’s waiting words are with the server before the tablet empties itself, and then nobody waits for it', async () => {
  await writeBoth();
  await revoke();
  expect(await blue.round()).toEqual(revoked);
  expect(await blue.farewell(empty)).toEqual(done);
  expect([emptied, await records(reflectionKind.name), await wipedAt()]).toEqual([1, 2, server.clock()]);
  const { id } = blue.identity;
  const line = `tablet-emptied: tablet > ${id} @ ${id}`;
  expect((await audited(server.db, 'quince-street')).filter(one => one === line)).toEqual([line]);
  expect((await receipts()).map(({ author, verdict }) => [author, verdict])).toEqual([
    ['amina', 'applied'],
    ['kasia', 'applied'],
  ]);
});

test.each([0, 1, 2])('with answer %i lost on its way it is done again, nothing twice, and not emptied before the last', async lost => {
  await writeBoth();
  await revoke();
  const bare = blue.losing;
  const before = Array.from({ length: lost }, () => 'let one through');
  let seen = 0;
  Object.assign(bare, { indexOf: (path: string) => (path === farewellPath && seen++ === before.length ? 0 : -1) });
  expect(await blue.farewell(empty)).toEqual(revoked);
  expect(emptied).toBe(0);
  expect(await blue.farewell(empty)).toEqual(done);
  expect([emptied, await records(reflectionKind.name), (await receipts()).length]).toEqual([1, 2, 2]);
});

test('more than one push holds is handed over in as many parts as it takes', async () => {
  const amina = await blue.unlock('amina');
  for (let no = 0; no <= mostChangesInAPush; no += 1) await beginReflection(amina, note).write(`No ${no}`);
  await revoke();
  expect(await blue.farewell(empty)).toEqual(done);
  expect([emptied, await records(reflectionKind.name)]).toEqual([1, mostChangesInAPush + 1]);
});

test('who may not write it any more is told apart from what nobody ever might: it is kept under the tablet’s reason', async () => {
  const amina = await blue.unlock('amina');
  const set = { child: crypto.randomUUID(), room: 'another', side: 'educator', word: 'curious', standing: 'said' };
  const order = { kind: strengthWordKind, id: crypto.randomUUID(), bucket: roomBucket('wrens', 'quince-street'), set, seen: {} };
  expect((await writeRecords(amina, [order])).ok).toBe(true);
  await revoke();
  expect(await blue.farewell(empty)).toEqual(done);
  expect(await receipts()).toEqual([{ author: 'amina', verdict: 'quarantined', reason: 'tablet-revoked' }]);
  expect(await server.db.selectFrom('quarantine').select('reason').execute()).toEqual([{ reason: 'tablet-revoked' }]);
});

/** What the wraps here need to be opened: the secrets of leases, and the half of the tablet's own that is bytes. */
const secrets = async () => (await blue.database.settings.toArray()).filter(({ name }) => /^(lease|device-half):/.test(name)).length;

test('what its wraps need is gone from it before the server hears that it is empty, wherever it is cut after that', async () => {
  await revoke();
  expect(await secrets()).toBe(4);
  const said = [0, 1];
  Object.assign(blue.losing, { indexOf: (path: string) => (path === farewellPath && said.shift() === 1 ? 0 : -1) });
  expect(await blue.farewell(empty)).toEqual(revoked);
  expect([await wipedAt(), emptied, await secrets()]).toEqual([server.clock(), 0, 0]);
  expect((await blue.tryUnlock('amina')).ok).toBe(false);
  expect([await blue.farewell(empty), emptied]).toEqual([done, 1]);
});

test('where that cannot be done, nobody is told that it is empty, and it stays until it can', async () => {
  await revoke();
  const shut = async () => Promise.reject(new DOMException('held open', 'NoModificationAllowedError'));
  expect(await blue.farewell(empty, { shut })).toEqual(revoked);
  expect([await wipedAt(), emptied]).toEqual([null, 0]);
});

test('a tablet in use is never emptied, whoever asks for it', async () => {
  await writeBoth();
  expect(await blue.farewell(empty)).toEqual(revoked);
  expect([emptied, await blue.database.outbox.count(), await wipedAt(), await secrets()]).toEqual([0, 2, null, 4]);
});

test('without the network nothing happens to it', async () => {
  await writeBoth();
  await revoke();
  blue.isCut = true;
  expect(await blue.farewell(empty)).toEqual(revoked);
  expect([emptied, await blue.database.outbox.count()]).toEqual([0, 2]);
});

test('nobody says farewell for another tablet, nor with other words than were signed', async () => {
  await revoke();
  const green = await wholeTablet(server, 'Green');
  const payload = toBase64Url(new TextEncoder().encode('[]'));
  const said = { tablet: blue.identity.id, payload, isLast: true };
  const [own, foreign] = [await signAs(blue.identity, farewellText(said)), await signAs(green.identity, farewellText(said))];
  const refused = { ok: false, trouble: 'not-found' };
  expect(await green.http.post(farewellPath, { v: 1, ...said, sig: foreign })).toEqual(refused);
  expect(await green.http.post(farewellPath, { v: 1, ...said, isLast: false, sig: own })).toEqual(refused);
  expect(await wipedAt()).toBeNull();
  expect((await green.http.post(farewellPath, { v: 1, ...said, sig: own })).ok).toBe(true);
  green.database.close();
});
