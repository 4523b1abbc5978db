// Remembers beside the data when and where the last back-up was written, so that somebody notices when none is made any more.
import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse, parseJson } from '../kernel/parse';

type Home = { readonly dataDir: string };
const noteFile = ({ dataDir }: Home): string => join(dataDir, 'last-back-up.json');

/** `keys`: where its keys went; absent where they were in the same file. */
const noteSchema = v.object({ file: v.string(), keys: v.optional(v.string()), at: v.number() });
export type BackUpNote = v.InferOutput<typeof noteSchema>;

export async function noteBackUp(home: Home, note: BackUpNote): Promise<void> {
  const growing = `${noteFile(home)}.part`;
  await writeFile(growing, `${JSON.stringify(note)}\n`);
  await rename(growing, noteFile(home));
}

/** Null where none was ever made from this machine. */
export function lastBackUp(home: Home): BackUpNote | null {
  try {
    const read = parse(noteSchema, parseJson(readFileSync(noteFile(home), 'utf8')));
    return read.ok ? read.value : null;
  } catch {
    return null;
  }
}
