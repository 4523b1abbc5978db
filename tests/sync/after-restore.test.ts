// A server restored from an older back-up: what it has lost stays readable on the tablets that had it, however often sums are compared.
import 'fake-indexeddb/auto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { minutes } from '../../src/kernel/clock';
import { ok } from '../../src/kernel/result';
import { backUp } from '../../src/server/backup';
import { openKeyring } from '../../src/server/keyring';
import { restore } from '../../src/server/restore';
import { freshDatabase } from '../support/fresh-database';
import { freshRoom, sync, texts } from '../support/room';
import { type Device, type Server, startServer, unlock } from '../support/world';

const kek = Buffer.alloc(32, 9);
const note = { module: null, prompt: null };
let [folder, server] = ['', undefined as unknown as Server];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'larkrise-test-'));
  server = await startServer(1_000, { db: await freshDatabase(), kek });
});
afterEach(async () => {
  await server.db.destroy();
  rmSync(folder, { recursive: true });
});

const file = () => join(folder, 'old');

/** The same server on the database of the back-up. */
async function restored(): Promise<void> {
  const [before, db] = [server.db, await freshDatabase()];
  expect((await restore(db, file())).ok).toBe(true);
  Object.assign(server, { db, keyring: openKeyring(db, kek) });
  await before.destroy();
}

/** Sums are sent an hour later, and what differs is looked at in the round after it. */
async function compareTwice(device: Device, session: Session): Promise<void> {
  server.now += minutes(61);
  for (let round = 0; round < 3; round += 1) expect(await sync(device, session)).toEqual(ok(null));
}

async function backedUp() {
  const { blue, green, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  const early = beginReflection(session, note);
  await early.write('before the back-up');
  await sync(blue, session);
  await sync(blue, session);
  await backUp(server.db, file());
  return { blue, green, first, session, early };
}

test('what was sent after the back-up is still read on its tablet when the sums have been compared', async () => {
  const { blue, session, early } = await backedUp();
  await early.write('before the back-up, and changed after it');
  await beginReflection(session, note).write('after the back-up');
  await sync(blue, session);
  await sync(blue, session);
  await restored();
  await compareTwice(blue, session);
  expect(await texts(session)).toEqual(['after the back-up', 'before the back-up, and changed after it']);
});

test('nor does it go once somebody has written into the restored server', async () => {
  const { blue, green, first, session } = await backedUp();
  await beginReflection(session, note).write('after the back-up');
  await sync(blue, session);
  await sync(blue, session);
  await restored();
  const there = await unlock(server, green, first);
  await beginReflection(there, note).write('after the restore');
  await sync(green, there);
  await compareTwice(blue, session);
  expect(await texts(session)).toEqual(['after the back-up', 'after the restore', 'before the back-up']);
});

test('a row that its tablet has lost comes back from a restored server as well', async () => {
  const { blue, session } = await backedUp();
  await restored();
  const [row] = await blue.database.rows.filter(({ kind }) => kind === 'reflection').toArray();
  if (row) await blue.database.rows.delete([row.holder, row.id]);
  await compareTwice(blue, session);
  expect(await texts(session)).toEqual(['before the back-up']);
});
