// The modules of this tablet: fetched for everybody on it, read live with what is already here to be watched.
import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { Http } from '../../device/http';
import { type Live, live } from '../../device/live';
import { createMediaDownloads, type MediaDownloads } from '../../device/media-downloads';
import type { MediaNews } from '../../device/media-news';
import type { Tablet } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { ok } from '../../kernel/result';
import { type Here, readHere } from './here.store';
import type { MediaFile } from './media-file';
import { filesOf, type Module } from './pack';
import { type HeldFile, type Readiness, readinessOf } from './readiness';

/** What modules need of the tablet; made once in main/, by openShelf. */
export interface Shelf {
  readonly tablet: Tablet;
  readonly http: Http;
  readonly downloads: MediaDownloads;
}

/** A module with how much of it is on this tablet. */
export interface ModuleHere {
  readonly programme: string;
  readonly module: Module;
  readonly readiness: Readiness;
}

/** `startWorker` makes a worker that runs device/media-download.worker.ts. `http` renews the tablet's session by itself. */
export function openShelf(tablet: Tablet, http: Http, startWorker: () => Worker): Shelf {
  const note = async (news: MediaNews) => (await import('./arrivals.store').catch(() => null))?.record(shelf, news);
  const shelf: Shelf = { tablet, http, downloads: createMediaDownloads(startWorker, news => void kept(shelf, () => note(news))) };
  return shelf;
}

/** Nobody waits for this work: that the storage cannot take it is told to the storage's health, a bug is thrown on. */
export async function kept({ tablet }: Shelf, work: () => Promise<void>): Promise<void> {
  const done = await orStorageTrouble(async () => ok(await work()));
  tablet.database.health.note(kept, done.ok ? null : done.trouble);
}

/** What is stored of a file, as far on as the latest news. */
const newest = (file: HeldFile, news: MediaNews | undefined): HeldFile =>
  file.state === 'fetching' && news?.state !== 'failed' && news ? { ...file, held: news.held, reason: news.reason } : file;

function modulesHere({ modules, files }: Here, news: ReadonlyMap<string, MediaNews>): readonly ModuleHere[] {
  const held = new Map([...files].map(([hash, file]) => [hash, newest(file, news.get(hash))]));
  return modules.map(here => ({ ...here, readiness: readinessOf(here.module, held) }));
}

/**
 * All modules of all programmes in their order, anew whenever something changes; null before the first reading.
 * It reads the storage only while somebody is subscribed.
 */
export function liveModules(shelf: Shelf): ReadonlySignal<readonly ModuleHere[] | null> {
  const reading = signal<Live<Here> | null>(null);
  const { database } = shelf.tablet;
  return computed(
    () => {
      const here = reading.value?.signal.value;
      return here ? modulesHere(here, shelf.downloads.news.value) : null;
    },
    {
      watched: () => {
        reading.value = live(
          () => readHere(database),
          async here => here,
          database.health,
        );
      },
      unwatched: () => {
        reading.value?.stop();
        reading.value = null;
      },
    },
  );
}

/** Asks for a module's files; they come one after the other, also after a restart. `liveModules` shows how it goes. */
export const fetchModule = (shelf: Shelf, module: Module): Promise<void> => kept(shelf, () => fetchModuleNow(shelf, module));

async function fetchModuleNow(shelf: Shelf, module: Module): Promise<void> {
  const { database } = shelf.tablet;
  const files = filesOf(module);
  const known = new Map((await database.media.bulkGet(files.map(file => file.sha256))).map(file => [file?.hash, file]));
  const wanted = files.filter(file => known.get(file.sha256)?.state !== 'ready');
  await database.media.bulkPut(wanted.map(file => begun(file, known.get(file.sha256)?.held ?? 0)));
  shelf.downloads.want(wanted);
}

const begun = (file: MediaFile, held: number): HeldFile => ({
  hash: file.sha256,
  size: file.size,
  held,
  state: 'fetching',
  reason: null,
});

/** Stops what is coming and keeps what has come; `fetchModule` goes on from there. What has arrived whole meanwhile stays ready. */
export const stopFetching = (shelf: Shelf, module: Module): Promise<void> => kept(shelf, () => stopFetchingNow(shelf, module));

async function stopFetchingNow(shelf: Shelf, module: Module): Promise<void> {
  const { media } = shelf.tablet.database;
  const hashes = filesOf(module).map(file => file.sha256);
  shelf.downloads.stop(hashes);
  const coming = media
    .where('hash')
    .anyOf(hashes)
    .and(({ state }) => state === 'fetching');
  await coming.modify(file => {
    Object.assign(file, { held: shelf.downloads.news.peek().get(file.hash)?.held ?? file.held, state: 'stopped', reason: null });
  });
}
