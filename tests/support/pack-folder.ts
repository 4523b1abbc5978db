// A small but whole programme folder for tests, written to disk, with a place to put faults into it.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const box = (type: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
};

/** Enough of an MP4 for its structure to be read; it holds no picture. */
export function hollowFilm({ seconds = 88, fastStart = true, weight = 3_000_000 } = {}): Buffer {
  const header = Buffer.alloc(100);
  header.writeUInt32BE(1_000, 12);
  header.writeUInt32BE(seconds * 1_000, 16);
  const movie = box('moov', box('mvhd', header));
  const media = box('mdat', Buffer.alloc(weight, 'picture'));
  return Buffer.concat([box('ftyp', Buffer.from('isomiso2mp41')), ...(fastStart ? [movie, media] : [media, movie])]);
}

const programme = `format: 1
id: small-programme
title: A small programme
provider: Fenwater
language: en-GB
modules:
  - 01-first
`;

const module_ = `id: first
title: The first
summary: What we do first.
minutes: 60
webcast:
  file: webcast.mp4
  captions: captions.en.vtt
  poster: poster.webp
  length: 88
chapters:
  - { id: look, title: Look, starts: 0 }
  - { id: listen, title: Listen, starts: 40 }
prompts:
  - { id: what-was, kind: what, text: What did you see? }
  - { id: so-it, kind: so-what, text: What does it tell you? }
  - { id: now-then, kind: now-what, text: What will you do? }
gapTask:
  id: watch-a-baby
  title: Watch a baby
  why: We see more when we do less.
  steps: [Sit down., Watch.]
  ways:
    - { id: saw-it, text: I saw it }
    - { id: too-busy, text: It was too busy }
resources:
  - { id: to-read, title: To read, kind: text, file: resources/to-read.md }
`;

const reading = `A first paragraph, *slanted* and **strong**, with a [link](https://example.org/here).

## A heading

- one
- **two** things

1. first
2. second

> Something that was said.
`;

const captions = 'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nGood morning.\n';

export const wholeFolder: Readonly<Record<string, string | Buffer>> = {
  'programme.yaml': programme,
  'modules/01-first/module.yaml': module_,
  'modules/01-first/webcast.mp4': hollowFilm(),
  'modules/01-first/captions.en.vtt': captions,
  'modules/01-first/poster.webp': Buffer.from('RIFFsizeWEBP, a poster'),
  'modules/01-first/resources/to-read.md': reading,
};

/** Writes the folder, with some files changed or (null) left out; gives its path. */
export function writeFolder(changes: Readonly<Record<string, string | Buffer | null>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'larkrise-pack-'));
  for (const [file, content] of Object.entries({ ...wholeFolder, ...changes })) {
    if (content === null) continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}

/** One file of the folder with some words replaced; the words must be there. */
export function changed(file: string, from: string, to: string): Readonly<Record<string, string>> {
  const text = String(wholeFolder[file]);
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  return { [file]: text.replace(from, to) };
}
