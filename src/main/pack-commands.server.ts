// `npx larkrise pack-key|sign-pack ...`: makes a key that vouches for programmes, and signs the folder of one with it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { faultInWords } from '../features/modules/pack-fault';
import { readPackFolder } from '../features/modules/pack-folder.server';
import { newPackKey, packKeyIn, publicHalf, signPack } from '../features/modules/pack-signing.server';

export const packUsage = `larkrise pack-key FILE             makes a key to sign programmes with, unless FILE has one; prints its public half
larkrise sign-pack FOLDER FILE     looks through the programme in FOLDER and signs it with the key in FILE`;

type Say = (line: string) => void;
/** Gives one line where nothing was done, or several where a programme has several faults. */
type Work = () => Promise<string | null>;

const keyIn = (file: string) => (existsSync(file) ? packKeyIn(readFileSync(file, 'utf8')) : null);

/** Readable by its owner alone; nothing is ever written over. */
function makeKey(file: string): boolean {
  try {
    writeFileSync(file, newPackKey(), { mode: 0o600, flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

const tellKey =
  (say: Say, file: string): Work =>
  async () => {
    const isNew = !existsSync(file);
    if (isNew && !makeKey(file)) return `${file} cannot be written.`;
    const key = keyIn(file);
    if (!key) return `${file} holds no key to sign programmes with, and was left as it is.`;
    if (isNew) say(`A new key is in ${file}. Whoever has it can sign programmes in your name: keep it away from the server.`);
    say(`Its public half, for PACK_KEYS: ${publicHalf(key)}`);
    return null;
  };

const signFolder =
  (say: Say, folder: string, file: string): Work =>
  async () => {
    const key = keyIn(file);
    if (!key) return `${file} holds no key to sign programmes with: "larkrise pack-key ${file}" makes one.`;
    if (!existsSync(folder)) return `There is no folder ${folder}`;
    const pack = await readPackFolder(folder);
    const signed = pack.ok ? await signPack(folder, key) : pack;
    if (!signed.ok) return `Not signed:\n${signed.trouble.map(faultInWords).join('\n')}`;
    say(`${pack.ok ? pack.value.programme.title : folder}: ${signed.value} files are signed by ${publicHalf(key)}.`);
    return null;
  };

/** Null: these words are none of the commands above. */
export function packCommand([command, first, second, ...more]: readonly string[], say: Say): Work | null {
  if (!first || more.length > 0) return null;
  if (command === 'pack-key' && second === undefined) return tellKey(say, resolve(first));
  return command === 'sign-pack' && second ? signFolder(say, resolve(first), resolve(second)) : null;
}
