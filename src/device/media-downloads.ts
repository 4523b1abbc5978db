// Has media files fetched in a worker beside the page, and hears from every page's worker how far each file has come.
import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { MediaFile } from '../features/modules/media-file';
import { type MediaNews, type MediaOrder, mediaChannel } from './media-news';
import type { MediaStore } from './media-store';

export interface MediaDownloads {
  /** The latest news of each file, by its hash, while this page is open. */
  readonly news: ReadonlySignal<ReadonlyMap<string, MediaNews>>;
  /** Where their bytes lie. */
  store(): Promise<MediaStore>;
  /** Asks for files, in this order; what is asked for already is not asked for twice. */
  want(files: readonly MediaFile[]): void;
  /** Stops fetching these on this page; what has come of them stays. */
  stop(hashes: readonly string[]): void;
  /** Stops fetching these, and gives their room back as soon as nobody writes to them any more. */
  drop(hashes: readonly string[]): Promise<void>;
}

/** Comes when bytes are first looked at or given back: what there is to watch is known without them. */
const bytesHere = () => import('./media-store');

/** `start` makes a worker that runs media-download.worker.ts; `record` hears the news of this page's own worker only. */
export function createMediaDownloads(start: () => Worker, record: (news: MediaNews) => void): MediaDownloads {
  const news = signal<ReadonlyMap<string, MediaNews>>(new Map());
  const store = async () => (await bytesHere()).openMediaStore();
  const channel = new BroadcastChannel(mediaChannel);
  channel.onmessage = (heard: MessageEvent<MediaNews>) => {
    news.value = new Map(news.value).set(heard.data.hash, heard.data);
  };
  let worker: Worker | null = null;
  const order = (what: MediaOrder) => {
    worker ??= start();
    worker.onmessage = (told: MessageEvent<MediaNews>) => record(told.data);
    worker.postMessage(what);
  };
  return {
    news,
    store,
    want: files => order({ want: files }),
    stop: hashes => {
      if (worker) order({ stop: hashes });
    },
    drop: async hashes => {
      if (worker) order({ stop: hashes });
      const { mediaLock } = await bytesHere();
      for (const hash of hashes) await navigator.locks.request(mediaLock(hash), async () => (await store()).remove(hash));
      news.value = new Map([...news.value].filter(([hash]) => !hashes.includes(hash)));
    },
  };
}
