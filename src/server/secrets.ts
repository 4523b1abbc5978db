// Reads the key-encryption key and the certificate from their files; a first start on an empty folder makes the key.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ok, type Result, trouble } from '../kernel/result';
import type { Config } from './config';
import { keyLength } from './sealing';

export const databaseFile = (config: Config): string => join(config.dataDir, 'larkrise.sqlite');

/** The text of a file, or null when it is not there or may not be read. */
function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function kekIn(text: string): Result<Buffer, never> | null {
  const bytes = Buffer.from(text.trim(), 'base64');
  return bytes.length === keyLength ? ok(bytes) : null;
}

/** On the disk before it returns: what is sealed under it opens with nothing else. */
function makeKekFile(file: string): Buffer {
  const bytes = randomBytes(keyLength);
  const growing = openSync(file, 'wx', 0o600);
  try {
    writeSync(growing, `${bytes.toString('base64')}\n`);
    fsyncSync(growing);
  } finally {
    closeSync(growing);
  }
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
  return bytes;
}

/** The key in this file, which is made where there is none; or one line for the operator. */
export function readOrMakeKek(file: string): Result<Buffer, string> {
  const text = textOf(file);
  if (text === null && existsSync(file)) return trouble(`${file} cannot be read`);
  if (text === null) {
    try {
      return ok(makeKekFile(file));
    } catch {
      return trouble(`${file} cannot be written`);
    }
  }
  return kekIn(text) ?? trouble(`${file} does not hold 32 bytes in base64`);
}

/** 32 bytes, or one line for the operator. A database without its key is never given a new one: that would open nothing. */
export function readKek(config: Config): Result<Buffer, string> {
  if ('bytes' in config.kek) return ok(config.kek.bytes);
  const { file, make } = config.kek;
  const text = textOf(file);
  if (text !== null) return kekIn(text) ?? trouble(`LARKRISE_KEY_FILE: ${file} does not hold 32 bytes in base64`);
  if (!make || existsSync(file)) return trouble(`LARKRISE_KEY_FILE: ${file} cannot be read`);
  if (existsSync(databaseFile(config))) return trouble(`LARKRISE_KEY: the database is there but its key is not; put ${file} back`);
  return ok(makeKekFile(file));
}

/** Certificate and private key in PEM, null for plain HTTP, or one line for the operator. */
export function readTls(config: Config): Result<{ cert: string; key: string } | null, string> {
  if (!config.tls) return ok(null);
  const [cert, key] = [textOf(config.tls.certFile), textOf(config.tls.keyFile)];
  if (cert === null) return trouble(`TLS_CERT: ${config.tls.certFile} cannot be read`);
  if (key === null) return trouble(`TLS_KEY: ${config.tls.keyFile} cannot be read`);
  return ok({ cert, key });
}

/** Makes the data folder, or says in one line why it cannot. */
export function makeDataDir(config: Config): Result<null, string> {
  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 }); // names are in clear in it
    return ok(null);
  } catch {
    return trouble(`DATA_DIR: ${config.dataDir} cannot be made or written`);
  }
}
