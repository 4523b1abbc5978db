// The programmes of a server: a folder with a folder for each. What is not as it must be is left out with one line, and the rest is served.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result, trouble } from '../../kernel/result';
import { faultInWords, type PackFault, wholeFile } from './pack-fault';
import { type Pack, readPackFolder } from './pack-folder.server';
import { type Proven, provePack, type VouchedBy } from './pack-signing.server';

/** Where the operator puts them. */
export const programmesFolder = ({ dataDir }: { readonly dataDir: string }): string => join(dataDir, 'programmes');

export interface Shelf {
  readonly packs: readonly Pack[];
  /** One line for each pack that was not taken. */
  readonly refused: readonly string[];
  /** One line for each that was taken although nobody who is known here vouches for it. */
  readonly warnings: readonly string[];
}

interface Taken {
  readonly pack: Pack;
  readonly vouchedBy: VouchedBy;
}

/** A file that was changed between the proof and the reading is noticed here. */
function changedSince({ files }: Proven, pack: Pack): readonly PackFault[] {
  const proven = new Set(files.map(({ sha256 }) => sha256));
  return [...pack.files].filter(([sha256]) => !proven.has(sha256)).map(([, { from }]) => wholeFile(from, 'was changed while it was read'));
}

async function takePack(root: string, trusted: readonly string[]): Promise<Result<Taken, readonly PackFault[]>> {
  const proven = await provePack(root, trusted);
  if (!proven.ok) return proven;
  const pack = await readPackFolder(root);
  if (!pack.ok) return pack;
  const changed = changedSince(proven.value, pack.value);
  return changed.length > 0 ? trouble(changed) : ok({ pack: pack.value, vouchedBy: proven.value.vouchedBy });
}

/** One line on a terminal, whatever files are called. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');

const refusal = (name: string, faults: readonly PackFault[]): string => {
  const [first] = faults;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return oneLine(`The programme in the folder "${name}" was not taken: ${first ? faultInWords(first) : 'it cannot be read'}${more}`);
};

const warnings: Record<VouchedBy, ((name: string) => string) | null> = {
  'known-signer': null,
  'unknown-signer': name =>
    `The programme in the folder "${name}" is signed, but PACK_KEYS is not set, so nobody knows by whom. It is served all the same.`,
  nobody: name => `The programme in the folder "${name}" is not signed. It is served all the same, because PACK_KEYS is not set.`,
};

/** Every folder in it, by name; a folder that is not there is an empty shelf. `trusted`: the public keys that may vouch. */
export async function readPackShelf(folder: string, trusted: readonly string[]): Promise<Shelf> {
  const shelf = { packs: [] as Pack[], refused: [] as string[], warnings: [] as string[] };
  const inside = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const shown = inside.filter(({ name }) => !name.startsWith('.')); // what systems leave lying about
  for (const one of shown.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = one;
    const faults = one.isDirectory() ? null : [wholeFile(name, one.isSymbolicLink() ? 'is a link' : 'is not a folder')];
    const taken = faults ? trouble(faults) : await takePack(join(folder, name), trusted).catch(() => trouble<readonly PackFault[]>([]));
    if (!taken.ok) {
      shelf.refused.push(refusal(name, taken.trouble));
      continue;
    }
    const { pack, vouchedBy } = taken.value;
    const { id } = pack.programme;
    if (shelf.packs.some(({ programme }) => programme.id === id)) {
      shelf.refused.push(refusal(name, [wholeFile('programme.yaml', `another folder has the programme ${id} already`)]));
      continue;
    }
    shelf.packs.push(pack);
    const warn = warnings[vouchedBy];
    if (warn) shelf.warnings.push(oneLine(warn(name)));
  }
  return shelf;
}
