// The modules of this tablet: fetched for everybody on it, read live with what is already here to be watched.
import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { TabletDatabase } from '../../device/database';
import type { Http, HttpTrouble } from '../../device/http';
import { type Live, live } from '../../device/live';
import { createMediaDownloads, type MediaDownloads } from '../../device/media-downloads';
import type { MediaNews } from '../../device/media-news';
import { opens } from '../../device/media-probe';
import type { Tablet } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { parse } from '../../kernel/parse';
import { ok, type Result, trouble } from '../../kernel/result';
import type { MediaFile } from './media-file';
import { filesOf, type Module, manifestPath, type Programme, programmeSchema, programmesPath, programmesSchema } from './pack';
import { type FetchTrouble, type HeldFile, type Readiness, readinessOf } from './readiness';

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
  const shelf: Shelf = { tablet, http, downloads: createMediaDownloads(startWorker, news => void kept(shelf, () => record(shelf, news))) };
  return shelf;
}

/** Nobody waits for this work: that the storage cannot take it is told to the storage's health, a bug is thrown on. */
async function kept({ tablet }: Shelf, work: () => Promise<void>): Promise<void> {
  const done = await orStorageTrouble(async () => ok(await work()));
  tablet.database.health.note(kept, done.ok ? null : done.trouble);
}

/** Brings the newest manifest; the old one stays where there is no network or no understanding. */
async function fetchProgramme(shelf: Shelf, programme: string): Promise<Result<Programme, HttpTrouble>> {
  const answer = await shelf.http.get(manifestPath(programme));
  if (!answer.ok) return answer;
  const read = parse(programmeSchema, answer.value);
  if (!read.ok) return trouble(read.trouble.place === 'format' ? 'update-needed' : 'server-trouble');
  await shelf.tablet.database.packs.put({ id: programme, manifest: read.value });
  return ok(read.value);
}

/** Brings every programme that the server has for this tablet; one that it has no more leaves the list. */
export async function fetchProgrammes(shelf: Shelf): Promise<Result<null, HttpTrouble>> {
  const answer = await shelf.http.get(programmesPath);
  if (!answer.ok) return answer;
  const read = parse(programmesSchema, answer.value);
  if (!read.ok) return trouble('server-trouble');
  const { programmes } = read.value;
  await shelf.tablet.database.packs.where('id').noneOf(programmes).delete();
  for (const programme of programmes) {
    const fetched = await fetchProgramme(shelf, programme);
    if (!fetched.ok) return fetched;
  }
  return ok(null);
}

interface Here {
  readonly modules: readonly Omit<ModuleHere, 'readiness'>[];
  readonly files: ReadonlyMap<string, HeldFile>;
}

/** What was stored was parsed when it came; a manifest that an older app stored may no longer fit and is fetched again. */
async function readHere(database: TabletDatabase): Promise<Here> {
  const [packs, files] = [await database.packs.toArray(), await database.media.toArray()];
  const programmes = packs.map(({ manifest }) => parse(programmeSchema, manifest));
  return {
    modules: programmes.flatMap(read => (read.ok ? read.value.modules.map(module => ({ programme: read.value.id, module })) : [])),
    files: new Map(files.map(file => [file.hash, file])),
  };
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

/** Gives the room back; files that another module needs as well stay. */
export const removeModule = (shelf: Shelf, module: Module): Promise<void> => kept(shelf, () => removeModuleNow(shelf, module));

async function removeModuleNow(shelf: Shelf, module: Module): Promise<void> {
  const { database } = shelf.tablet;
  const { modules } = await readHere(database);
  const others = modules.filter(here => here.module.id !== module.id).flatMap(here => filesOf(here.module));
  const needed = new Set(others.map(file => file.sha256));
  const hashes = filesOf(module)
    .map(file => file.sha256)
    .filter(hash => !needed.has(hash));
  await database.media.bulkDelete(hashes);
  await shelf.downloads.drop(hashes);
}

/** Looks what is really here: what the browser has thrown away is not ready any more. Then goes on with what was being fetched. */
export async function resumeFetching(shelf: Shelf): Promise<void> {
  const { database } = shelf.tablet;
  const store = await shelf.downloads.store;
  for (const file of await database.media.toArray()) {
    const held = await store.held(file.hash);
    const whole = file.state === 'ready' && held === file.size ? 'ready' : 'fetching';
    await database.media.update(file.hash, { held, state: file.state === 'stopped' ? 'stopped' : whole, reason: null });
  }
  const { modules, files } = await readHere(database);
  const unfinished = modules.flatMap(here => filesOf(here.module)).filter(file => files.get(file.sha256)?.state === 'fetching');
  if (unfinished.length > 0) shelf.downloads.want(unfinished);
}

/** Puts down what a file has come to, where it is more than another piece; a file that was removed meanwhile stays removed. */
async function record(shelf: Shelf, news: MediaNews): Promise<void> {
  const { media } = shelf.tablet.database;
  const before = await media.get(news.hash);
  if (!before || before.state === 'ready') return;
  if (news.state === 'held') await recordHeld(shelf, news);
  else if (news.state === 'failed' && news.reason === 'not-enrolled' && news.held !== before.held) await askAgain(shelf, news);
  else if (news.state === 'failed') await media.update(news.hash, { held: news.held, state: 'failed', reason: news.reason });
}

/** A webcast counts as ready only when it was opened from what is held; until the browser gets round to that it stays `fetching`. */
async function recordHeld({ tablet, downloads }: Shelf, { hash, size }: MediaNews): Promise<void> {
  const verdict = (await isWebcast(tablet.database, hash)) ? await playable(downloads, hash, size) : 'yes';
  const states = { yes: 'ready', unknown: 'fetching', no: 'failed' } as const;
  const reason: FetchTrouble | null = verdict === 'no' ? 'cannot-play' : null;
  await tablet.database.media.update(hash, { held: size, state: states[verdict], reason });
}

const isWebcast = async (database: TabletDatabase, hash: string): Promise<boolean> =>
  (await readHere(database)).modules.some(({ module }) => module.webcast.video.sha256 === hash);

async function playable(downloads: MediaDownloads, hash: string, size: number): Promise<'yes' | 'no' | 'unknown'> {
  const film = await (await downloads.store).read(hash, { start: 0, end: size });
  return film ? opens(film) : 'unknown';
}

/** The tablet's session ran out while a long file came: any call renews it. Asked again only where the last one brought something. */
async function askAgain(shelf: Shelf, { hash, held, reason }: MediaNews): Promise<void> {
  const { database } = shelf.tablet;
  const here = (await readHere(database)).modules.find(({ module }) => filesOf(module).some(file => file.sha256 === hash));
  const renewed = here ? await shelf.http.get(manifestPath(here.programme)) : null;
  await database.media.update(hash, { held, ...(renewed?.ok ? {} : { state: 'failed', reason }) });
  if (here && renewed?.ok) shelf.downloads.want(filesOf(here.module).filter(file => file.sha256 === hash));
}
