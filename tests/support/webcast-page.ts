// A bare page for the webcast journeys: the tablet's own stores, and a few verbs that a test can call from outside.
import { watchForUpdates } from '../../src/device/app-update';
import { TabletDatabase } from '../../src/device/database';
import { createHttp } from '../../src/device/http';
import { createScriptAddresses } from '../../src/device/script-address';
import { fetchModule, liveModules, type ModuleHere, openShelf } from '../../src/features/modules/module.store';
import { fetchProgrammes, resumeFetching } from '../../src/features/modules/programmes.store';
import { removeModule } from '../../src/features/modules/removing.store';
import { systemClock } from '../../src/kernel/clock';

const address = createScriptAddresses();
const update = watchForUpdates(address('/service-worker.js'), () => location.reload());
const random = () => crypto.getRandomValues(new Uint8Array(16));
const tablet = { id: 'tablet-blue', database: new TabletDatabase(), clock: systemClock, random };
const shelf = openShelf(tablet, createHttp(), () => new Worker(address('/media-download.worker.js'), { type: 'module' }));
const modules = liveModules(shelf);
modules.subscribe(() => {});

async function until<Value>(look: () => Value | undefined | false | null, seconds = 60): Promise<Value> {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    const seen = look();
    if (seen) return seen;
    if (performance.now() > end) throw new Error(`waited in vain; modules: ${JSON.stringify(modules.value?.map(here => here.readiness))}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

const here = (id: string): Promise<ModuleHere> => until(() => modules.value?.find(({ module }) => module.id === id));

const event = (target: EventTarget, name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    target.addEventListener(name, () => resolve(), { once: true });
    target.addEventListener('error', () => reject(new Error(`error instead of ${name}`)), { once: true });
    setTimeout(() => reject(new Error(`no ${name}`)), 20_000);
  });

/** Plays a module as its player does; gives what was seen. `from` in seconds. */
async function watch(id: string, from: number) {
  const { webcast } = (await here(id)).module;
  const video = document.createElement('video');
  const track = Object.assign(document.createElement('track'), { kind: 'captions', src: webcast.captions.path, default: true });
  const poster = Object.assign(new Image(), { src: webcast.poster.path });
  video.muted = true;
  const began = performance.now();
  const loaded = event(video, 'loadeddata');
  video.src = webcast.video.path;
  video.append(track);
  document.body.replaceChildren(video);
  await loaded;
  const firstFrame = performance.now() - began;
  const seeked = event(video, 'seeked');
  video.currentTime = from;
  await seeked;
  const seek = performance.now() - began - firstFrame;
  await video.play();
  await until(() => video.currentTime > from + 1, 20);
  video.pause();
  await until(() => track.readyState === HTMLTrackElement.LOADED, 10);
  await poster.decode();
  return { duration: video.duration, cues: track.track.cues?.length ?? 0, posterWidth: poster.naturalWidth, firstFrame, seek };
}

const verbs = {
  controlled: () => until(() => navigator.serviceWorker.controller !== null),
  programme: async () => (await fetchProgrammes(shelf)).ok,
  fetch: async (id: string) => fetchModule(shelf, (await here(id)).module),
  remove: async (id: string) => removeModule(shelf, (await here(id)).module),
  resume: () => resumeFetching(shelf),
  readiness: async (id: string) => (await here(id)).readiness,
  /** Waits until the state is this one. */
  becomes: async (id: string, state: string) => {
    await here(id);
    return until(() => modules.value?.find(one => one.module.id === id && one.readiness.state === state)?.readiness, 120);
  },
  holds: (id: string, bytes: number) => until(() => modules.value?.some(one => one.module.id === id && one.readiness.held >= bytes), 120),
  watch,
  /** Status, headers and the hash of the body. */
  ask: async (path: string, init: RequestInit) => {
    const answer = await fetch(path, { ...init, cache: 'no-store' });
    const body = await answer.arrayBuffer();
    const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-256', body))].map(byte => byte.toString(16).padStart(2, '0')).join('');
    return { status: answer.status, headers: Object.fromEntries(answer.headers), length: body.byteLength, hash };
  },
  mediaFolders: async () => {
    const root = await navigator.storage.getDirectory();
    const media = await root.getDirectoryHandle('media', { create: true });
    const names: string[] = [];
    for await (const name of media.keys()) names.push(name);
    return names;
  },
  updateWaiting: () => until(() => update.updateWaiting.value),
  comeBack: () => void document.dispatchEvent(new Event('visibilitychange')),
  takeUpdate: () => update.takeUpdate(),
};

declare global {
  interface Window {
    larkrise: typeof verbs;
  }
}
window.larkrise = verbs;
