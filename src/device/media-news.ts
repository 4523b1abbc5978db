// What the downloader tells the pages about a file, and what a page may ask of it. Pure.
import type { MediaFile } from '../features/modules/media-file';
import type { FetchTrouble } from '../features/modules/readiness';

/** Progress reaches every page of this origin by it. */
export const mediaChannel = 'larkrise-media';

/** `held`: all pieces are here and right. `fetching` with a reason: it tries again by itself. */
export interface MediaNews {
  readonly hash: string;
  readonly size: number;
  readonly held: number;
  readonly state: 'fetching' | 'held' | 'failed';
  readonly reason: FetchTrouble | null;
}

export type MediaOrder = { readonly want: readonly MediaFile[] } | { readonly stop: readonly string[] };
