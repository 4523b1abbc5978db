// The search of a raw profile finds what is there: a search that finds nothing by itself proves nothing.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newProfile, openChromium, removeProfile } from '../support/browser';
import { findInProfile, readableIn } from '../support/raw-profile';

const profile = newProfile();
const planted = {
  value: 'Zaporozhye in a value',
  latin: 'Bébé à bord, été',
  wide: 'Łódź i żółw się śmieją',
  key: 'Quillebeuf in a key',
  deleted: 'Wapentake written and deleted',
  overwritten: 'Kirkcudbright written over',
  large: 'Machynlleth a thousand times',
  table: 'Ysgol in a table of many rows',
  local: 'Penistone in the local storage',
  file: 'Oswaldtwistle in a file',
  coded: 'Giggleswick in base64',
  cached: 'Blubberhouses in the cache',
};
const absent = 'Nowhere at all in this profile';

/** Runs in the page. */
async function plant(texts: typeof planted): Promise<void> {
  const db = await new Promise<IDBDatabase>((done, fail) => {
    const opening = indexedDB.open('planted');
    opening.onupgradeneeded = () => opening.result.createObjectStore('things');
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });
  const write = (work: (store: IDBObjectStore) => void) =>
    new Promise<void>((done, fail) => {
      const writing = db.transaction('things', 'readwrite', { durability: 'strict' });
      work(writing.objectStore('things'));
      writing.oncomplete = () => done();
      writing.onerror = () => fail(writing.error);
    });
  await write(store => {
    for (const name of ['value', 'latin', 'wide'] as const) store.put({ text: texts[name] }, name);
    store.put({ text: '' }, texts.key);
    store.put({ text: `${texts.large} `.repeat(9_000) }, 'large');
    store.put({ text: btoa(`..${texts.coded}`) }, 'coded');
  });
  // Enough that LevelDB puts its log into tables: similar rows, of which Snappy leaves only what is different.
  const noise = Array.from({ length: 60 }, () => Math.random().toString(36)).join(' ');
  for (let round = 0; round < 40; round += 1)
    await write(store => {
      for (let at = 0; at < 120; at += 1) store.put({ text: `${noise} ${texts.table} ${noise} ${Math.random()}` }, `table ${round} ${at}`);
    });
  for (const name of ['deleted', 'overwritten'] as const) await write(store => store.put({ text: texts[name] }, name));
  await write(store => store.delete('deleted'));
  await write(store => store.put({ text: '' }, 'overwritten'));
  localStorage.setItem('local', texts.local);
  const file = await (await navigator.storage.getDirectory()).getFileHandle('planted', { create: true });
  const writing = await file.createWritable();
  await writing.write(texts.file);
  await writing.close();
  await (await caches.open('planted')).put('/cached', new Response(texts.cached));
}

async function plantIn(page: Page): Promise<void> {
  const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<!doctype html><title>planting</title>'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await page.evaluate(plant, planted);
  server.closeAllConnections();
  server.close();
}

beforeAll(async () => {
  const browser = await openChromium(profile);
  await plantIn(await browser.context.newPage());
  await browser.close();
});
afterAll(() => removeProfile(profile));

test('what was planted is found in every place and form in which a browser keeps it, also after it was deleted', () => {
  expect(readableIn(profile, [...Object.values(planted), absent])).toEqual(Object.values(planted));
});

test('what is packed is found in the tables, not only in the log that they were made of', () => {
  const files = findInProfile(profile, [planted.table]).map(({ file }) => file);
  expect(files.filter(file => file.endsWith('.ldb'))).not.toEqual([]);
});

test('random letters are found nowhere', () => {
  expect(findInProfile(profile, [randomBytes(9).toString('hex'), absent])).toEqual([]);
});
