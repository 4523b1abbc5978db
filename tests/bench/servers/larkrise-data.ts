// Fills Larkrise's own database for the bench, and changes it as another tablet would, past HTTP but through the change log.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reflectionKind } from '../../../src/features/reflections/reflection';
import { minutes, systemClock } from '../../../src/kernel/clock';
import { newId } from '../../../src/kernel/id';
import { policies } from '../../../src/main/policies.server';
import { recordKinds } from '../../../src/main/record-kinds';
import { readConfig } from '../../../src/server/config';
import { openSqlite } from '../../../src/server/database';
import { openKeyring } from '../../../src/server/keyring';
import { migrate } from '../../../src/server/migrations';
import { makeNursery, makePerson } from '../../../src/server/people';
import { databaseFile } from '../../../src/server/secrets';
import { hashOf } from '../../../src/server/tablet-sessions';
import { applyChange, takePlaces } from '../../../src/sync/change-log.server';
import { loadFacts } from '../../../src/sync/policy.server';
import { type ChangeLogParts, inTransaction } from '../../../src/sync/work.server';
import type { Whose } from '../engines/engine';
import { benchCode, benchNursery, benchPin, benchRoom } from '../engines/larkrise-people';
import { recordOf } from '../engines/records';

export interface LarkriseData {
  /** What the server must be started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** The reader writes these records (again, with other words) on another tablet. */
  write(numbers: readonly number[], edition: number): Promise<void>;
  remove(): Promise<void>;
}

const people: readonly Whose[] = ['writer', 'reader'];

async function makePeople(parts: ChangeLogParts): Promise<void> {
  await makeNursery(parts, { id: benchNursery, name: 'Hazel Court', rooms: [{ id: benchRoom, name: 'Larks' }] });
  for (const id of people) {
    const memberships = [{ nursery: benchNursery, room: benchRoom, role: 'educator' as const }];
    await makePerson(parts, { id, name: id, hue: 'teal', home: benchNursery, pin: benchPin, memberships });
  }
  const code = { code_hash: hashOf(benchCode), tablet_name: 'Bench', nursery: benchNursery, person: null };
  await parts.db
    .insertInto('enrolment_codes')
    .values({ ...code, expires_at: systemClock() + minutes(24 * 60), reusable: 1 })
    .execute();
}

/** Every write is based on the one before it, as on a tablet that is up to date. */
function readersOtherTablet(parts: ChangeLogParts): LarkriseData['write'] {
  const versions = new Map<string, string>();
  return async (numbers, edition) => {
    await inTransaction(parts, async work => {
      const now = systemClock();
      const writer = await loadFacts(work.tx, 'reader', { now, toldAt: null });
      if (!writer) throw new Error('the reader is not known');
      for (const number of numbers) {
        const { id, at, module, prompt, text } = recordOf(number, 'reader', edition);
        const before = versions.get(id);
        const change = newId(edition === 0 ? at : now, randomBytes(16));
        const [set, base] = before ? [{ text }, { text: before }] : [{ module, prompt, text }, {}];
        const arrival = {
          change: { change, kind: reflectionKind.name, id, set, base, at, version: 1 },
          writer,
          tablet: 'other',
          receivedAt: now,
        };
        const applied = await applyChange(work, arrival, false);
        if (!applied.ok) throw new Error(`the bench's record was refused: ${applied.trouble}`);
        versions.set(id, change);
      }
      await takePlaces(work);
    });
  };
}

export async function larkriseData(records: number): Promise<LarkriseData> {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-bench-'));
  const key = randomBytes(32);
  const environment = { DATA_DIR: folder, LARKRISE_KEY: key.toString('base64'), HOST: '127.0.0.1', PORT: '0' };
  const config = readConfig(environment);
  if (!config.ok) throw new Error(config.trouble);
  const db = openSqlite(databaseFile(config.value));
  await migrate(db);
  const report = (fault: unknown) => console.error(fault);
  const parts: ChangeLogParts = { db, keyring: openKeyring(db, key), kinds: recordKinds, policies, report };
  await makePeople(parts);
  const write = readersOtherTablet(parts);
  await write(
    Array.from({ length: records }, (_, number) => number),
    0,
  );
  return {
    environment,
    write,
    remove: async () => {
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
