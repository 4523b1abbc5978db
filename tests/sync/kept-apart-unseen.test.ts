// What a leader answers for is what she has read: what comes since waits for her once more.
import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { childKind } from '../../src/features/roster/child';
import { applyChange, takePlaces } from '../../src/sync/change-log.server';
import { keptApartKind } from '../../src/sync/kept-apart';
import { takeIn } from '../../src/sync/kept-apart.store';
import { loadFacts } from '../../src/sync/policy.server';
import { readRecords } from '../../src/sync/records.store';
import { inTransaction } from '../../src/sync/work.server';
import { forgeFor, freshRoom, type Room, sync } from '../support/room';
import { type Device, freshId, type Server, type Staff, startServer, unlock } from '../support/world';

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

/** The second educator leads the nursery from now on; the baby is entered by her. */
async function ledRoom(): Promise<Room & { readonly leader: Staff; readonly child: string }> {
  const room = await freshRoom(server);
  const { nursery, second, blue } = room;
  await server.db.updateTable('memberships').set({ role: 'leader', room: null }).where('person', '=', second.id).execute();
  const tablet = { nursery: nursery.id, person: null, public_key: Buffer.alloc(65), enrolled_at: 0, revoked_at: null };
  await server.db
    .insertInto('tablets')
    .values({ ...tablet, id: blue.id, name: 'Blue' })
    .execute();
  const child = freshId(server);
  await inTransaction(server, async work => {
    const writer = await loadFacts(work.tx, second.id, { now: server.now, toldAt: null });
    const set = { room: room.name, name: 'Zosia', keyPerson: '', ageInMonths: 9, homeLanguage: 'pl', face: '' };
    const change = { change: freshId(server), kind: childKind.name, id: child, set, base: {}, at: server.now, version: childKind.version };
    const made = await applyChange(work, { change, writer: writer!, tablet: 'set-up', receivedAt: server.now });
    expect(made.ok).toBe(true);
    await takePlaces(work);
  });
  return { ...room, leader: second, child };
}

test('she takes in what she has read, and nothing that came since', async () => {
  const { leader, first, child, blue, green, nursery } = await ledRoom();
  const author = await unlock(server, blue, first);
  const forge = forgeFor(server, blue, author);
  const key = `nursery:${nursery.id}:1`;
  const refused = async (set: Readonly<Record<string, unknown>>) => {
    server.now += 1_000;
    const given = await forge.push(await forge.envelope(forge.change({ kind: childKind.name, id: child, set }), { key }));
    expect(given).toEqual([{ verdict: 'quarantined', reason: 'not-allowed' }]);
  };
  await refused({ ageInMonths: 10 });
  const leading = await unlock(server, green, leader);
  await syncAs(green, leading);
  const [note] = await notes(leading);
  expect(note?.row).toMatchObject({ count: 1, mayTakeIn: true, fields: { ageInMonths: 10 } });
  await refused({ standing: 'left' }); // the leader's tablet has not heard of it
  expect((await takeIn(leading, note!)).ok).toBe(true);
  await syncAs(green, leading);
  await syncAs(green, leading);
  expect((await readRecords(leading, childKind)).items.map(({ row }) => row.standing)).toEqual(['here']);
  expect((await notes(leading)).map(({ row }) => [row.standing, row.count])).toEqual([['waiting', 2]]);
});

test('a note says all that taking it in would do, not only the newest of it', async () => {
  const { leader, first, child, blue, green, nursery } = await ledRoom();
  const forge = forgeFor(server, blue, await unlock(server, blue, first));
  for (const set of [{ standing: 'left' }, { ageInMonths: 10 }]) {
    const change = forge.change({ kind: childKind.name, id: child, set });
    await forge.push(await forge.envelope(change, { key: `nursery:${nursery.id}:1` }));
  }
  const leading = await unlock(server, green, leader);
  await syncAs(green, leading);
  expect((await notes(leading)).map(({ row }) => [row.count, row.fields])).toEqual([
    [2, expect.objectContaining({ standing: 'left', ageInMonths: 10 })],
  ]);
});
