// Opens what the server keeps for a command of the operator, also while the server runs: database, keys and rules, the same as the server's.
import { existsSync } from 'node:fs';
import { systemClock } from '../kernel/clock';
import { ok, type Result, trouble } from '../kernel/result';
import { readConfig } from '../server/config';
import { openPostgres, openSqlite } from '../server/database';
import { kekFits, openKeyring } from '../server/keyring';
import { migrate } from '../server/migrations';
import type { OfficeParts } from '../server/office';
import { databaseFile, readKek } from '../server/secrets';
import { policies } from './policies.server';
import { recordKinds } from './record-kinds';

/** `work` gives one line where it changed nothing. The trouble is one line for the operator. */
export async function withServerData(work: (parts: OfficeParts) => Promise<string | null>): Promise<Result<null, string>> {
  const config = readConfig(process.env);
  if (!config.ok) return config;
  const file = databaseFile(config.value);
  if (!config.value.databaseUrl && !existsSync(file)) return trouble(`There is no database at ${file}: set DATA_DIR`);
  const kek = readKek('file' in config.value.kek ? { ...config.value, kek: { ...config.value.kek, make: false } } : config.value);
  if (!kek.ok) return kek;
  const db = config.value.databaseUrl ? openPostgres(config.value.databaseUrl) : openSqlite(file);
  try {
    await migrate(db);
    if (!(await kekFits(db, kek.value))) return trouble('LARKRISE_KEY: the database was sealed under another key');
    const report = (fault: unknown) => console.error(`One record could not be read: ${String(fault)}`);
    const why = await work({ db, keyring: openKeyring(db, kek.value), kinds: recordKinds, policies, report, clock: systemClock });
    return why === null ? ok(null) : trouble(why);
  } finally {
    await db.destroy();
  }
}
