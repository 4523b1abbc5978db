// Which files are asked for at once with a lazy page: those that whoever asks for the page has not brought along already.
import type { Plugin } from 'vite';

interface Host {
  readonly hostId: string;
}

/**
 * Vite lists with every lazy page all that it stands on, so that nothing is fetched one after the other. What the asking chunk
 * stands on itself, and what every entry does, is there before it can ask: in the lists of the first chunks it is only weight.
 */
export function leanPreloads() {
  const brought = new Map<string, ReadonlySet<string>>();
  const plugin: Plugin = {
    name: 'larkrise:lean-preloads',
    apply: 'build',
    generateBundle: {
      order: 'pre',
      handler(_, bundle) {
        const add = (file: string, found: Set<string>): Set<string> => {
          const chunk = bundle[file];
          if (chunk?.type !== 'chunk' || found.has(file)) return found;
          found.add(file);
          for (const next of chunk.imports) add(next, found);
          return found;
        };
        const chunks = Object.values(bundle).filter(one => one.type === 'chunk');
        const [first = new Set<string>(), ...others] = chunks
          .filter(({ isEntry }) => isEntry)
          .map(({ fileName }) => add(fileName, new Set()));
        const atFirst = [...first].filter(file => others.every(entry => entry.has(file)));
        for (const { fileName } of chunks) brought.set(fileName, add(fileName, new Set(atFirst)));
      },
    },
  };
  const resolveDependencies = (_: string, files: string[], { hostId }: Host): string[] =>
    files.filter(file => !brought.get(hostId)?.has(file));
  return { plugin, resolveDependencies };
}
