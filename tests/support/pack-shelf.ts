// A shelf of programmes for tests: the small programme of pack-folder.ts, signed, beside one that nobody touches.
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readPackShelf, type Shelf } from '../../src/features/modules/pack-shelf.server';
import { type PackSignature, signatureFile } from '../../src/features/modules/pack-signing';
import { newPackKey, packKeyIn, publicHalf, signPack } from '../../src/features/modules/pack-signing.server';
import { changed, hollowFilm, writeFolder } from './pack-folder';

export function freshPackKey() {
  const key = packKeyIn(newPackKey());
  if (!key) throw new Error('a new key is no key');
  return { key, publicKey: publicHalf(key) };
}
export type PackKey = ReturnType<typeof freshPackKey>;

export interface TestShelf {
  /** Of the programme that is tampered with. */
  readonly folder: string;
  readonly shelf: string;
  readonly signer: PackKey;
  write(file: string, content: string | Buffer): void;
  read(file: string): Buffer;
  remove(file: string): void;
  /** The signature as it stands, changed. */
  resign(change: (signature: PackSignature) => unknown): void;
  /** As a server with these keys finds it; the signer's own where none are named. */
  look(trusted?: readonly string[]): Promise<Shelf>;
  clear(): void;
}

/** Two signed programmes: `good` is left alone, `hers` is the folder that a test changes. */
export async function freshShelf(): Promise<TestShelf> {
  const shelf = mkdtempSync(join(tmpdir(), 'larkrise-shelf-'));
  const [folder, signer] = [join(shelf, 'hers'), freshPackKey()];
  const light = { 'modules/01-first/webcast.mp4': hollowFilm({ weight: 10_000 }) };
  renameSync(writeFolder(light), folder);
  renameSync(writeFolder({ ...light, ...changed('programme.yaml', 'small-programme', 'good-programme') }), join(shelf, 'good'));
  for (const root of [folder, join(shelf, 'good')]) await signPack(root, signer.key);
  const at = (file: string) => join(folder, file);
  const write = (file: string, content: string | Buffer) => {
    mkdirSync(dirname(at(file)), { recursive: true });
    writeFileSync(at(file), content);
  };
  const read = (file: string) => readFileSync(at(file));
  return {
    folder,
    shelf,
    signer,
    write,
    read,
    remove: file => rmSync(at(file), { recursive: true }),
    resign: change => write(signatureFile, JSON.stringify(change(JSON.parse(read(signatureFile).toString())))),
    look: (trusted = [signer.publicKey]) => readPackShelf(shelf, trusted),
    clear: () => rmSync(shelf, { recursive: true, force: true }),
  };
}

export const idsOn = ({ packs }: Shelf): readonly string[] => packs.map(({ programme }) => programme.id);
