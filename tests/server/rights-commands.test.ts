// The operator's commands for retention, reports, certificates and keys: what is typed does what it says, and anything else is no command.
import 'fake-indexeddb/auto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { days } from '../../src/kernel/clock';
import { accessCommand, accessUsage } from '../../src/main/access-command.server';
import { keyCommand } from '../../src/main/key-command.server';
import { retentionCommand } from '../../src/main/retention-command.server';
import { babyStands } from '../../src/server/babies';
import { openKeyring } from '../../src/server/keyring';
import { enterBaby, standsIn } from '../support/children';
import { freshDatabase } from '../support/fresh-database';
import { freshRoom, type Room } from '../support/room';
import { type Server, startServer } from '../support/world';

let folder: string;
let server: Server;
let room: Room;
let said: string[];
const kek = Buffer.alloc(32, 5);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'larkrise-test-'));
  vi.stubEnv('DATA_DIR', folder);
  vi.stubEnv('LARKRISE_KEY', kek.toString('base64'));
  server = await startServer(1_000, { db: await freshDatabase(), kek });
  room = await freshRoom(server);
  said = [];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.db.destroy();
  rmSync(folder, { recursive: true });
});

/** What the operator reads where it was not done; null: it was done. */
async function larkrise(...words: string[]): Promise<string | null> {
  for (const find of [retentionCommand, accessCommand, keyCommand]) {
    const command = find(words, line => said.push(line));
    if (command) return command(server);
  }
  throw new Error(`"${words.join(' ')}" is no command`);
}

test('words that are no command, or too few or too many of them, are none', async () => {
  const none = [
    'retention --later',
    'retention --now --now',
    'access-report person a',
    'access-report record a b',
    'access-report person a b c',
  ];
  for (const line of [...none, 'erasure-certificate a', 'erasure-certificate a b c', 'rotate-key', 'rotate-key a b', ''])
    await expect(larkrise(...line.split(' ')), line).rejects.toThrow('is no command');
  expect(accessUsage.split('\n')).toHaveLength(2);
});

test('retention only tells, and does it with --now alone', async () => {
  const baby = await enterBaby(server, room.first, room.name, 'Zosia');
  await babyStands(server, { child: baby, standing: 'left' });
  server.now += days(31);
  expect(await larkrise('retention')).toBeNull();
  expect([said[0], said.at(-1)]).toEqual([expect.stringContaining('nothing was changed'), expect.stringContaining('RETENTION=on')]);
  expect(await standsIn(server, baby)).toHaveLength(1);
  expect(await larkrise('retention', '--now')).toBeNull();
  expect(await standsIn(server, baby)).toEqual([]);
  expect(readFileSync(join(folder, 'erasures.jsonl'), 'utf8')).toContain(baby);
  said.length = 0;
  expect(await larkrise('erasure-certificate', baby, join(folder, 'c.html'))).toBeNull();
  expect([said.join('\n'), readFileSync(join(folder, 'c.html'), 'utf8')]).toEqual([
    `The certificate is in ${join(folder, 'c.html')}.`,
    expect.stringContaining('Certificate of erasure'),
  ]);
});

test('a report is written for its owner alone, whole, and over no other file', async () => {
  const file = join(folder, 'report.zip');
  expect(await larkrise('access-report', 'person', 'nobody', file)).toBe('There is no person of this id, so nothing was written.');
  expect(await larkrise('access-report', 'person', room.first.id, file)).toBeNull();
  expect([statSync(file).mode & 0o777, readFileSync(file).subarray(0, 4).toString('latin1')]).toEqual([0o600, 'PK\u0003\u0004']);
  expect(existsSync(`${file}.part`)).toBe(false);
  expect(await larkrise('access-report', 'person', room.first.id, file)).toContain('is there already');
  expect(await larkrise('erasure-certificate', room.first.id, join(folder, 'c.html'))).toBe(
    'Nothing of this id was erased here, so nothing was written.',
  );
});

test('another key is made for its owner alone, and it says what to do next', async () => {
  const file = join(folder, 'new.key');
  expect(await larkrise('rotate-key', file)).toBeNull();
  expect([statSync(file).mode & 0o777, said[1]]).toEqual([
    0o600,
    expect.stringContaining(`Set LARKRISE_KEY_FILE=${file} and take LARKRISE_KEY away`),
  ]);
  const fresh = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  expect(await openKeyring(server.db, fresh).get(`vault:${room.first.id}:1`)).toHaveLength(32);
  expect(said.join('\n')).not.toContain(fresh.toString('base64').slice(0, 20));
});

test('a key that is the same, or none at all, changes nothing', async () => {
  const file = join(folder, 'same.key');
  writeFileSync(file, kek.toString('base64'));
  expect(await larkrise('rotate-key', file)).toContain('is the one in use');
  writeFileSync(file, 'short');
  expect(await larkrise('rotate-key', file)).toContain('does not hold 32 bytes');
  expect(await openKeyring(server.db, kek).get(`vault:${room.first.id}:1`)).toHaveLength(32);
});
