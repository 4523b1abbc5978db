// The part of a checkup that is about this machine: Node, the key and where it lies, the back-ups, the disk.
import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { days } from '../kernel/clock';
import { type BackUpNote, lastBackUp } from './backup-note';
import { broken, type Finding, fine, lookHere } from './checkup';
import type { Config } from './config';

const oldestNode = [20, 19] as const;

/** `version` as Node says it: 20.19.0. */
export function nodeFindings(version: string): readonly Finding[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
  return [isOld ? broken(`Node ${version} is too old: Larkrise needs ${oldestNode.join('.')}.`) : fine(`Node ${version} runs Larkrise.`)];
}

/** Whoever is neither the owner nor root. Windows says nothing useful of this. */
const othersMayRead = (path: string): boolean => process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
const isWithin = (folder: string, file: string): boolean => dirname(file) === folder || file.startsWith(folder + sep);

/** Where the key-encryption key comes from, who may read it, and what lies beside it. */
export function keyFindings(config: Pick<Config, 'kek' | 'dataDir'>): readonly Finding[] {
  if ('bytes' in config.kek) return [fine('The key comes from LARKRISE_KEY. Keep a copy where the back-ups are not.')];
  const { file } = config.kek;
  if (!existsSync(file)) return [broken(`The key file ${file} is not there.`)];
  const findings = [
    othersMayRead(file)
      ? broken(`The key file ${file} may be read by other accounts of this machine: chmod 600 ${file}`)
      : fine(`The key file ${file} may be read by its owner alone.`),
  ];
  const note = lastBackUp(config);
  const beside = [note?.file, note?.keys].find(one => one !== undefined && isWithin(dirname(one), file));
  if (beside !== undefined)
    return [
      ...findings,
      broken(`The key file lies with the back-ups in ${dirname(beside)}: whoever takes one has both. Move one of them.`),
    ];
  if (isWithin(config.dataDir, file))
    findings.push(lookHere('The key file lies in DATA_DIR, beside what it seals: LARKRISE_KEY_FILE can name another place.'));
  return findings;
}

export function folderFindings({ dataDir }: Pick<Config, 'dataDir'>): readonly Finding[] {
  if (!existsSync(dataDir)) return [broken(`DATA_DIR is ${dataDir}, and there is no such folder.`)];
  if (!othersMayRead(dataDir)) return [fine(`DATA_DIR (${dataDir}) is open to its owner alone.`)];
  return [
    lookHere(`DATA_DIR (${dataDir}) may be read by other accounts of this machine, and names are in clear in it: chmod 700 ${dataDir}`),
  ];
}

const inDays = (time: number): string => {
  const count = Math.floor(time / days(1));
  return count === 0 ? 'today' : count === 1 ? 'yesterday' : `${count} days ago`;
};

/** A back-up a night is what the manual asks for. */
const [due, overdue] = [days(2), days(7)];

export function backUpFindings(config: Pick<Config, 'dataDir'>, now: number): readonly Finding[] {
  const note = lastBackUp(config);
  if (!note) return [broken('No back-up was ever made here: "larkrise back-up FILE" makes one, also while the server runs.')];
  return [ageOf(note, now - note.at), ...placeOf(note, config), ...keysOf(note, config)];
}

function ageOf({ file }: BackUpNote, age: number): Finding {
  const words = `The last back-up was made ${inDays(age)} (${file})`;
  if (age < due) return fine(`${words}.`);
  return age < overdue
    ? lookHere(`${words}: make one every night.`)
    : broken(`${words}: what came since then would be lost with this machine.`);
}

function placeOf({ file }: BackUpNote, { dataDir }: Pick<Config, 'dataDir'>): readonly Finding[] {
  if (isWithin(dataDir, file)) return [lookHere('The last back-up lies in DATA_DIR: a broken disk takes both.')];
  return existsSync(file) ? [] : [lookHere(`The last back-up is not at ${file} any more: make sure that it was moved, not lost.`)];
}

/** Once they were moved away nobody here knows where they are, and that is how it should be. */
function keysOf({ file, keys }: BackUpNote, { dataDir }: Pick<Config, 'dataDir'>): readonly Finding[] {
  if (keys === undefined)
    return [
      lookHere('The last back-up has its keys in it: make one with this version, and destroy the older ones when you can do without them.'),
    ];
  if (!existsSync(keys)) return [];
  if (dirname(keys) === dirname(file))
    return [
      lookHere(`The keys of the last back-up lie beside what they open (${keys}): put them in another place, and keep the newest alone.`),
    ];
  if (isWithin(dataDir, keys)) return [lookHere('The keys of the last back-up lie in DATA_DIR: a broken disk takes both.')];
  return [fine(`The keys of the last back-up lie apart from it (${keys}): keep the newest alone.`)];
}

const gibibyte = 1024 ** 3;
const [little, tooLittle] = [2 * gibibyte, gibibyte / 2];
const inGigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** `free`: bytes that this account may still write. */
export function roomFindings(free: number): readonly Finding[] {
  const words = `${inGigabytes(free)} are free on the disk of DATA_DIR`;
  if (free < tooLittle) return [broken(`${words}: soon nothing can be taken in any more.`)];
  return [free < little ? lookHere(`${words}: make room before photos fill it.`) : fine(`${words}.`)];
}

export async function diskFindings({ dataDir }: Pick<Config, 'dataDir'>): Promise<readonly Finding[]> {
  const { bavail, bsize } = await statfs(dataDir);
  return roomFindings(bavail * bsize);
}
