// The service worker: keeps the app's shell for the days without a network, and answers for the media files on the tablet.
// It never keeps or answers /api, photos, family pages or enrolment; a new version waits until the page says so.
import { cleanupOutdatedCaches, PrecacheController, type PrecacheEntry } from 'workbox-precaching';
import { answerMedia } from '../device/media-answers';
import { openMediaStore } from '../device/media-store';
import { roundLock } from '../device/one-round';
import { pushWhileAway, wakeTag } from '../device/waking-push';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (string | PrecacheEntry)[] };

const store = openMediaStore();
/** The app's files as they were when this version was installed. */
const shell = new PrecacheController();
const network = (request: Request): Promise<Response> => fetch(request);

/** Addresses that belong to the server, to the office, or to nobody signed in: never answered with the app. */
const notTheApp = /^\/(api|packs|f|office|healthz|metrics)(\/|$)/;

/** The downloader marks its requests, a player cannot: the downloader wants the network's answer, whole and untouched. */
const isForPlayer = ({ url, headers }: Request): boolean => new URL(url).pathname.startsWith('/packs/media/') && !headers.has('x-larkrise');

const isAppPage = ({ mode, url }: Request): boolean => mode === 'navigate' && !notTheApp.test(new URL(url).pathname);

const answerPage = async (request: Request): Promise<Response> => (await shell.matchPrecache('/index.html')) ?? network(request);

async function answerFile(request: Request): Promise<Response> {
  return (await answerMedia({ store: await store, network }, request)) ?? network(request);
}

/** Null for what is none of the app's files. */
function answerShell(event: FetchEvent): Promise<Response> | null {
  const { request } = event;
  const cacheKey = request.method === 'GET' ? shell.getCacheKeyForURL(request.url) : undefined;
  return cacheKey === undefined ? null : shell.strategy.handle({ event, request, params: { cacheKey } });
}

self.addEventListener('fetch', event => {
  const { request } = event;
  if (new URL(request.url).origin !== self.location.origin) return;
  if (isForPlayer(request)) return event.respondWith(answerFile(request));
  if (isAppPage(request)) return event.respondWith(answerPage(request));
  const answer = answerShell(event);
  if (answer) event.respondWith(answer);
});

self.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

async function send(path: string, body: unknown): Promise<unknown> {
  const headers = { 'x-larkrise': '1', 'content-type': 'application/json' };
  const response = await fetch(path, { method: 'POST', cache: 'no-store', redirect: 'error', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

/** A page that syncs for longer needs no help, in ms; one that was frozen meanwhile is helped at the next waking. */
const patience = 20_000;

/** A page that is open fetches as well, and settles what was sent. One that is frozen does so when it wakes. */
async function sendWhatWaits(): Promise<void> {
  const tell = async () => {
    for (const page of await self.clients.matchAll({ type: 'window' })) page.postMessage({ type: 'LOOK' });
  };
  const signal = AbortSignal.timeout(patience);
  await navigator.locks.request(roundLock, { signal }, () => pushWhileAway(send)).finally(tell);
}

/** The browser's own type does not know it yet. */
interface Waking extends ExtendableEvent {
  readonly tag: string;
}

self.addEventListener('sync' as 'activate', event => {
  if ((event as Waking).tag === wakeTag) event.waitUntil(sendWhatWaits());
});

// The very first visit is served from here at once, so that it can be the last one with a network.
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

shell.precache(self.__WB_MANIFEST);
cleanupOutdatedCaches();
