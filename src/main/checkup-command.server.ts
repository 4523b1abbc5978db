// `npx larkrise checkup [URL]`: looks at a server as whoever keeps it would, were there time; changes nothing.
import { existsSync } from 'node:fs';
import { programmesFolder, readPackShelf } from '../features/modules/pack-shelf.server';
import { type Clock, systemClock } from '../kernel/clock';
import { broken, type Finding, findingInWords, fine, found, lookHere, outcomeInWords } from '../server/checkup';
import { type Ask, createAsk } from '../server/checkup-ask';
import { auditFindings, schemaFindings, sealFindings, tabletFindings, wholenessFindings } from '../server/checkup-data';
import { backUpFindings, diskFindings, folderFindings, keyFindings, nodeFindings } from '../server/checkup-machine';
import { sessionFindings } from '../server/checkup-session';
import { addressFindings } from '../server/checkup-web';
import { type Config, type Environment, readConfig } from '../server/config';
import { type Database, openPostgres, openSqlite } from '../server/database';
import { databaseFile, readKek } from '../server/secrets';

export const checkupUsage = `larkrise checkup [URL]    looks whether all is well: address, certificate, headers, key, back-ups, database, audit trail,
                          disk, tablets, programmes; also while the server runs. Ends with 1 where something is broken`;

export interface CheckupParts {
  readonly environment: Environment;
  readonly ask: Ask;
  readonly clock: Clock;
  readonly say: (line: string) => void;
}

/** The database as it is: no step is taken, and none is made where there is none. */
function databaseOf(config: Config): Database | null {
  if (config.databaseUrl) return openPostgres(config.databaseUrl, 2);
  return existsSync(databaseFile(config)) ? openSqlite(databaseFile(config)) : null;
}

async function dataFindings(config: Config, url: URL | null, { ask, clock }: CheckupParts): Promise<readonly Finding[]> {
  const db = databaseOf(config);
  if (!db) return [broken(`There is no database at ${databaseFile(config)}: set DATA_DIR, or start the server once.`)];
  try {
    const schema = await found('The tables of the database', () => schemaFindings(db));
    const basic = [...(await found('The database', () => wholenessFindings(db))), ...schema];
    if (schema.some(({ state }) => state !== 'ok')) return basic;
    const kek = readKek('file' in config.kek ? { ...config, kek: { ...config.kek, make: false } } : config);
    return [
      ...basic,
      ...(kek.ok ? await found('Whether the key fits', () => sealFindings(db, kek.value)) : [broken(`${kek.trouble}.`)]),
      ...(await found('The audit trail', () => auditFindings(db))),
      ...(await found('The list of tablets', () => tabletFindings(db, clock))),
      ...(url ? await found('The cookie of a session', () => sessionFindings(url, { db, clock, ask })) : []),
    ];
  } finally {
    await db.destroy();
  }
}

const isHere = (config: Config): boolean => config.databaseUrl !== null || existsSync(databaseFile(config));

async function programmeFindings(config: Config): Promise<readonly Finding[]> {
  const { packs, refused, warnings } = await readPackShelf(programmesFolder(config), config.packKeys);
  const served = fine(`${packs.length} ${packs.length === 1 ? 'programme is' : 'programmes are'} served from ${programmesFolder(config)}.`);
  return [...(refused.length > 0 && packs.length === 0 ? [] : [served]), ...refused.map(broken), ...warnings.map(lookHere)];
}

const nowhere = lookHere('PUBLIC_URL is not set, so nobody knows where tablets reach this server: give the address after "checkup".');

/** `given`: the address to look at instead of PUBLIC_URL. True where nothing is broken. */
export async function checkUp(given: URL | null, parts: CheckupParts): Promise<boolean> {
  const { environment, clock, say } = parts;
  const findings: Finding[] = [];
  const tell = (more: readonly Finding[]): void => {
    findings.push(...more);
    for (const one of more) say(findingInWords(one));
  };
  tell(nodeFindings(process.versions.node));
  const config = readConfig(environment);
  if (!config.ok) tell([broken(`${config.trouble}.`)]);
  const url = given ?? (config.ok ? config.value.publicUrl : null);
  tell(url ? await found(`The address ${url.origin}`, () => addressFindings(url, parts)) : [nowhere]);
  if (config.ok && given && !isHere(config.value))
    tell([lookHere('The data of the server is not on this machine: only the address was looked at.')]);
  else if (config.ok) {
    const here = config.value;
    tell(await found('DATA_DIR', async () => folderFindings(here)));
    tell(await found('The key', async () => keyFindings(here)));
    tell(await found('The back-ups', async () => backUpFindings(here, clock())));
    tell(await found('The disk', () => diskFindings(here)));
    tell(await found('The database', () => dataFindings(here, url, parts)));
    tell(await found('The programmes', () => programmeFindings(here)));
  }
  say(outcomeInWords(findings));
  return findings.every(({ state }) => state !== 'broken');
}

const addressIn = (text: string): URL | null =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? new URL(new URL(text).origin) : null;

/** Null: these words are not this command. Otherwise gives the exit code. */
export function checkupCommand(
  [command, address, ...more]: readonly string[],
  say: (line: string) => void,
): (() => Promise<number>) | null {
  const url = address === undefined ? null : addressIn(address);
  if (command !== 'checkup' || more.length > 0 || (address !== undefined && !url)) return null;
  const parts = { environment: process.env, ask: createAsk(), clock: systemClock, say };
  return async () => ((await checkUp(url, parts)) ? 0 : 1);
}
