// The downloader, beside the page: one file after the other, one writer a file in the whole browser, news to every page.
import type { MediaFile } from '../features/modules/media-file';
import { type Fetching, fetchMedia } from './media-fetching';
import { type MediaNews, type MediaOrder, mediaChannel } from './media-news';
import { mediaLock } from './media-store';
import { openMediaWriter } from './media-writer.worker';

const stall = 15_000;

interface Wish {
  readonly file: MediaFile;
  readonly stop: AbortController;
}

/** Waits, but not on when the network comes back or nobody wants the file any more. */
const waitFor = (milliseconds: number, stop: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      stop.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
    stop.addEventListener('abort', done);
  });

async function fetchLocked({ file, stop }: Wish, tell: (news: MediaNews) => void): Promise<void> {
  const about = { hash: file.sha256, size: file.size };
  const destination = await openMediaWriter(file);
  const parts: Omit<Fetching, 'file' | 'destination'> = {
    fetch: (input, init) => fetch(input, init),
    wait: milliseconds => waitFor(milliseconds, stop.signal),
    random: Math.random,
    report: (held, reason) => tell({ ...about, held, state: 'fetching', reason }),
    stop: stop.signal,
    stall,
  };
  parts.report(destination.held, null);
  const ending = await fetchMedia({ file, destination, ...parts }).finally(() => destination.close());
  if (ending === null) tell({ ...about, held: file.size, state: 'held', reason: null });
  else if (ending !== 'stopped') tell({ ...about, held: destination.held, state: 'failed', reason: ending });
}

async function serve(wish: Wish, tell: (news: MediaNews) => void): Promise<void> {
  const { file, stop } = wish;
  try {
    await navigator.locks.request(mediaLock(file.sha256), { signal: stop.signal }, () => fetchLocked(wish, tell));
  } catch (failed) {
    if (stop.signal.aborted) return;
    if (!(failed instanceof DOMException)) throw failed;
    const reason = failed.name === 'QuotaExceededError' ? 'no-room' : 'storage-closed';
    tell({ hash: file.sha256, size: file.size, held: 0, state: 'failed', reason });
  }
}

function startDownloader(): (order: MediaOrder) => void {
  const channel = new BroadcastChannel(mediaChannel);
  const wishes = new Map<string, Wish>();
  const tell = (news: MediaNews) => {
    channel.postMessage(news);
    postMessage(news);
  };
  let busy = false;
  const work = async () => {
    if (busy) return;
    busy = true;
    try {
      for (const [hash, wish] of wishes) {
        await serve(wish, tell);
        if (wishes.get(hash) === wish) wishes.delete(hash);
      }
    } finally {
      busy = false;
    }
  };
  return order => {
    for (const hash of 'stop' in order ? order.stop : []) {
      wishes.get(hash)?.stop.abort();
      wishes.delete(hash);
    }
    for (const file of 'want' in order ? order.want : [])
      if (!wishes.has(file.sha256)) wishes.set(file.sha256, { file, stop: new AbortController() });
    void work();
  };
}

const heed = startDownloader();
addEventListener('message', (order: MessageEvent<MediaOrder>) => heed(order.data));
