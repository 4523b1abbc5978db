// The rule table of src/README.md as data: which layer a file is in, by name alone, and which layers it may import.

export type Layer =
  | 'kernel'
  | 'model'
  | 'device'
  | 'server'
  | 'ui'
  | 'view'
  | 'sample'
  | 'build'
  | 'main-shared'
  | 'main-tablet'
  | 'main-worker'
  | 'main-server';

const mayImportTable: Record<Layer, readonly Layer[]> = {
  kernel: ['kernel'],
  model: ['kernel', 'model'],
  device: ['kernel', 'model', 'device'],
  server: ['kernel', 'model', 'server'],
  ui: ['kernel', 'ui', 'model'],
  view: ['kernel', 'model', 'device', 'ui', 'view'],
  sample: ['kernel', 'model', 'server', 'sample'],
  build: ['build'],
  'main-shared': ['kernel', 'model', 'main-shared'],
  'main-tablet': ['kernel', 'model', 'device', 'ui', 'view', 'main-shared', 'main-tablet'],
  'main-worker': ['kernel', 'model', 'device', 'main-shared', 'main-worker'],
  'main-server': ['kernel', 'model', 'server', 'sample', 'main-shared', 'main-server'],
};

/** Packages that a pure file may use: they touch neither the page nor Node. */
const purePackages = ['valibot', 'node-diff3', 'fast-diff', 'uuidv7'];

/** Features whose stores and server files others may build upon, lowest first; within one line nobody knows the neighbour. */
const featureOrder = [
  ['roster'],
  ['reflections', 'gap-tasks', 'strengths-boards', 'modules', 'complaints'],
  ['mentoring', 'leadership'],
  ['rights'],
  ['office'],
];

function mainLayer(path: string): Layer | undefined {
  if (path.endsWith('/record-kinds.ts')) return 'main-shared';
  if (/\/service-worker\.ts$|\.worker\.ts$/.test(path)) return 'main-worker';
  if (/\/(server|demo|cli)\.ts$|\.server\.ts$/.test(path)) return 'main-server';
  if (/\.tsx$|\.store\.ts$/.test(path)) return 'main-tablet';
  return undefined;
}

/** The layer of a source file, or undefined when its name promises no runtime. */
export function layerOf(path: string): Layer | undefined {
  if (path.startsWith('src/main/')) return mainLayer(path);
  if (path.startsWith('src/kernel/')) return 'kernel';
  if (path.startsWith('src/sample/')) return 'sample';
  if (path.startsWith('src/build/')) return 'build';
  if (path.startsWith('src/ui/')) return 'ui';
  if (path.startsWith('src/server/') || path.endsWith('.server.ts')) return 'server';
  if (path.startsWith('src/device/') || path.endsWith('.store.ts')) return 'device';
  if (!/^src\/(features\/[^/]+|sync)\//.test(path)) return undefined;
  return path.endsWith('.tsx') ? 'view' : 'model';
}

/** The feature folder a file is in; sync counts as one, so that its views stay its own. */
function featureOf(path: string): string | undefined {
  return /^src\/features\/([^/]+)\//.exec(path)?.[1] ?? (path.startsWith('src/sync/') ? 'sync' : undefined);
}

const placeOf = (feature: string | undefined): number =>
  feature === 'sync' || feature === undefined ? 0 : featureOrder.findIndex(line => line.includes(feature)) + 1;

/** Why `from` may not import `to`, in words; undefined when it may. */
export function whyNotImport(from: string, to: string): string | undefined {
  const [fromLayer, toLayer] = [layerOf(from), layerOf(to)];
  if (!fromLayer || !toLayer) return undefined;
  if (!mayImportTable[fromLayer].includes(toLayer)) return `${fromLayer} may not import ${toLayer}`;
  return fromLayer.startsWith('main') || fromLayer === 'sample' ? undefined : whyNotBetweenFeatures(from, to, toLayer);
}

function whyNotBetweenFeatures(from: string, to: string, toLayer: Layer): string | undefined {
  const [own, other] = [featureOf(from), featureOf(to)];
  if (own === other || !other || toLayer === 'model') return undefined;
  if (toLayer === 'view') return `a view of ${own ?? 'no feature'} may not import a view of ${other}`;
  if (other === 'sync') return undefined;
  const [ownPlace, otherPlace] = [placeOf(own), placeOf(other)];
  if (layerOf(from) === 'view') return undefined;
  return ownPlace > otherPlace && otherPlace > 0
    ? undefined
    : `${own ?? 'the platform'} may not build upon ${other}: only downwards in the order of features`;
}

/** Why a file may not use a package (or a part of Node), in words; undefined when it may. */
export function whyNotPackage(from: string, name: string): string | undefined {
  const layer = layerOf(from);
  if (name === 'dexie' && !/^src\/device\/(database|live)\.ts$/.test(from)) return 'dexie only in device/database.ts and device/live.ts';
  if (!layer || layer === 'server' || layer === 'main-server' || layer === 'sample' || layer === 'build') return undefined;
  if (name.startsWith('node:')) return `${layer} does not run on Node`;
  const pure = layer === 'kernel' || layer === 'model' || layer === 'main-shared';
  return pure && !purePackages.includes(name) ? `${layer} is pure and may not use ${name}` : undefined;
}
