// What the installed app promises is there: its pictures in their sizes, and a page behind each way in.
import { existsSync, readFileSync } from 'node:fs';
import { exec } from 'preact-iso/router';
import { expect, test } from 'vitest';
import { manifest } from '../../src/build/manifest';
import { routesFor } from '../../src/main/routes';

/** Width and height stand at the same place in every PNG (https://www.w3.org/TR/png/#11IHDR). */
const sizeOfPng = (file: string): string => {
  const bytes = readFileSync(file);
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
};

const { icons = [], shortcuts = [] } = manifest;
const pictures = [...icons, ...shortcuts.flatMap(shortcut => shortcut.icons ?? [])];

test.each(pictures)('$src is there, in the size it says', ({ src = '', sizes, type }) => {
  const file = `public${src}`;
  expect(existsSync(file)).toBe(true);
  if (type === 'image/png') expect(sizeOfPng(file)).toBe(sizes);
});

test('one picture may be cut to any shape, and tablets of Apple have theirs', () => {
  expect(icons.filter(({ purpose }) => purpose === 'maskable')).toHaveLength(1);
  expect(readFileSync('index.html', 'utf8')).toContain('rel="apple-touch-icon"');
  expect(sizeOfPng('public/apple-touch-icon.png')).toBe('180x180');
});

test.each(shortcuts)('"$name" leads to a page that is there for educators', ({ url }) => {
  const { pages } = routesFor('educator');
  expect(pages.some(({ path }) => path === url || exec(url, path, {} as never) !== undefined)).toBe(true);
});
