// Which addresses the service worker answers for, and which it never touches: nothing of the API, no photo, no family's page is ever kept.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

const origin = 'https://larkrise.example.org';

interface Asked {
  readonly mode?: 'navigate' | 'cors';
  readonly method?: string;
  readonly marked?: boolean;
}

/** What the browser's events of a service worker are made of. */
class Waking {
  waitUntil(): void {}
}

let hear: (event: unknown) => void;

beforeAll(async () => {
  const heard = new Map<string, (event: unknown) => void>();
  vi.stubGlobal('self', {
    location: new URL(`${origin}/service-worker.js`),
    // The build puts the files of the app here.
    __WB_MANIFEST: [
      { url: '/index.html', revision: '1' },
      { url: '/assets/app-1a2b3c.js', revision: null },
    ],
    addEventListener: (name: string, act: (event: unknown) => void) => heard.set(name, act),
    caches: { open: () => Promise.reject(new Error('no cache in this test')), match: async () => undefined },
  });
  vi.stubGlobal('ExtendableEvent', Waking);
  vi.stubGlobal('FetchEvent', class extends Waking {});
  vi.stubGlobal('location', new URL(`${origin}/service-worker.js`));
  await import(new URL('../../src/main/service-worker.ts', import.meta.url).pathname); // its types are those of a worker
  hear = heard.get('fetch') ?? (() => undefined);
});
afterAll(() => vi.unstubAllGlobals());

/** Whether the service worker takes the answer upon itself; otherwise the browser asks the network and nobody keeps anything. */
function answers(address: string, { mode = 'cors', method = 'GET', marked = false }: Asked = {}): boolean {
  let taken = false;
  const headers = new Headers(marked ? { 'x-larkrise': '1' } : {});
  const request = { url: new URL(address, origin).href, mode, method, headers };
  const respondWith = (answer: Promise<Response>) => {
    taken = true;
    answer.catch(() => undefined); // there is neither a cache nor a network here
  };
  hear(Object.assign(new Waking(), { request, respondWith }));
  return taken;
}

describe('it never answers for', () => {
  test.each([
    '/api/v1/sync/pull',
    '/api/v1/tablets/people?leases=1',
    '/api/v1/blobs/0190a1b2-0000-7000-8000-000000000000?person=amina',
    '/api/openapi.json',
    '/api',
    '/f/0123456789abcdef0123456789abcdef',
    '/f/',
    '/packs/index.json',
    '/packs/small-programme/manifest.json',
    '/healthz',
    '/metrics',
  ])('%s, opened as a page or asked for by one', address => {
    expect([answers(address, { mode: 'navigate' }), answers(address)]).toEqual([false, false]);
  });

  test.each([
    'https://evil.example/',
    'https://evil.example/index.html',
    'http://larkrise.example.org/',
    'https://larkrise.example.org:8443/',
  ])('%s, which is another place', address => {
    expect([answers(address, { mode: 'navigate' }), answers(address)]).toEqual([false, false]);
  });

  test('a write, even to the address of a page', () => {
    expect(answers('/index.html', { method: 'POST' })).toBe(false);
  });

  test('a file of a programme that is being fetched: the downloader wants it from the network', () => {
    expect(answers(`/packs/media/${'a'.repeat(64)}.mp4`, { marked: true })).toBe(false);
  });
});

test('it answers for the app’s pages, its own files and what a player asks for', () => {
  for (const address of ['/', '/learn', '/babies/nell', '/facts', '/apiary'])
    expect(answers(address, { mode: 'navigate' }), address).toBe(true);
  expect(answers('/assets/app-1a2b3c.js')).toBe(true);
  expect(answers(`/packs/media/${'a'.repeat(64)}.mp4`)).toBe(true);
});
