// Reads the repository's own files, as a fresh clone would have them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { File } from './source';

const notOurs = new Set(['node_modules', 'dist', 'data', '.git']);
const readable = /\.(tsx?|mjs|css|md|json|html|yaml)$/;

/** Every file under `root`, with its text where a rule may want to read it. */
export function repositoryFiles(root: string, folder = root): File[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const full = join(folder, entry.name);
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : repositoryFiles(root, full);
    const path = relative(root, full).split(sep).join('/');
    return [{ path, text: readable.test(entry.name) ? readFileSync(full, 'utf8') : '' }];
  });
}
