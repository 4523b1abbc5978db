// Whether a module is ready is said of all its files together, and never too early.
import { expect, test } from 'vitest';
import type { MediaFile } from '../../src/features/modules/media-file';
import type { Module } from '../../src/features/modules/pack';
import { type FetchTrouble, type HeldFile, type Readiness, readinessOf } from '../../src/features/modules/readiness';

const file = (sha256: string, size: number): MediaFile => ({ path: '', sha256, size, mime: 'video/mp4', pieces: [] });
const webcast = { video: file('video', 1_000), captions: file('captions', 20), poster: file('poster', 3), length: 60 };
const module = { webcast } as Module;

type Stand = readonly [state: HeldFile['state'], held: number, reason?: FetchTrouble];
const here = (stands: Record<string, Stand>) =>
  new Map(Object.entries(stands).map(([hash, [state, held, reason = null]]) => [hash, { hash, size: 0, held, state, reason }]));

test.each<[string, Record<string, Stand>, Readiness]>([
  ['nothing here: not fetched', {}, { state: 'not-fetched', held: 0, size: 1_023, reason: null }],
  [
    'all here and opened: ready',
    { video: ['ready', 1_000], captions: ['ready', 20], poster: ['ready', 3] },
    { state: 'ready', held: 1_023, size: 1_023, reason: null },
  ],
  [
    'every byte here but not opened yet: being checked',
    { video: ['fetching', 1_000], captions: ['ready', 20], poster: ['ready', 3] },
    { state: 'checking', held: 1_023, size: 1_023, reason: null },
  ],
  [
    'the webcast ready, the captions missing: not fetched',
    { video: ['ready', 1_000], poster: ['ready', 3] },
    { state: 'not-fetched', held: 1_003, size: 1_023, reason: null },
  ],
  [
    'waiting for the network: fetching, with the reason',
    { video: ['fetching', 500, 'no-network'], captions: ['ready', 20], poster: ['ready', 3] },
    { state: 'fetching', held: 523, size: 1_023, reason: 'no-network' },
  ],
  [
    'stopped by somebody: stopped, with what has come',
    { video: ['stopped', 500], captions: ['ready', 20], poster: ['ready', 3] },
    { state: 'stopped', held: 523, size: 1_023, reason: null },
  ],
  [
    'one file failed: failed, whatever the others do',
    { video: ['failed', 500, 'no-room'], captions: ['fetching', 2], poster: ['ready', 3] },
    { state: 'failed', held: 505, size: 1_023, reason: 'no-room' },
  ],
])('%s', (_, stands, expected) => {
  expect(readinessOf(module, here(stands))).toEqual(expected);
});
