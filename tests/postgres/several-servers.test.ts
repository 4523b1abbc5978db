// Several server processes on one PostgreSQL: no place is skipped, no word is lost, nothing is taken twice.
import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { moduleProgressKind } from '../../src/features/modules/module-progress';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { openPostgres } from '../../src/server/database';
import { receivePush } from '../../src/sync/push.server';
import { readRecords } from '../../src/sync/records.store';
import { freshAddress } from '../support/fresh-database';
import { forgeFor, sync } from '../support/room';
import { type Device, makeDevice, makeNursery, type Nursery, type Server, startServer, unlock } from '../support/world';

let servers: [Server, Server, Server];

beforeEach(async () => {
  const cluster = inject('postgres');
  if (!cluster) throw new Error('no PostgreSQL was started');
  const [address, kek] = [await freshAddress(cluster), randomBytes(32)];
  const start = () => startServer(25, { db: openPostgres(address, 4), kek });
  servers = [await start(), await start(), await start()];
});
afterEach(async () => {
  expect(servers.flatMap(({ faults }) => faults)).toEqual([]);
  for (const { db } of servers) await db.destroy();
});

const tabletAt = (server: Server, nursery: Nursery, name: string): Promise<Device> =>
  makeDevice(server, name, nursery.staff, { nursery: nursery.id, person: null });

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

test('a tablet that pulls all the time while others push through three servers misses no word', async () => {
  const nursery = await makeNursery(servers[0], 'busy', 9);
  const [room = ''] = nursery.rooms;
  const [reader, ...writers] = nursery.staff.filter(one => one.room === room);
  if (!reader) throw new Error('staff');
  const here = await tabletAt(servers[0], nursery, 'reader');
  const reading = await unlock(servers[0], here, reader);
  const pens = [];
  for (const [at, writer] of writers.entries()) {
    const device = await tabletAt(servers[0], nursery, `writer-${at}`);
    pens.push(forgeFor(servers[at % 3] ?? servers[0], device, await unlock(servers[0], device, writer)));
  }
  let isWriting = true;
  const pulling = (async () => {
    while (isWriting) await sync(here, reading);
  })();
  const said = pens.map(async (pen, at) => {
    for (const count of upTo(40)) {
      const set = { child: 'zosia', room, side: 'educator', word: `word ${at}-${count}`, standing: 'said' };
      await pen.push(await pen.envelope(pen.change({ kind: strengthWordKind.name, version: strengthWordKind.version, set })));
    }
  });
  await Promise.all(said);
  isWriting = false;
  await pulling;
  await sync(here, reading);
  const words = (await readRecords(reading, strengthWordKind)).items.map(({ row }) => row.word).sort();
  expect(words).toEqual(pens.flatMap((_, at) => upTo(40).map(count => `word ${at}-${count}`)).sort());
});

test('three servers that merge into one record at the same moment lose nothing of it', async () => {
  const nursery = await makeNursery(servers[0], 'one-record', 1);
  const [author] = nursery.staff;
  if (!author) throw new Error('staff');
  const devices = await Promise.all(upTo(3).map(at => tabletAt(servers[0], nursery, `tablet-${at}`)));
  const session = await unlock(servers[0], devices[0] as Device, author);
  const pens = devices.map((device, at) => forgeFor(servers[at] ?? servers[0], device, session));
  const watched = (chapter: string) => ({ module: 'tuning-in', chapters: [chapter], position: 1, asOf: 1 });
  const id = moduleProgressKind.naturalId?.(author.id, watched('')) ?? '';
  const kind = { kind: moduleProgressKind.name, version: moduleProgressKind.version, id };
  await Promise.all(
    pens.map(async (pen, at) => {
      for (const count of upTo(20)) await pen.push(await pen.envelope(pen.change({ ...kind, set: watched(`part-${at}-${count}`) })));
    }),
  );
  await sync(devices[0] as Device, session);
  const [progress] = (await readRecords(session, moduleProgressKind)).items;
  expect([...(progress?.row.chapters ?? [])].sort()).toEqual(pens.flatMap((_, at) => upTo(20).map(count => `part-${at}-${count}`)).sort());
});

test('a push that reaches two servers at once is taken once', async () => {
  const nursery = await makeNursery(servers[0], 'twice', 1);
  const [author] = nursery.staff;
  if (!author) throw new Error('staff');
  const blue = await tabletAt(servers[0], nursery, 'blue');
  const forge = forgeFor(servers[0], blue, await unlock(servers[0], blue, author));
  for (let count = 0; count < 10; count++) {
    const push = { v: 1 as const, tablet: blue.id, envelopes: [await forge.envelope(forge.change())] };
    const given = await Promise.all(servers.map(server => receivePush(server, blue.id, push)));
    const verdicts = given.flatMap(({ verdicts }) => verdicts.map(({ verdict }) => verdict)).sort();
    expect(verdicts).toEqual(['already-have', 'already-have', 'applied']);
  }
  expect(await servers[0].db.selectFrom('records').select('id').execute()).toHaveLength(10);
});
