// `npx larkrise access-report|erasure-certificate ...`: what the law lets people ask for, as files to hand over.
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { accessReport, accessZip } from '../features/rights/access-zip.server';
import { certificatePage, isFinished } from '../features/rights/certificate';
import { findCertificate } from '../features/rights/certificate.server';
import { blobFolder, openBlobFiles } from '../server/blobs';
import { type Config, readConfig } from '../server/config';
import type { OfficeParts } from '../server/office';

export const accessUsage = `larkrise access-report person|child ID FILE.zip      everything that is kept about her, to read, to print, and for programs
larkrise erasure-certificate ID FILE.html            what an erasure took, when, and on which tablets; ID as "larkrise erasures" says`;

type Say = (line: string) => void;
type Work = (parts: OfficeParts) => Promise<string | null>;

const isThere = (file: string): string => `${file} is there already: name another file, so that nothing is lost.`;

/** The file stands under its name only when it is whole, and only its owner reads it. */
async function writeWhole(file: string, write: (growing: string) => Promise<void>): Promise<void> {
  const growing = `${file}.part`;
  try {
    await write(growing);
    await rename(growing, file);
  } catch (fault) {
    await rm(growing, { force: true });
    throw fault;
  }
}

const report =
  (say: Say, config: Config, what: 'person' | 'child', id: string, file: string): Work =>
  async office => {
    if (existsSync(file)) return isThere(file);
    const parts = { ...office, files: openBlobFiles(blobFolder(config)) };
    const found = await accessReport(parts, what, id);
    if (!found) return `There is no ${what === 'child' ? 'baby' : 'person'} of this id, so nothing was written.`;
    await writeWhole(file, growing => pipeline(accessZip(parts, found), createWriteStream(growing, { mode: 0o600, flags: 'wx' })));
    const { report: made, toOpen } = found;
    const records = made.sections.reduce((sum, section) => sum + section.records.length, 0);
    say(`${file} holds ${records} records and ${toOpen.length} photos and voice notes. The page to read is index.html in it.`);
    say('It is not sealed: hand it to nobody but her or her family, and delete it afterwards.');
    if (toOpen.length > 0) say('Look at the photos before you hand it over: other people may be in them.');
    return null;
  };

const certificate =
  (say: Say, config: Config, id: string, file: string): Work =>
  async ({ db, clock }) => {
    if (existsSync(file)) return isThere(file);
    const found = await findCertificate(db, { id, now: clock(), backUpDays: config.backUpDays });
    if (!found) return 'Nothing of this id was erased here, so nothing was written.';
    await writeWhole(file, growing => writeFile(growing, certificatePage(found), { mode: 0o600, flag: 'wx' }));
    say(isFinished(found) ? `The certificate is in ${file}.` : `${file} says how far it has come: not every tablet has answered yet.`);
    return null;
  };

/** Null: these words are another command. Otherwise what it does; the trouble is one line for the operator. */
export function accessCommand(words: readonly string[], say: Say): Work | null {
  const [first, second = '', third, fourth, ...more] = words;
  const config = readConfig(process.env);
  if (!config.ok || more.length > 0) return null;
  const what = (['person', 'child'] as const).find(known => known === second);
  if (first === 'access-report' && what && third && fourth) return report(say, config.value, what, third, resolve(fourth));
  if (first === 'erasure-certificate' && second !== '' && third && !fourth) return certificate(say, config.value, second, resolve(third));
  return null;
}
