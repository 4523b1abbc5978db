// `npx larkrise ...`: what an operator does beside running the server.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemClock } from '../kernel/clock';
import { noteWhole } from '../server/audit';
import { backUp, type RestoreTrouble, restore } from '../server/backup';
import { noteBackUp } from '../server/backup-note';
import { blobFolder, openBlobFiles } from '../server/blobs';
import { type Config, readConfig } from '../server/config';
import { type Database, openPostgres, openSqlite } from '../server/database';
import { kekFits, openKeyring } from '../server/keyring';
import { databaseFile, makeDataDir, readKek } from '../server/secrets';
import { accessCommand, accessUsage } from './access-command.server';
import { checkupCommand, checkupUsage } from './checkup-command.server';
import { keyCommand, keyUsage } from './key-command.server';
import { packCommand, packUsage } from './pack-commands.server';
import { peopleCommand, peopleUsage } from './people-commands.server';
import { pinCommand, pinUsage } from './pin-command.server';
import { policies } from './policies.server';
import { recordKinds } from './record-kinds';
import { retentionCommand, retentionUsage } from './retention-command.server';
import { withServerData } from './server-data.server';
import { startLinkCommand, startLinkUsage } from './start-link-command.server';
import { replayErasures, tabletCommand, tabletUsage } from './tablet-commands.server';
import { takeInFile, takeInUsage } from './take-in-command.server';

const usage = `larkrise back-up FILE    writes everything that the server keeps into one file, also while it runs
larkrise restore FILE    fills an empty DATA_DIR or DATABASE_URL from such a file; the server must not run
${takeInUsage}
${checkupUsage}

${packUsage}

${peopleUsage}
${pinUsage}
${startLinkUsage}

${tabletUsage}

${retentionUsage}
${accessUsage}
${keyUsage}

The key (LARKRISE_KEY, LARKRISE_KEY_FILE or larkrise.key in DATA_DIR) is not in the file: keep it in another place.`;

function stopWith(line: string): never {
  console.error(line);
  process.exit(1);
}

function configHere(): Config {
  const config = readConfig(process.env);
  return config.ok ? config.value : stopWith(config.trouble);
}

const open = (config: Config): Database => (config.databaseUrl ? openPostgres(config.databaseUrl) : openSqlite(databaseFile(config)));
const homeOf = (config: Config): string => (config.databaseUrl ? 'DATABASE_URL' : databaseFile(config));

async function writeBackUp(file: string): Promise<void> {
  const config = configHere();
  if (!config.databaseUrl && !existsSync(databaseFile(config))) stopWith(`There is no database at ${databaseFile(config)}: set DATA_DIR`);
  const db = open(config);
  await backUp(db, file, openBlobFiles(blobFolder(config))).catch(fault => stopWith(`The back-up could not be written: ${String(fault)}`));
  await noteWhole(db, 'back-up-made', systemClock()).catch(() =>
    console.error('The trail could not be written: the back-up is not in it.'),
  );
  await db.destroy();
  await noteBackUp(config, { file, at: systemClock() }).catch(() =>
    console.error('DATA_DIR cannot be written, so a checkup will not know of it.'),
  );
  console.log(`Everything is in ${file}. The key is not: keep it in another place.`);
}

const why: Record<RestoreTrouble, string> = {
  'not-a-back-up': 'is not a back-up of Larkrise',
  torn: 'is not whole, so nothing of it was taken',
  'from-a-newer-version': 'was made by a newer Larkrise: restore it with that one',
  'database-not-empty': 'was not taken: there is data in the database already, and nothing is ever restored over data',
};

async function restoreFrom(file: string): Promise<void> {
  if (!existsSync(file)) stopWith(`There is no file ${file}`);
  const config = configHere();
  const folder = makeDataDir(config);
  if (!folder.ok) stopWith(folder.trouble);
  const kek = readKek(config.databaseUrl || !('file' in config.kek) ? config : { ...config, kek: { ...config.kek, make: false } });
  if (!kek.ok) stopWith(`${kek.trouble}. What is in a back-up opens only with the key of the server that it came from.`);
  const db = open(config);
  const taken = await restore(db, file, openBlobFiles(blobFolder(config))).catch(fault =>
    stopWith(`The back-up could not be restored: ${String(fault)}`),
  );
  if (!taken.ok) stopWith(`${file} ${why[taken.trouble]}.`);
  const fits = await kekFits(db, kek.value);
  const report = (fault: unknown) => console.error(`One record could not be read: ${String(fault)}`);
  const parts = { db, keyring: openKeyring(db, kek.value), kinds: recordKinds, policies, report, clock: systemClock };
  const again = fits ? await replayErasures(parts, config) : 0;
  await noteWhole(db, 'back-up-restored', systemClock());
  await db.destroy();
  if (!fits)
    stopWith(`${taken.value} rows are in ${homeOf(config)}, but this key does not open them: put the key of the old server in its place.`);
  if (again > 0) console.log(`${again} erasures that are newer than this back-up were carried out again.`);
  console.log(`${taken.value} rows are in ${homeOf(config)}. The server can be started.`);
}

async function takeIn(file: string): Promise<void> {
  const done = await withServerData(takeInFile(file, console.log));
  if (!done.ok) stopWith(done.trouble);
}

const checkup = checkupCommand(process.argv.slice(2), console.log);
if (checkup) process.exit(await checkup());

const packs = packCommand(process.argv.slice(2), console.log);
if (packs) {
  const why = await packs();
  if (why !== null) stopWith(why);
  process.exit(0);
}

for (const found of [tabletCommand, pinCommand, startLinkCommand, retentionCommand, accessCommand, keyCommand]) {
  const command = found(process.argv.slice(2), console.log);
  if (!command) continue;
  const done = await withServerData(command);
  if (!done.ok) stopWith(done.trouble);
  process.exit(0);
}

const people = peopleCommand(process.argv.slice(2));
if (people) {
  const done = await withServerData(people);
  if (!done.ok) stopWith(done.trouble);
  console.log('Done. Each tablet is told at its next contact.');
  process.exit(0);
}

const [command, file, ...others] = process.argv.slice(2);
const commands = new Map([
  ['back-up', writeBackUp],
  ['restore', restoreFrom],
  ['take-in', takeIn],
]);
const run = commands.get(command ?? '');
if (!run || !file || others.length > 0) stopWith(usage);
await run(resolve(file));
