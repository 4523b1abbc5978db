// The service worker: keeps the app's shell for the days without a network, and answers for the media files on the tablet.
// It never keeps or answers /api, photos, family pages or enrolment; a new version waits until the page says so.
import { cleanupOutdatedCaches, matchPrecache, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { answerMedia } from '../device/media-answers';
import { openMediaStore } from '../device/media-store';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (string | PrecacheEntry)[] };

const store = openMediaStore();
const network = (request: Request): Promise<Response> => fetch(request);

/** Addresses that belong to the server, or to nobody signed in: never answered with the app. */
const notTheApp = /^\/(api|packs|f|healthz|metrics)(\/|$)/;

/** The downloader marks its requests, a player cannot: the downloader wants the network's answer, whole and untouched. */
const isForPlayer = ({ url, headers }: Request): boolean => new URL(url).pathname.startsWith('/packs/media/') && !headers.has('x-larkrise');

const isAppPage = ({ mode, url }: Request): boolean => mode === 'navigate' && !notTheApp.test(new URL(url).pathname);

const answerPage = async (request: Request): Promise<Response> => (await matchPrecache('/index.html')) ?? network(request);

async function answerFile(request: Request): Promise<Response> {
  return (await answerMedia({ store: await store, network }, request)) ?? network(request);
}

// Before Workbox's own listener: what is answered here is not answered twice.
self.addEventListener('fetch', event => {
  const { request } = event;
  if (new URL(request.url).origin !== self.location.origin) return;
  if (isForPlayer(request)) event.respondWith(answerFile(request));
  else if (isAppPage(request)) event.respondWith(answerPage(request));
  else return;
  event.stopImmediatePropagation();
});

self.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// The very first visit is served from here at once, so that it can be the last one with a network.
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
