// The environment becomes one configuration, or one readable line that names the variable at fault and tells no secret.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Environment, readConfig } from '../../src/server/config';
import { databaseFile, makeDataDir, readKek, readTls } from '../../src/server/secrets';

const config = (environment: Environment) => {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.trouble);
  return read.value;
};
const lineFor = (environment: Environment): string => {
  const read = readConfig(environment);
  return read.ok ? 'no trouble' : read.trouble;
};
const key = Buffer.alloc(32, 5).toString('base64');

test('nothing set is a server for everybody on port 8080 with its data beside it', () => {
  expect(config({})).toMatchObject({ port: 8080, host: '0.0.0.0', publicUrl: null, tls: null });
  expect(config({})).toEqual(config({ PORT: '', DATABASE_URL: ' ', S3_BUCKET: '', PUBLIC_URL: undefined }));
});

test('what is set is taken', () => {
  const set = {
    PORT: '443',
    HOST: '::1',
    PUBLIC_URL: 'https://larkrise.example.org',
    TLS_CERT: '/a.pem',
    TLS_KEY: '/b.pem',
    LARKRISE_KEY: key,
  };
  expect(config(set)).toMatchObject({
    port: 443,
    host: '::1',
    tls: { certFile: '/a.pem', keyFile: '/b.pem' },
    kek: { bytes: Buffer.alloc(32, 5) },
  });
  expect(config(set).publicUrl?.origin).toBe('https://larkrise.example.org');
});

test('keys that vouch for programmes are one or several, however they are set apart', () => {
  const other = Buffer.alloc(32, 6).toString('base64url');
  const both = [Buffer.from(key, 'base64').toString('base64url'), other];
  for (const PACK_KEYS of [`${key},${other}`, ` ${key} ${other}\n`, `${key} ,\n ${other},`])
    expect(config({ PACK_KEYS }).packKeys).toEqual(both);
  expect(config({}).packKeys).toEqual([]);
});

describe('a bad value is one line that names its variable:', () => {
  const secret = 'hunter2hunter2';
  test.each<[string, Environment]>([
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: '-1' }],
    ['HOST', { HOST: 'a b' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'larkrise.example.org' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'ftp://larkrise.example.org' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://larkrise.example.org/nursery' }],
    ['PUBLIC_URL', { PUBLIC_URL: `https://a:${secret}@larkrise.example.org` }],
    ['LARKRISE_KEY', { LARKRISE_KEY: secret }],
    ['LARKRISE_KEY', { LARKRISE_KEY: Buffer.alloc(31).toString('base64') }],
    ['LARKRISE_KEY', { LARKRISE_KEY: key, LARKRISE_KEY_FILE: '/key' }],
    ['TLS_KEY', { TLS_CERT: '/a.pem' }],
    ['TLS_CERT', { TLS_KEY: '/a.pem' }],
    ['DATABASE_URL', { DATABASE_URL: `postgres://a:${secret}@db/larkrise` }], // without a key that all servers share
    ['DATABASE_URL', { DATABASE_URL: `mysql://a:${secret}@db/larkrise`, LARKRISE_KEY: Buffer.alloc(32).toString('base64') }],
    ['S3_BUCKET', { S3_BUCKET: secret }],
    ['RETENTION', { RETENTION: 'yes' }],
    ['RETENTION_CHILD_DAYS', { RETENTION_CHILD_DAYS: '0' }], // a slip that would clear everything away
    ['RETENTION_AUDIT_YEARS', { RETENTION_AUDIT_YEARS: '-6' }],
    ['BACK_UP_DAYS', { BACK_UP_DAYS: secret }],
    ['PACK_KEYS', { PACK_KEYS: secret }],
    ['PACK_KEYS', { PACK_KEYS: `${key},${secret}` }],
  ])('%s in %j', (name, environment) => {
    const line = lineFor(environment);
    expect(line).toMatch(new RegExp(`^${name} .+`));
    expect(line).not.toMatch(/\n|hunter2/);
  });
});

describe('the key-encryption key', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'larkrise-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is made at the first start, for its owner only, and is the same at the next', () => {
    const set = config({ DATA_DIR: folder });
    const first = readKek(set);
    expect(first).toEqual({ ok: true, value: expect.any(Buffer) });
    expect(statSync(join(folder, 'larkrise.key')).mode & 0o777).toBe(0o600);
    expect(readKek(set)).toEqual(first);
  });

  test('is never made anew beside a database that another one sealed', () => {
    const set = config({ DATA_DIR: folder });
    writeFileSync(databaseFile(set), '');
    expect(readKek(set)).toEqual({ ok: false, trouble: expect.stringContaining('put') });
    expect(existsSync(join(folder, 'larkrise.key'))).toBe(false);
  });

  test('is never made where the operator named a file', () => {
    const file = join(folder, 'mounted.key');
    expect(readKek(config({ LARKRISE_KEY_FILE: file }))).toEqual({ ok: false, trouble: expect.stringContaining(file) });
    expect(existsSync(file)).toBe(false);
  });

  test('in a file is taken from there, and a file that holds none is said to', () => {
    const file = join(folder, 'mounted.key');
    writeFileSync(file, `${key}\n`);
    expect(readKek(config({ LARKRISE_KEY_FILE: file }))).toEqual({ ok: true, value: Buffer.alloc(32, 5) });
    writeFileSync(file, 'short');
    expect(readKek(config({ LARKRISE_KEY_FILE: file }))).toEqual({ ok: false, trouble: expect.stringMatching(/^LARKRISE_KEY_FILE/) });
    expect(readFileSync(file, 'utf8')).toBe('short');
  });

  test('a certificate that cannot be read, and a data folder that cannot be made, are named', () => {
    const tls = { TLS_CERT: join(folder, 'none.pem'), TLS_KEY: join(folder, 'none.key') };
    expect(readTls(config(tls))).toEqual({ ok: false, trouble: expect.stringMatching(/^TLS_CERT/) });
    writeFileSync(join(folder, 'file'), '');
    expect(makeDataDir(config({ DATA_DIR: join(folder, 'file', 'data') }))).toEqual({
      ok: false,
      trouble: expect.stringMatching(/^DATA_DIR/),
    });
    expect(makeDataDir(config({ DATA_DIR: join(folder, 'a', 'b') })).ok).toBe(true);
  });
});
