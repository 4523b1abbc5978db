// Finds files that import each other in a circle, so that every file can be read after the ones it builds upon.
import { posix } from 'node:path';

export type Graph = ReadonlyMap<string, readonly string[]>;

/** The file a relative import means, or undefined for packages and for what is no TypeScript. */
export function resolveImport(from: string, name: string, paths: ReadonlySet<string>): string | undefined {
  if (!name.startsWith('.')) return undefined;
  const bare = posix.join(posix.dirname(from), name.replace(/\?.*$/, ''));
  return [bare, `${bare}.ts`, `${bare}.tsx`, `${bare}/index.ts`].find(path => paths.has(path) && /\.tsx?$/.test(path));
}

/** One sentence for each circle, named from where it is first entered. */
export function cycleBreaches(graph: Graph): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) found.push(`a circle of imports: ${[...trail.slice(at), path].join(' -> ')}`);
    if (at >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}
