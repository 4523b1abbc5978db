// `npx larkrise back-up|restore ...`: everything that the server keeps into two files, and out of them into an empty place.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemClock } from '../kernel/clock';
import { noteWhole } from '../server/audit';
import { backUp } from '../server/backup';
import { keysFileOf } from '../server/backup-lines';
import { noteBackUp } from '../server/backup-note';
import { blobFolder, openBlobFiles } from '../server/blobs';
import { type Config, readConfig } from '../server/config';
import { type Database, openPostgres, openSqlite } from '../server/database';
import { kekFits, openKeyring } from '../server/keyring';
import { type Restored, type RestoreTrouble, restore } from '../server/restore';
import { databaseFile, makeDataDir, readKek } from '../server/secrets';
import { type TakenAgain, takeAwayAgain } from './after-restore.server';
import { policies } from './policies.server';
import { recordKinds } from './record-kinds';

export const backUpUsage = `larkrise back-up FILE [KEYS]   writes everything that the server keeps, also while it runs: what people wrote into FILE, the keys
                              that open it into KEYS (FILE.keys). Many of the first, anywhere; of the second the newest alone, elsewhere
larkrise restore FILE [KEYS]  fills an empty DATA_DIR or DATABASE_URL from both; KEYS may be of a later back-up, and should; the server must not run`;

type Say = (line: string) => void;
/** One line for the operator where it could not be done. */
type Command = () => Promise<string | null>;

interface Files {
  readonly file: string;
  readonly keys: string;
}

const open = (config: Config): Database => (config.databaseUrl ? openPostgres(config.databaseUrl) : openSqlite(databaseFile(config)));
const homeOf = (config: Config): string => (config.databaseUrl ? 'DATABASE_URL' : databaseFile(config));

async function writeBackUp(config: Config, { file, keys }: Files, say: Say): Promise<string | null> {
  if (!config.databaseUrl && !existsSync(databaseFile(config))) return `There is no database at ${databaseFile(config)}: set DATA_DIR`;
  const db = open(config);
  try {
    await backUp(db, file, { files: openBlobFiles(blobFolder(config)), keys });
    await noteWhole(db, 'back-up-made', systemClock()).catch(() => say('The trail could not be written: the back-up is not in it.'));
  } catch (fault) {
    return `The back-up could not be written: ${String(fault)}`;
  } finally {
    await db.destroy();
  }
  await noteBackUp(config, { file, keys, at: systemClock() }).catch(() =>
    say('DATA_DIR cannot be written, so a checkup will not know of it.'),
  );
  say(`${file} holds what people wrote, sealed. Keep as many of these as you like, wherever a back-up is safe.`);
  say(
    `${keys} holds the keys that open it, sealed under the server's own key. Keep the newest alone, in another place, and destroy the one`,
  );
  say(
    'before: it opens every older content as well, but not what was erased since. As long as an older one exists, that can be read again.',
  );
  say("The server's own key (LARKRISE_KEY, LARKRISE_KEY_FILE or larkrise.key) is in neither: keep a copy in a third place.");
  return null;
}

const why: Record<RestoreTrouble, string> = {
  'not-a-back-up': 'is not a back-up of Larkrise',
  torn: 'is not whole, so nothing of it was taken',
  'from-a-newer-version': 'was made by a newer Larkrise: restore it with that one',
  'database-not-empty': 'was not taken: there is data in the database already, and nothing is ever restored over data',
  'keys-missing':
    'is not there: without the keys nobody can read what is in the back-up, so nothing was taken. Name the file after the back-up',
  'keys-not-keys': 'is not the file of keys of a back-up, so nothing was taken',
  'keys-torn': 'is not whole, so nothing was taken',
  'keys-older':
    'is older than the back-up and misses keys that it needs, so nothing was taken: take the one written with it, or a newer one',
};

function inWords({ erasures, tablets, people }: TakenAgain): readonly string[] {
  const count = (number: number, one: string, many: string) => (number === 0 ? [] : [`${number} ${number === 1 ? one : many}`]);
  const said = [
    ...count(erasures, 'erasure', 'erasures'),
    ...count(tablets, 'tablet taken out of use', 'tablets taken out of use'),
    ...count(people, 'person who left', 'people who left'),
  ];
  return said.length === 0 ? [] : [`Newer than this back-up, and carried out again: ${said.join(', ')}.`];
}

async function restoreFrom(config: Config, { file, keys }: Files, say: Say): Promise<string | null> {
  if (!existsSync(file)) return `There is no file ${file}`;
  const folder = makeDataDir(config);
  if (!folder.ok) return folder.trouble;
  const kek = readKek(config.databaseUrl || !('file' in config.kek) ? config : { ...config, kek: { ...config.kek, make: false } });
  if (!kek.ok) return `${kek.trouble}. What is in a back-up opens only with the key of the server that it came from.`;
  const db = open(config);
  try {
    const taken = await restore(db, file, { files: openBlobFiles(blobFolder(config)), keys });
    if (!taken.ok) return `${taken.trouble.startsWith('keys-') ? keys : file} ${why[taken.trouble]}.`;
    return await settle(db, config, kek.value, taken.value, say);
  } catch (fault) {
    return `The back-up could not be restored: ${String(fault)}`;
  } finally {
    await db.destroy();
  }
}

async function settle(db: Database, config: Config, kek: Buffer, { rows, takenAway }: Restored, say: Say): Promise<string | null> {
  const report = (fault: unknown) => say(`One record could not be read: ${String(fault)}`);
  const parts = { db, keyring: openKeyring(db, kek), kinds: recordKinds, policies, report, clock: systemClock };
  const fits = await kekFits(db, kek);
  const again = fits ? await takeAwayAgain(parts, config, takenAway) : null;
  await noteWhole(db, 'back-up-restored', systemClock());
  if (!again) return `${rows} rows are in ${homeOf(config)}, but this key does not open them: put the key of the old server in its place.`;
  for (const line of inWords(again)) say(line);
  say(`${rows} rows are in ${homeOf(config)}. The server can be started.`);
  return null;
}

/** Null: these words are another command. */
export function backUpCommand([command, file, keys, ...more]: readonly string[], say: Say): Command | null {
  const config = readConfig(process.env);
  if (!file || more.length > 0 || (command !== 'back-up' && command !== 'restore')) return null;
  if (!config.ok) return async () => config.trouble;
  const files = { file: resolve(file), keys: resolve(keys ?? keysFileOf(file)) };
  return () => (command === 'back-up' ? writeBackUp : restoreFrom)(config.value, files, say);
}
