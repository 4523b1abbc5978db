// Every breach of the architecture in a set of files, one plain sentence each; pure, so that seeded breaches can prove it sees them.

import { cycleBreaches, type Graph, resolveImport } from './cycles';
import { layerOf, whyNotImport, whyNotPackage } from './layers';
import { pathBreaches } from './readme-paths';
import { type File, functionSizes, has, importsOf, readSource, readsClock, type Source, usesFetch } from './source';

const limits = { file: 250, view: 200, function: 60, map: 150 };
const drawers = /(^|\/)(utils?|helpers?|common|misc|services?)(\/|\.\w+$)/i;
const mayFetch = /^src\/(device\/http\.ts|main\/service-worker\.ts|device\/.*\.worker\.ts)$/;

/** `files` are all files of the repository; paths from its root, with forward slashes. Text of binaries may be left empty. */
export function breaches(files: readonly File[]): string[] {
  const code = files.filter(file => /^(src|tests)\/.*\.tsx?$/.test(file.path)).map(readSource);
  const paths = new Set(files.map(file => file.path));
  const map = files.find(file => file.path === 'src/README.md');
  return [
    ...files.flatMap(file => [...nameBreaches(file), ...firstLineBreaches(file), ...fileLengthBreaches(file)]),
    ...code.flatMap(source => [...functionLengthBreaches(source), ...plainTypeBreaches(source), ...barrelBreaches(source)]),
    ...code.filter(isProduct).flatMap(source => [...importBreaches(source, paths), ...placeBreaches(source)]),
    ...cycleBreaches(graphOf(code, paths)),
    ...(map ? [...pathBreaches(map, [...paths]), ...mapLengthBreaches(map)] : []),
  ];
}

const isProduct = (source: Source): boolean => source.file.path.startsWith('src/');
const lineCount = (text: string): number => text.trimEnd().split('\n').length;

function nameBreaches({ path }: File): string[] {
  if (!/^(src|tests)\//.test(path)) return [];
  if (drawers.test(path)) return [`${path}: a drawer for anything; name it for what it does`];
  const lost = /^src\/.*\.tsx?$/.test(path) && !path.endsWith('.d.ts') && layerOf(path) === undefined;
  return lost ? [`${path}: its name tells no layer and no runtime`] : [];
}

function firstLineBreaches({ path, text }: File): string[] {
  if (!/^((src|tests)\/.*|[^/]+)\.(tsx?|mjs|css)$/.test(path)) return [];
  return /^(\/\/|\/\*|#!.*\n\/\/) ?\S/.test(text) ? [] : [`${path}: the first line does not say its job`];
}

function fileLengthBreaches({ path, text }: File): string[] {
  if (!/^(src|tests)\/.*\.(tsx?|mjs|css)$/.test(path) || /\.d\.ts$|^src\/(ui\/words|sample)\//.test(path)) return [];
  const limit = path.startsWith('src/') && path.endsWith('.tsx') ? limits.view : limits.file;
  return lineCount(text) > limit ? [`${path}: ${lineCount(text)} lines, the stop is ${limit}`] : [];
}

function mapLengthBreaches({ path, text }: File): string[] {
  return lineCount(text) > limits.map ? [`${path}: ${lineCount(text)} lines, the stop is ${limits.map}`] : [];
}

function functionLengthBreaches(source: Source): string[] {
  const long = functionSizes(source).filter(({ lines }) => lines > limits.function);
  return long.map(({ line, lines }) => `${source.file.path}:${line}: a function of ${lines} lines, the stop is ${limits.function}`);
}

function plainTypeBreaches(source: Source): string[] {
  const found: string[] = [];
  if (has(source, 'TSAnyKeyword')) found.push('any');
  if (isProduct(source) && has(source, 'TSNonNullExpression')) found.push('! that hushes the compiler');
  if (isProduct(source) && source.comments.some(words => /@ts-(ignore|expect-error|nocheck)|biome-ignore/.test(words))) {
    found.push('a comment that silences a check');
  }
  return found.map(what => `${source.file.path}: ${what}`);
}

function barrelBreaches(source: Source): string[] {
  const { path } = source.file;
  const isBarrel = /\/index\.tsx?$/.test(path) || importsOf(source).some(({ reExport }) => reExport);
  return isBarrel ? [`${path}: a barrel; import from the file that has it`] : [];
}

function importBreaches(source: Source, paths: ReadonlySet<string>): string[] {
  const { path } = source.file;
  return importsOf(source).flatMap(({ name }) => {
    const target = resolveImport(path, name, paths);
    const packageName = name.startsWith('node:') ? name : name.split('/', name.startsWith('@') ? 2 : 1).join('/');
    const why = name.startsWith('.') ? target && whyNotImport(path, target) : whyNotPackage(path, packageName);
    return why ? [`${path} imports ${name}: ${why}`] : [];
  });
}

function placeBreaches(source: Source): string[] {
  const { path } = source.file;
  const found: string[] = [];
  if (usesFetch(source) && !mayFetch.test(path))
    found.push(`${path}: fetch only in device/http.ts, the service worker and device/*.worker.ts`);
  if (readsClock(source) && path !== 'src/kernel/clock.ts') found.push(`${path}: the time comes from kernel/clock.ts`);
  return found;
}

function graphOf(code: readonly Source[], paths: ReadonlySet<string>): Graph {
  return new Map(
    code.map(source => {
      const targets = importsOf(source).map(({ name }) => resolveImport(source.file.path, name, paths));
      return [source.file.path, targets.filter(target => target !== undefined)];
    }),
  );
}
