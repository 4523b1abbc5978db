// A lazy page asks at once for what is not there yet, and for nothing that whoever asks for the page has brought along.
import type { Plugin } from 'vite';
import { expect, test } from 'vitest';
import { leanPreloads } from '../../src/build/preloads';

/** The chunks of a build: what each stands on. */
const bundle = (chunks: Readonly<Record<string, readonly string[]>>, ...entries: readonly string[]) =>
  Object.fromEntries(
    Object.entries(chunks).map(([fileName, imports]) => [
      fileName,
      { type: 'chunk', fileName, imports, isEntry: entries.includes(fileName) },
    ]),
  );

type Written = { readonly order: string; readonly handler: (options: unknown, bundle: unknown) => void };

test('what the asking chunk or the entry stands on is not asked for again', () => {
  const { plugin, resolveDependencies } = leanPreloads();
  const chunks = {
    'entry.js': ['words.js'],
    'words.js': [],
    'home.js': ['entry.js', 'reading.js'],
    'reading.js': [],
    'page.js': ['reading.js', 'words.js', 'sheet.js'],
    'sheet.js': ['words.js'],
    'editor.js': ['home.js', 'page.js'],
  };
  ((plugin as Plugin).generateBundle as unknown as Written).handler({}, bundle(chunks, 'entry.js'));
  const all = ['page.js', 'reading.js', 'entry.js', 'words.js', 'sheet.js'];
  expect(resolveDependencies('page.js', all, { hostId: 'entry.js' })).toEqual(['page.js', 'reading.js', 'sheet.js']);
  expect(resolveDependencies('page.js', all, { hostId: 'home.js' })).toEqual(['page.js', 'sheet.js']);
  expect(resolveDependencies('page.js', all, { hostId: 'editor.js' })).toEqual([]);
  expect(resolveDependencies('page.js', all, { hostId: 'unknown.js' }), 'where nothing is known, all of it').toEqual(all);
});

test('of two HTML pages only what both begin with is taken for granted', () => {
  const { plugin, resolveDependencies } = leanPreloads();
  const chunks = { 'entry.js': ['words.js', 'app.js'], 'office.js': ['words.js'], 'words.js': [], 'app.js': [], 'shared.js': [] };
  ((plugin as Plugin).generateBundle as unknown as Written).handler({}, bundle(chunks, 'entry.js', 'office.js'));
  expect(resolveDependencies('page.js', ['page.js', 'app.js', 'words.js'], { hostId: 'shared.js' })).toEqual(['page.js', 'app.js']);
});
