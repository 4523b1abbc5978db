// What becomes of a file that comes: held, failed, asked for again, or ready to be watched.
import type { TabletDatabase } from '../../device/database';
import type { Http } from '../../device/http';
import type { MediaDownloads } from '../../device/media-downloads';
import type { MediaNews } from '../../device/media-news';
import { opens } from '../../device/media-probe';
import type { Tablet } from '../../device/session';
import { readHere } from './here.store';
import { filesOf, manifestPath } from './pack';
import type { FetchTrouble } from './readiness';

/** What arrivals need of the shelf (module.store.ts). */
interface Arriving {
  readonly tablet: Tablet;
  readonly http: Pick<Http, 'get'>;
  readonly downloads: MediaDownloads;
}

/** Puts down what a file has come to, where it is more than another piece; a file that was removed meanwhile stays removed. */
export async function record(shelf: Arriving, news: MediaNews): Promise<void> {
  const { media } = shelf.tablet.database;
  const before = await media.get(news.hash);
  if (!before || before.state === 'ready') return;
  if (news.state === 'held') await recordHeld(shelf, news);
  else if (news.state === 'failed' && news.reason === 'not-enrolled' && news.held !== before.held) await askAgain(shelf, news);
  else if (news.state === 'failed') await media.update(news.hash, { held: news.held, state: 'failed', reason: news.reason });
}

/** A webcast counts as ready only when it was opened from what is held; until the browser gets round to that it stays `fetching`. */
async function recordHeld({ tablet, downloads }: Arriving, { hash, size }: MediaNews): Promise<void> {
  const verdict = (await isWebcast(tablet.database, hash)) ? await playable(downloads, hash, size) : 'yes';
  const states = { yes: 'ready', unknown: 'fetching', no: 'failed' } as const;
  const reason: FetchTrouble | null = verdict === 'no' ? 'cannot-play' : null;
  await tablet.database.media.update(hash, { held: size, state: states[verdict], reason });
}

const isWebcast = async (database: TabletDatabase, hash: string): Promise<boolean> =>
  (await readHere(database)).modules.some(({ module }) => module.webcast.video.sha256 === hash);

async function playable(downloads: MediaDownloads, hash: string, size: number): Promise<'yes' | 'no' | 'unknown'> {
  const film = await (await downloads.store()).read(hash, { start: 0, end: size });
  return film ? opens(film) : 'unknown';
}

/** The tablet's session ran out while a long file came: any call renews it. Asked again only where the last one brought something. */
async function askAgain(shelf: Arriving, { hash, held, reason }: MediaNews): Promise<void> {
  const { database } = shelf.tablet;
  const here = (await readHere(database)).modules.find(({ module }) => filesOf(module).some(file => file.sha256 === hash));
  const renewed = here ? await shelf.http.get(manifestPath(here.programme)) : null;
  await database.media.update(hash, { held, ...(renewed?.ok ? {} : { state: 'failed', reason }) });
  if (here && renewed?.ok) shelf.downloads.want(filesOf(here.module).filter(file => file.sha256 === hash));
}
