// A shelf with a programme on a real tablet database; nothing is fetched, what was asked for is noted.
import { signal } from '@preact/signals-core';
import type { Session } from '../../src/device/session';
import type { MediaFile } from '../../src/features/modules/media-file';
import type { Shelf } from '../../src/features/modules/module.store';
import { filesOf, type Module, type Programme } from '../../src/features/modules/pack';
import type { HeldFile } from '../../src/features/modules/readiness';

const hashOf = (name: string): string => Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64);

function file(name: string, ending: 'mp4' | 'vtt' | 'webp'): MediaFile {
  const sha256 = hashOf(name);
  const mime = ({ mp4: 'video/mp4', vtt: 'text/vtt', webp: 'image/webp' } as const)[ending];
  return { path: `/packs/media/${sha256}.${ending}`, sha256, size: 1_000_000, mime, pieces: ['A'.repeat(43)] };
}

/** Module 1 is `module-1`, of 60 minutes with two parts, three prompts, a gap task and one text to read. */
const moduleOf = (number: number): Module => ({
  id: `module-${number}`,
  title: `The module number ${number}`,
  summary: 'What it is about.',
  minutes: 60,
  webcast: { video: file(`${number}v`, 'mp4'), captions: file(`${number}c`, 'vtt'), poster: file(`${number}p`, 'webp'), length: 120 },
  chapters: [
    { id: 'look', title: 'Look', starts: 0 },
    { id: 'listen', title: 'Listen', starts: 60 },
  ],
  prompts: (['what', 'so-what', 'now-what'] as const).map(kind => ({ id: kind, kind, text: `${kind}?` })),
  gapTask: { id: `task-${number}`, title: `Task ${number}`, why: 'Because.', steps: ['Do it.'], ways: [{ id: 'well', text: 'Well' }] },
  resources: [{ id: 'to-read', title: 'To read', kind: 'text', blocks: [] }],
  strengths: [],
});

export const programmeOf = (modules: number): Programme => ({
  format: 1,
  id: 'programme',
  version: 'v'.repeat(43),
  title: 'A programme',
  provider: 'Fenwater',
  language: 'en-GB',
  modules: Array.from({ length: modules }, (_, at) => moduleOf(at + 1)),
});

export interface TestShelf {
  readonly shelf: Shelf;
  /** Hashes of the files that were asked for. */
  readonly wanted: string[];
  /** Puts down what is held of these modules, all files alike. */
  hold(modules: readonly Module[], state: HeldFile['state'], reason?: HeldFile['reason']): Promise<void>;
}

export async function shelfWith({ tablet }: Session, programme: Programme | null): Promise<TestShelf> {
  if (programme) await tablet.database.packs.put({ id: programme.id, manifest: programme });
  const wanted: string[] = [];
  const want = (files: readonly MediaFile[]) => wanted.push(...files.map(({ sha256 }) => sha256));
  const downloads = { news: signal(new Map()), want, stop: () => undefined };
  return {
    shelf: { tablet, downloads } as unknown as Shelf,
    wanted,
    hold: async (modules, state, reason = null) => {
      const files = modules
        .flatMap(filesOf)
        .map(({ sha256, size }) => ({ hash: sha256, size, held: state === 'ready' ? size : 0, state, reason }));
      await tablet.database.media.bulkPut(files);
    },
  };
}
