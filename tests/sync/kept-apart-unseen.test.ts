// What a leader answers for is what she has read: what comes since waits for her once more.
import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { childKind } from '../../src/features/roster/child';
import { keptApartKind } from '../../src/sync/kept-apart/kept-apart';
import { takeIn } from '../../src/sync/kept-apart/kept-apart.store';
import { readRecords } from '../../src/sync/records.store';
import { ledRoom } from '../support/led-room';
import { forgeFor, sync } from '../support/room';
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

test('she takes in what she has read, and nothing that came since', async () => {
  const { leader, first, child, blue, green, nursery } = await ledRoom(server);
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
  const { leader, first, child, blue, green, nursery } = await ledRoom(server);
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
