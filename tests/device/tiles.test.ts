// The names of the tablet's people in a file of OPFS that may be replaced in the moment in which it is read.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Person } from '../../src/device/database';
import { keepTiles, readTiles, withNames } from '../../src/device/tiles';

/** As a browser says it when the file was replaced after it was opened. */
const replaced = () => new DOMException('the file has changed', 'NotReadableError');
let text: string | null;
/** So many readings fail. */
let failing: number;

const file = {
  getFile: async () => ({
    text: async () => {
      failing -= 1;
      if (failing >= 0) throw replaced();
      return text;
    },
  }),
  createWritable: async () => ({
    write: async (next: string) => {
      text = next;
    },
    close: async () => undefined,
  }),
};
const folder = {
  getFileHandle: async (_: string, { create = false } = {}) => {
    if (text === null && !create) throw new DOMException('there is none', 'NotFoundError');
    return file;
  },
};

const person = (id: string, name = ''): Person => ({ id, name, role: 'educator', hue: 'teal', room: 'wrens' }) as Person;
const namesOf = async (...ids: string[]) => (await withNames(ids.map(id => person(id)))).map(({ name }) => name);

beforeEach(async () => {
  [text, failing] = [null, 0];
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => folder } });
  await keepTiles([person('amina', 'Amina'), person('kasia', 'Kasia')]);
});
afterEach(() => void vi.unstubAllGlobals());

test('names that were replaced while they were read are read once more', async () => {
  failing = 2;
  expect(await namesOf('amina', 'kasia')).toEqual(['Amina', 'Kasia']);
});

test('names that cannot be read are nobody’s leaving: whoever asked is told so', async () => {
  failing = 100;
  await expect(namesOf('amina', 'kasia')).rejects.toMatchObject({ name: 'NotReadableError' });
});

test('who is not in the file that can be read has left, and without a file nobody is known', async () => {
  expect(await namesOf('amina', 'ruth')).toEqual(['Amina']);
  text = null;
  expect(await namesOf('amina')).toEqual([]);
});

test('the first tiles do not wait for a file that cannot be read', async () => {
  failing = 100;
  expect(await readTiles()).toBeNull();
});

test('a file that cannot be read is written anew', async () => {
  failing = 100;
  expect(await keepTiles([person('kasia', 'Kasia')])).toBe(true);
  failing = 0;
  expect(await namesOf('amina', 'kasia')).toEqual(['Kasia']);
});
