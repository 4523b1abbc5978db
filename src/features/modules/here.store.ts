// What this tablet holds of modules: their manifests, and the files with how far they have come.
import type { TabletDatabase } from '../../device/database';
import { parse } from '../../kernel/parse';
import { type Module, programmeSchema } from './pack';
import type { HeldFile } from './readiness';

export interface Here {
  readonly modules: readonly { readonly programme: string; readonly module: Module }[];
  readonly files: ReadonlyMap<string, HeldFile>;
}

/** What was stored was parsed when it came; a manifest that an older app stored may no longer fit and is fetched again. */
export async function readHere(database: TabletDatabase): Promise<Here> {
  const [packs, files] = [await database.packs.toArray(), await database.media.toArray()];
  const programmes = packs.map(({ manifest }) => parse(programmeSchema, manifest));
  return {
    modules: programmes.flatMap(read => (read.ok ? read.value.modules.map(module => ({ programme: read.value.id, module })) : [])),
    files: new Map(files.map(file => [file.hash, file])),
  };
}
