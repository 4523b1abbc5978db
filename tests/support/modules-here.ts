// Modules on a tablet without a server: a programme in its database, with as much of each module as a test wants.
import { signal } from '@preact/signals-core';
import { vi } from 'vitest';
import type { Session } from '../../src/device/session';
import type { MediaFile } from '../../src/features/modules/media-file';
import type { Shelf } from '../../src/features/modules/module.store';
import { filesOf, type Module } from '../../src/features/modules/pack';
import type { HeldFile } from '../../src/features/modules/readiness';

let count = 0;

function file(size: number, ending: 'mp4' | 'vtt' | 'webp', mime: MediaFile['mime']): MediaFile {
  count += 1;
  const sha256 = count.toString(16).padStart(64, '0');
  const pieces = Array.from({ length: Math.ceil(size / 1_048_576) }, () => 'a'.repeat(43));
  return { path: `/packs/media/${sha256}.${ending}`, sha256, size, mime, pieces };
}

/** `starts` of its parts and the length of its webcast in seconds; 3 MB in all. */
export const moduleOf = (id: string, title: string, starts: readonly number[], length: number): Module => ({
  ...{ id, title, summary: `About ${title}`, minutes: 60, resources: [], strengths: [] },
  webcast: {
    video: file(2_900_000, 'mp4', 'video/mp4'),
    captions: file(40_000, 'vtt', 'text/vtt'),
    poster: file(60_000, 'webp', 'image/webp'),
    length,
  },
  chapters: starts.map((at, part) => ({ id: `${id}-${part + 1}`, title: `${title}, chapter ${part + 1}`, starts: at })),
  prompts: [{ id: `${id}-what`, kind: 'what', text: 'What did you see?' }],
  gapTask: { id: `${id}-task`, title: 'Five seconds', why: 'Why', steps: ['Wait'], ways: [{ id: 'well', text: 'Well' }] },
});

export async function putModules({ tablet }: Session, modules: readonly Module[]): Promise<void> {
  const programme = { format: 1, id: 'programme', version: 'a'.repeat(43), title: 'Programme', provider: 'Somebody', language: 'en-GB' };
  await tablet.database.packs.put({ id: 'programme', manifest: { ...programme, modules } });
}

/** How far the files of a module are: its small files are always there. */
export async function holdModule({ tablet }: Session, module: Module, video: Partial<HeldFile>): Promise<void> {
  const rows = filesOf(module).map(({ sha256, size }): HeldFile => ({ hash: sha256, size, held: size, state: 'ready', reason: null }));
  await tablet.database.media.bulkPut(rows.map(row => (row.hash === module.webcast.video.sha256 ? { ...row, ...video } : row)));
}

/** Nothing is really fetched: `want` and `stop` are only heard. */
export function shelfOf({ tablet }: Session) {
  const downloads = { news: signal(new Map()), want: vi.fn(), stop: vi.fn(), store: async () => ({ held: async () => 1_000_000 }) };
  return { shelf: { tablet, downloads } as unknown as Shelf, downloads };
}
