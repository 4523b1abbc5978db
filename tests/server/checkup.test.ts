// The checkup of an operator: what is well, what is not, each in one plain line, and never a secret.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { days } from '../../src/kernel/clock';
import { writeAudit } from '../../src/server/audit';
import { noteBackUp } from '../../src/server/backup-note';
import { broken, type Finding, findingInWords, fine, found, lookHere, outcomeInWords } from '../../src/server/checkup';
import { createAsk } from '../../src/server/checkup-ask';
import { auditFindings, schemaFindings, sealFindings, tabletFindings, wholenessFindings } from '../../src/server/checkup-data';
import { backUpFindings, diskFindings, folderFindings, keyFindings, nodeFindings, roomFindings } from '../../src/server/checkup-machine';
import { addressFindings } from '../../src/server/checkup-web';
import { openSqlite } from '../../src/server/database';
import { openKeyring } from '../../src/server/keyring';
import { freshDatabase } from '../support/fresh-database';

const now = Date.UTC(2026, 10, 23, 7, 15);
const clock = () => now;
const said = (findings: readonly Finding[]) => findings.map(findingInWords);
const states = (findings: readonly Finding[]) => findings.map(({ state }) => state);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'larkrise-checkup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('each finding is one line that begins with how it stands, and the last one counts', () => {
  const findings = [fine('This is well.'), lookHere('Decide this.'), broken('Mend this.')];
  expect(said(findings)).toEqual(['ok         This is well.', 'look here  Decide this.', 'broken     Mend this.']);
  expect(outcomeInWords(findings)).toBe('1 broken, 1 to look at, 1 well.');
  expect(outcomeInWords([fine('a'), fine('b')])).toBe('Everything is well.');
});

test('a check that fails is a finding without what was thrown', async () => {
  const fault = Object.assign(new Error('postgres://larkrise:hunter2@db is not there'), { code: 'ENOTFOUND' });
  expect(said(await found('The database', () => Promise.reject(fault)))).toEqual([
    'broken     The database could not be looked at (ENOTFOUND).',
  ]);
});

test.each([
  ['18.20.4', 'broken'],
  ['20.18.9', 'broken'],
  ['20.19.0', 'ok'],
  ['24.1.0', 'ok'],
])('Node %s is %s', (version, state) => {
  expect(states(nodeFindings(version))).toEqual([state]);
});

describe('the key', () => {
  const keyAt = (file: string, mode = 0o600) => {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, 'c2VjcmV0', { mode });
    chmodSync(file, mode);
    return { dataDir: join(folder, 'data'), kek: { file, make: false } };
  };

  test('in the environment is well', () => {
    expect(states(keyFindings({ dataDir: folder, kek: { bytes: Buffer.alloc(32) } }))).toEqual(['ok']);
  });
  test('in a file of its own, for its owner alone, is well', () => {
    expect(states(keyFindings(keyAt(join(folder, 'keys/k'))))).toEqual(['ok']);
  });
  test('that others may read is broken, and so is one that is not there', () => {
    expect(said(keyFindings(keyAt(join(folder, 'keys/k'), 0o644)))[0]).toMatch(/^broken .* chmod 600 /);
    expect(states(keyFindings({ dataDir: folder, kek: { file: join(folder, 'none'), make: true } }))).toEqual(['broken']);
  });
  test('beside what it seals is to be looked at', () => {
    expect(states(keyFindings(keyAt(join(folder, 'data/larkrise.key'))))).toEqual(['ok', 'look-here']);
  });
  test('with the back-ups is broken', async () => {
    const config = keyAt(join(folder, 'back-ups/keys/k'));
    mkdirSync(config.dataDir);
    await noteBackUp(config, { file: join(folder, 'back-ups/monday.larkrise'), at: now });
    expect(said(keyFindings(config))[1]).toMatch(/^broken .* lies with the back-ups/);
    expect(said(keyFindings(config)).join()).not.toContain('c2VjcmV0');
  });
});

describe('the back-ups', () => {
  const agedBy = async (age: number, file = join(folder, 'back-ups/monday')) => {
    const dataDir = join(folder, 'data');
    mkdirSync(dataDir, { recursive: true });
    mkdirSync(join(folder, 'back-ups'), { recursive: true });
    writeFileSync(file, '');
    await noteBackUp({ dataDir }, { file, keys: join(folder, 'elsewhere/monday.keys'), at: now - age });
    return states(backUpFindings({ dataDir }, now));
  };

  test('that nobody ever made are broken', () => {
    expect(states(backUpFindings({ dataDir: folder }, now))).toEqual(['broken']);
  });
  test('grow old in two days, and too old in seven', async () => {
    expect([await agedBy(days(1)), await agedBy(days(3)), await agedBy(days(8))]).toEqual([['ok'], ['look-here'], ['broken']]);
  });
  test('on the disk that they are to save, or gone from where they were, are to be looked at', async () => {
    expect(await agedBy(0, join(folder, 'data/monday'))).toEqual(['ok', 'look-here']);
    await agedBy(0);
    rmSync(join(folder, 'back-ups'), { recursive: true });
    expect(states(backUpFindings({ dataDir: join(folder, 'data') }, now))).toEqual(['ok', 'look-here']);
  });
  test('whose keys lie beside them, in DATA_DIR, or in them, are to be looked at; with keys apart they are well', async () => {
    const [dataDir, file] = [join(folder, 'data'), join(folder, 'back-ups/monday')];
    const withKeys = async (keys?: string) => {
      for (const one of [file, keys ?? file]) {
        mkdirSync(dirname(one), { recursive: true });
        writeFileSync(one, '');
      }
      mkdirSync(dataDir, { recursive: true });
      await noteBackUp({ dataDir }, { file, at: now, ...(keys ? { keys } : {}) });
      return said(backUpFindings({ dataDir }, now)).slice(1);
    };
    expect(await withKeys(`${file}.keys`)).toEqual([expect.stringMatching(/^look here .* lie beside what they open/)]);
    expect(await withKeys(join(dataDir, 'monday.keys'))).toEqual([expect.stringMatching(/^look here .* in DATA_DIR/)]);
    expect(await withKeys()).toEqual([expect.stringMatching(/^look here .* has its keys in it/)]);
    expect(await withKeys(join(folder, 'elsewhere/monday.keys'))).toEqual([expect.stringMatching(/^ok .* lie apart/)]);
  });
});

test('the folder of the data is open to its owner alone, or said to be open', () => {
  chmodSync(folder, 0o700);
  expect(states(folderFindings({ dataDir: folder }))).toEqual(['ok']);
  chmodSync(folder, 0o755);
  expect(said(folderFindings({ dataDir: folder }))[0]).toMatch(/^look here .* chmod 700 /);
  expect(states(folderFindings({ dataDir: join(folder, 'none') }))).toEqual(['broken']);
});

test('a disk without room is broken before it is full', async () => {
  expect([100e6, 1e9, 50e9].flatMap(free => states(roomFindings(free)))).toEqual(['broken', 'look-here', 'ok']);
  expect((await diskFindings({ dataDir: folder }))[0]?.words).toMatch(/^[\d.]+ GB are free/);
});

describe('the database', () => {
  test('that is whole, of this version and sealed under this key is well', async () => {
    const db = await freshDatabase();
    const kek = Buffer.alloc(32, 7);
    await openKeyring(db, kek).make('vault:amina:1');
    const all = [await wholenessFindings(db), await schemaFindings(db), await sealFindings(db, kek), await auditFindings(db)];
    expect(all.flatMap(states)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(states(await sealFindings(db, Buffer.alloc(32, 8)))).toEqual(['broken']);
    await db.destroy();
  });

  test('of an older or a newer version is said to be so, and nothing is changed', async () => {
    const db = await freshDatabase();
    await sql`DELETE FROM kysely_migration WHERE name = '0013-audit'`.execute(db);
    expect(said(await schemaFindings(db))[0]).toMatch(/^look here .* misses 0013-audit/);
    await sql`INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '')`.execute(db);
    expect(said(await schemaFindings(db))[0]).toMatch(/^broken .* newer Larkrise .*9999-later/);
    await db.destroy();
    const empty = openSqlite(':memory:');
    expect(states(await schemaFindings(empty))).toEqual(['look-here']);
    expect(await empty.introspection.getTables({ withInternalKyselyTables: true })).toEqual([]);
    await empty.destroy();
  });

  test('whose file is no database is broken', async () => {
    const file = join(folder, 'larkrise.sqlite');
    writeFileSync(file, 'not a database, '.repeat(1_000));
    const look = async () => wholenessFindings(openSqlite(file));
    expect(states(await found('The database', look))).toEqual(['broken']);
  });

  test('whose audit trail was changed by hand names the chain and the line', async () => {
    const db = await freshDatabase();
    const line = { at: now, counter: 'n-1', who: 'operator', what: 'back-up-made', about: null, tablet: null } as const;
    for (const at of [now, now + 1, now + 2]) await db.transaction().execute(tx => writeAudit(tx, { ...line, at }));
    expect(said(await auditFindings(db))[0]).toMatch(/^ok .*3 lines in 1 chains/);
    await db.updateTable('audit').set({ who: 'nobody' }).where('place', '=', 2).execute();
    expect(said(await auditFindings(db))[0]).toMatch(/^broken .* of n-1 was changed at line 2/);
    await db.destroy();
  });
});

test('tablets that nobody has seen for two weeks are named with what waited on them, those in use are counted', async () => {
  const db = await freshDatabase();
  const add = async (id: string, name: string, seen: number | null, waiting = 0, revoked: number | null = null) => {
    const row = {
      id,
      name,
      nursery: 'n-1',
      person: null,
      public_key: Buffer.alloc(65),
      enrolled_at: 0,
      revoked_at: revoked,
      wiped_at: null,
    };
    await db.insertInto('tablets').values(row).execute();
    const report = { tablet: id, app: '0.1.0', waiting, used: null, most: null };
    if (seen !== null)
      await db
        .insertInto('tablet_reports')
        .values({ ...report, seen_at: seen })
        .execute();
  };
  await add('t1', 'Blue', now - days(2));
  expect(said(await tabletFindings(db, clock))).toEqual(['ok         Every tablet in use was seen within 14 days (1).']);
  await add('t2', 'Green', now - days(20), 3);
  await add('t3', 'Red', null);
  await add('t4', 'Lost', now - days(90), 9, now);
  const [line] = said(await tabletFindings(db, clock));
  expect(line).toMatch(/^look here /);
  expect(line).toContain('Green of n-1 (not seen for 20 days, 3 changes waited on it then); Red of n-1 (never seen)');
  expect(line).not.toMatch(/Blue|Lost/);
  await db.destroy();
});

test('a server of somebody else at the address is not taken for Larkrise', async () => {
  const other = createServer((_, reply) => reply.end('Welcome')).listen(0, '127.0.0.1');
  await new Promise(ready => other.once('listening', ready));
  const url = new URL(`http://127.0.0.1:${(other.address() as AddressInfo).port}`);
  expect(said(await addressFindings(url, { ask: createAsk(), clock }))).toEqual([expect.stringContaining('it is not Larkrise')]);
  await new Promise(closed => other.close(closed));
  expect(said(await addressFindings(url, { ask: createAsk(), clock }))).toEqual([expect.stringContaining('nothing listens there')]);
});
