// Checks that every path that a document names is still there, so that a newcomer is never sent to a file that has moved.
import type { File } from './source';

const fileName = /(?<![\w@./<>:-])(?:\.\.?\/)*[\w@*-][\w@*./-]*\.(?:tsx?|mjs|css|json|md|html|yaml)\b/g;
const folderName = /(?<![\w@./<>:-])(?:[\w-]+\/)+(?=[\s`,.;:)]|$)/gm;

/** Folders that a build or a run makes. */
const made = /^(dist|data|node_modules)\//;

/** A path counts as there when it is given from the root, from src/, or by its last parts; `*` stands for any name. */
export function pathBreaches({ path, text }: File, paths: readonly string[]): string[] {
  const named = new Set([...text.matchAll(fileName), ...text.matchAll(folderName)].map(([name]) => name.replace(/^(\.\.?\/)+/, '')));
  return [...named].filter(name => !made.test(name) && !isThere(name, paths)).map(name => `${path} names ${name}, which is not there`);
}

function isThere(name: string, paths: readonly string[]): boolean {
  const pattern = name.replace(/[.+?^$()[\]{}|\\]/g, '\\$&').replace(/\*+/g, '[^/]+');
  const end = name.endsWith('/') ? '' : '$';
  const wanted = new RegExp(`(^|/)${pattern}${end}`);
  return paths.some(path => wanted.test(path));
}
