// A restore from an older content with the newest keys: what was erased, lost or left since then does not come back with it.
import 'fake-indexeddb/auto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { takeAwayAgain } from '../../src/main/after-restore.server';
import { eraseHere } from '../../src/main/erase-here.server';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import { backUp } from '../../src/server/backup';
import { type Config, readConfig } from '../../src/server/config';
import type { Database } from '../../src/server/database';
import { erasureListFile, readErasureList } from '../../src/server/erasure-list';
import { openKeyring } from '../../src/server/keyring';
import type { OfficeParts } from '../../src/server/office';
import { revokeTablet } from '../../src/server/reports';
import { restore } from '../../src/server/restore';
import { leave } from '../../src/server/staffing';
import { erase } from '../../src/sync/erasures/erasure.server';
import { nurseryKeyId, vaultKeyId } from '../../src/sync/key-ids';
import { freshDatabase } from '../support/fresh-database';
import { generationsOf, heldBy, quince } from '../support/generations';
import type { TestServer } from '../support/server-parts';
import { quinceStreet, type WholeTablet, wholeTablet } from '../support/whole-tablet';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched
let server: TestServer;
let blue: WholeTablet;
let after: Database;
let folder = '';

const officeOn = (db: Database): OfficeParts => ({
  ...{ db, keyring: openKeyring(db, Buffer.alloc(32, 7)), clock: server.clock, kinds: recordKinds, policies },
  report: fault => expect(fault).toBe(null),
});
function configIn(name: string): Config {
  const config = readConfig({ DATA_DIR: join(folder, name) });
  if (!config.ok) throw new Error(config.trouble);
  return config.value;
}
const content = () => join(folder, 'monday');
const keys = () => join(folder, 'friday.keys');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'larkrise-test-'));
  [server, after] = [await quinceStreet(), await freshDatabase()];
  blue = await wholeTablet(server, 'Blue');
  const kasia = await blue.unlock('kasia');
  await beginReflection(kasia, { module: null, prompt: null }).write('what Kasia thought');
  expect((await blue.round(kasia)).ok).toBe(true);
  await backUp(server.db, content());
});
afterEach(async () => {
  blue.database.close();
  await server.app.close();
  await after.destroy();
  rmSync(folder, { recursive: true });
});

/** Monday’s content with Friday’s keys on another machine, where there is no list of erasures. */
async function restored(config = configIn('.')) {
  await backUp(server.db, join(folder, 'friday'));
  const taken = await restore(after, content(), { keys: keys() });
  if (!taken.ok) throw new Error(taken.trouble);
  return takeAwayAgain(officeOn(after), config, taken.value.takenAway);
}

test('a tablet that was lost since stays lost, and its keys open nothing that comes', async () => {
  await revokeTablet(server, blue.identity.id);
  expect(await restored()).toEqual({ erasures: 0, tablets: 1, people: 0 });
  expect(await after.selectFrom('tablets').select('revoked_at').execute()).toEqual([{ revoked_at: server.clock() }]);
  expect([await generationsOf({ db: after }), await heldBy(officeOn(after), 'amina')]).toEqual([
    [2, 3],
    [1, 2, 3],
  ]);
});

test('who has left since has left, and holds none of the keys that were made since', async () => {
  await leave(officeOn(server.db), { person: 'kasia', nursery: quince });
  expect(await restored()).toEqual({ erasures: 0, tablets: 0, people: 1 });
  const parts = officeOn(after);
  expect([await heldBy(parts, 'kasia'), await heldBy(parts, 'amina')]).toEqual([[], [1, 2, 3]]);
  expect(await parts.keyring.get(nurseryKeyId(quince, 2))).toEqual(await server.keyring.get(nurseryKeyId(quince, 2)));
});

test('who was erased since is erased, from the list that goes with the keys, and her key is nowhere', async () => {
  const config = configIn('.');
  mkdirSync(join(folder, 'old'));
  expect((await erase(eraseHere(officeOn(server.db), configIn('old')), 'person', 'kasia')).ok).toBe(true);
  rmSync(erasureListFile(configIn('old')), { force: true });
  expect(await restored(config)).toEqual({ erasures: 1, tablets: 0, people: 0 });
  expect((await readErasureList(erasureListFile(config))).map(({ what, of }) => [what, of])).toEqual([['person', 'kasia']]);
  const parts = officeOn(after);
  expect(await parts.keyring.get(vaultKeyId('kasia'))).toBeNull();
  expect(await after.selectFrom('records').select('id').where('author', '=', 'kasia').execute()).toEqual([]);
  expect(await heldBy(parts, 'amina')).toEqual([1, 2, 3]);
});

test('where nothing was taken away nothing is, and done a second time nothing changes', async () => {
  expect(await restored()).toEqual({ erasures: 0, tablets: 0, people: 0 });
  expect(await takeAwayAgain(officeOn(after), configIn('.'), [['revoked', { tablet: 'nobody’s' }]])).toEqual({
    erasures: 0,
    tablets: 0,
    people: 0,
  });
  expect([await generationsOf({ db: after }), await heldBy(officeOn(after), 'amina')]).toEqual([[], [1]]);
});
