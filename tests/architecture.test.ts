// Holds the repository to the rules of src/README.md, and proves on seeded breaches that each rule would be noticed.
import { describe, expect, test } from 'vitest';
import { breaches } from './support/architecture/breaches';
import type { File } from './support/architecture/source';
import { repositoryFiles } from './support/architecture/tree';

const job = '// Says its job.\n';
const file = (path: string, text = ''): File => ({ path, text: job + text });
const lines = (count: number) => '// line\n'.repeat(count);
const imports = (from: string, ...targets: string[]): File => {
  const up = '../'.repeat(from.split('/').length - 2);
  return file(from, targets.map(target => `import '${up}${target.replace(/^src\/|\.tsx?$/g, '')}';\n`).join(''));
};

/** What is said about `from` when it imports `to`. */
const about = (from: string, to: string): string[] => breaches([imports(from, to), file(to)]);

test('the repository keeps its own rules', () => {
  expect(breaches(repositoryFiles(process.cwd()))).toEqual([]);
});

describe('what may be imported', () => {
  const reflections = 'src/features/reflections';
  test.each([
    ['a store its device', `${reflections}/reflection.store.ts`, 'src/device/live.ts'],
    ['a view the kit', `${reflections}/ReflectionEditor.tsx`, 'src/ui/Page.tsx'],
    ['a view a view of its own feature', `${reflections}/ReflectionEditor.tsx`, `${reflections}/ReflectionList.tsx`],
    ['a view the model of another feature', `${reflections}/ReflectionEditor.tsx`, 'src/features/modules/module.ts'],
    ['a view the store of another feature', `${reflections}/ReflectionEditor.tsx`, 'src/features/modules/module.store.ts'],
    ['a reader what it reads', 'src/features/mentoring/mentoring.store.ts', `${reflections}/reflection.store.ts`],
    ['a record feature the roster', `${reflections}/reflection.server.ts`, 'src/features/roster/roster.server.ts'],
    ['the sync of the server the server', 'src/sync/sync-routes.server.ts', 'src/server/http.ts'],
    ['the programs of the server the sample', 'src/main/demo.ts', 'src/sample/nursery.ts'],
  ])('%s', (_, from, to) => {
    expect(about(from, to)).toEqual([]);
  });
});

describe('what may not be imported', () => {
  const reflections = 'src/features/reflections';
  test.each([
    ['the kernel a model', 'src/kernel/id.ts', 'src/sync/change.ts'],
    ['a model a store', 'src/sync/change.ts', 'src/sync/outbox.store.ts'],
    ['a model what runs on the server', 'src/sync/change.ts', 'src/sync/change-log.server.ts'],
    ['the device the server', 'src/device/http.ts', 'src/server/http.ts'],
    ['the server the device', 'src/server/http.ts', 'src/device/http.ts'],
    ['the kit a store', 'src/ui/Page.tsx', 'src/sync/outbox.store.ts'],
    ['a view the server', 'src/sync/saved/SyncBadge.tsx', 'src/sync/sync-routes.server.ts'],
    ['anything what puts it together', `${reflections}/ReflectionEditor.tsx`, 'src/main/routes.tsx'],
    ['the page the sample', 'src/main/pwa.tsx', 'src/sample/nursery.ts'],
    ['the page a program of the server', 'src/main/pwa.tsx', 'src/main/server.ts'],
    ['the service worker a view', 'src/main/service-worker.ts', 'src/ui/Page.tsx'],
    ['a view the view of another feature', `${reflections}/ReflectionEditor.tsx`, 'src/features/modules/Player.tsx'],
    ['the roster a record feature', 'src/features/roster/roster.store.ts', `${reflections}/reflection.store.ts`],
    ['a record feature its neighbour', 'src/features/modules/module.server.ts', `${reflections}/reflection.server.ts`],
    ['a record feature a reader', `${reflections}/reflection.store.ts`, 'src/features/mentoring/mentoring.store.ts'],
    ['the sync a feature', 'src/sync/push.store.ts', `${reflections}/reflection.store.ts`],
    ['a feature without a place in the order', 'src/features/tombola/tombola.store.ts', `${reflections}/reflection.store.ts`],
  ])('%s', (_, from, to) => {
    expect(about(from, to)).toEqual([expect.stringContaining(`${from} imports`)]);
  });

  test.each([
    ['a type', "import type { A } from '../device/live';\n"],
    ['on demand', "export const late = () => import('../device/live');\n"],
    ['inside a type', "export type A = import('../device/live').A;\n"],
  ])('not even %s', (_, text) => {
    expect(breaches([file('src/sync/change.ts', text), file('src/device/live.ts')])).toHaveLength(1);
  });
});

describe('each seeded breach is noticed:', () => {
  const only = (seed: File, words: string) => expect(breaches([seed])).toEqual([expect.stringContaining(words)]);

  test('dexie outside the two files that own it', () => {
    expect(breaches([file('src/device/live.ts', "import 'dexie';")])).toEqual([]);
    only(file('src/device/vault.ts', "import 'dexie';"), 'dexie only in');
  });

  test('fetch outside the files that own it, called, handed on or by way of the global', () => {
    expect(breaches([file('src/device/http.ts', "fetch('/');"), file('src/device/media.worker.ts', "fetch('/');")])).toEqual([]);
    for (const text of ["fetch('/');", 'start({ fetch });', 'start(fetch);', 'globalThis.fetch(1);', 'export const get = fetch as Get;']) {
      only(file('src/device/vault.ts', text), 'fetch only in');
    }
    for (const text of ['self.on.fetch(1);', "addEventListener('fetch', go);", 'export type Get = typeof fetch;', 'go({ fetch: 1 });']) {
      expect(breaches([file('src/device/vault.ts', text)])).toEqual([]);
    }
  });

  test('the time read anywhere but in the clock', () => {
    expect(breaches([file('src/kernel/clock.ts', 'Date.now();')])).toEqual([]);
    only(file('src/sync/change.ts', 'Date.now();'), 'kernel/clock.ts');
    only(file('src/sync/change.ts', 'new Date();'), 'kernel/clock.ts');
    expect(breaches([file('src/sync/change.ts', 'new Date(7);')])).toEqual([]);
  });

  test('a pure file that uses a package of one runtime, or Node', () => {
    expect(breaches([file('src/sync/change.ts', "import * as v from 'valibot';")])).toEqual([]);
    only(file('src/sync/change.ts', "import 'preact/hooks';"), 'may not use preact');
    only(file('src/device/vault.ts', "import 'node:fs';"), 'does not run on Node');
  });

  test('a circle of imports, also of types and by a long way', () => {
    const circle = [
      file('src/sync/a.ts', "import './b';"),
      file('src/sync/b.ts', "import type { C } from './c';"),
      file('src/sync/c.ts', "import './a';"),
    ];
    expect(breaches(circle)).toEqual([expect.stringContaining('a.ts -> src/sync/b.ts -> src/sync/c.ts -> src/sync/a.ts')]);
  });

  test('a file or a view too long to be read', () => {
    expect(breaches([file('src/sync/a.ts', lines(249)), file('src/ui/words/a.ts', lines(900))])).toEqual([]);
    only(file('src/sync/a.ts', lines(250)), '251 lines');
    only(file('src/ui/A.tsx', lines(200)), '201 lines');
    only(file('tests/sync/a.test.ts', lines(250)), '251 lines');
  });

  test('a function too long to be read', () => {
    expect(breaches([file('src/sync/a.ts', `export const f = () => {\n${lines(58)}};\n`)])).toEqual([]);
    only(file('src/sync/a.ts', `export const f = () => {\n${lines(59)}};\n`), 'a function of 61 lines');
    expect(breaches([file('tests/sync/a.test.ts', `describe('a', () => {\n${lines(90)}});\n`)])).toEqual([]);
  });

  test('types given up', () => {
    only(file('src/sync/a.ts', 'export const a: any = 1;'), 'any');
    only(file('tests/a.test.ts', 'export const a: any = 1;'), 'any');
    only(file('src/sync/a.ts', 'go(a!);'), 'hushes');
    only(file('src/sync/a.ts', '// @ts-ignore\ngo();'), 'silences');
    only(file('src/sync/a.ts', '// biome-ignore lint: why\ngo();'), 'silences');
  });

  test('barrels', () => {
    only(file('src/sync/index.ts'), 'a barrel');
    only(file('src/sync/all.ts', "export * from './change';"), 'a barrel');
    only(file('src/sync/all.ts', "export type { Change } from './change';"), 'a barrel');
  });

  test('drawers for anything', () => {
    for (const path of ['src/sync/utils/a.ts', 'src/sync/helpers.ts', 'src/server/services/a.ts', 'tests/common/a.ts'])
      only(file(path), 'a drawer');
  });

  test('a name that tells no runtime', () => {
    only(file('src/main/tablet.ts'), 'no layer');
    only(file('src/shared/a.ts'), 'no layer');
  });

  test('a file that does not say its job', () => {
    for (const path of ['src/sync/a.ts', 'src/ui/a.css', 'src/main/a.mjs', 'vite.config.ts']) {
      expect(breaches([{ path, text: '\nexport {};' }])).toEqual([expect.stringContaining('does not say its job')]);
    }
  });

  test('a map that names what is gone, or that grew too long', () => {
    const map = (text: string) => ({ path: 'src/README.md', text });
    const tree = [file('src/sync/push.store.ts'), file('tests/support/wire.ts')];
    const true_ =
      'See `push.store.ts`, src/sync/, `sync/push.store.ts`, *.store.ts, tests/support/, `/api/v1/x/`, features/<feature>/ and dist/app/.';
    expect(breaches([map(true_), ...tree])).toEqual([]);
    expect(breaches([map('`pull.store.ts` and src/wire/ and `../docs/map.md`'), ...tree])).toEqual([
      'src/README.md names pull.store.ts, which is not there',
      'src/README.md names docs/map.md, which is not there',
      'src/README.md names src/wire/, which is not there',
    ]);
    expect(breaches([map('line\n'.repeat(151))])).toEqual([expect.stringContaining('151 lines')]);
  });
});
