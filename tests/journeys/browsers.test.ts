// The browsers themselves: that a killed one keeps what its profile had, or no journey would prove anything.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newProfile, openChromium, openFirefox, removeProfile } from '../support/browser';

const server = createServer((_, reply) => reply.setHeader('content-type', 'text/html').end('<!doctype html><title>Page</title>'));
const profiles: string[] = [];
const profile = () => profiles[profiles.push(newProfile()) - 1] ?? '';
let address = '';

beforeAll(async () => {
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  address = `http://blue.localhost:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => {
  server.close();
  for (const used of profiles) removeProfile(used);
});

/** Writes a word into IndexedDB, durably, and resolves when the transaction is complete. */
const write = () =>
  new Promise<string>((done, fail) => {
    const open = indexedDB.open('words', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('words');
    open.onerror = () => fail(open.error);
    open.onsuccess = () => {
      const transaction = open.result.transaction('words', 'readwrite', { durability: 'strict' });
      transaction.objectStore('words').put('kept', 1);
      transaction.oncomplete = () => done('written');
      transaction.onerror = () => fail(transaction.error);
    };
  });

const read = () =>
  new Promise<unknown>((done, fail) => {
    const open = indexedDB.open('words', 1);
    open.onerror = () => fail(open.error);
    open.onsuccess = () => {
      const found = open.result.transaction('words').objectStore('words').get(1);
      found.onsuccess = () => done(found.result);
    };
  });

test('a killed Chromium has kept what it had called written, and each tablet has an origin of its own', async () => {
  const tablet = profile();
  const first = await openChromium(tablet);
  const page = await first.context.newPage();
  await page.goto(address);
  expect(await page.evaluate(write)).toBe('written');
  expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
  await first.kill();
  const second = await openChromium(tablet);
  const again = await second.context.newPage();
  await again.goto(address);
  expect(await again.evaluate(read)).toBe('kept');
  await second.close();
});

test('Firefox can be driven and writes to its own storage', async () => {
  const browser = await openFirefox(profile());
  const page = await browser.newPage();
  await page.goto(address);
  expect(await page.evaluate(write)).toBe('written');
  expect(await page.evaluate(read)).toBe('kept');
  await browser.close();
});
