// A programme's folder becomes a pack, or everything that is wrong with it is said with its place.
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type MediaFile, pieceSize } from '../../src/features/modules/media-file';
import { programmeSchema } from '../../src/features/modules/pack';
import { faultInWords } from '../../src/features/modules/pack-fault';
import { type Pack, readPackFolder } from '../../src/features/modules/pack-folder.server';
import { readMarkdown } from '../../src/features/modules/pack-markdown.server';
import { parse } from '../../src/kernel/parse';
import { changed, hollowFilm, wholeFolder, writeFolder } from '../support/pack-folder';

const made: string[] = [];
const folder = (...changes: Parameters<typeof writeFolder>): string => {
  const root = writeFolder(...changes);
  made.push(root);
  return root;
};
afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true });
});

const module_ = 'modules/01-first/module.yaml';
const reading = 'modules/01-first/resources/to-read.md';

async function packOf(root: string): Promise<Pack> {
  const read = await readPackFolder(root);
  if (!read.ok) throw new Error(read.trouble.map(faultInWords).join('\n'));
  return read.value;
}

async function faultsOf(root: string): Promise<string[]> {
  const read = await readPackFolder(root);
  return read.ok ? [] : read.trouble.map(faultInWords);
}

describe('a folder that is right', () => {
  test('becomes a manifest that tablets can read, as it comes off the wire', async () => {
    const { programme } = await packOf(folder());
    const read = parse(programmeSchema, JSON.parse(JSON.stringify(programme)));
    expect(read).toEqual({ ok: true, value: programme });
  });

  test('has its media under the hash of their content, every piece hashed', async () => {
    const { programme, files } = await packOf(folder());
    const film = programme.modules[0]?.webcast.video as MediaFile;
    const bytes = wholeFolder['modules/01-first/webcast.mp4'] as Buffer;
    expect(film.size).toBe(bytes.length);
    expect(film.path).toBe(`/packs/media/${film.sha256}.mp4`);
    const hashes = await Promise.all(
      [0, 1, 2].map(async piece => {
        const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes.subarray(piece * pieceSize, (piece + 1) * pieceSize)));
        return Buffer.from(hash).toString('base64url');
      }),
    );
    expect(film.pieces).toEqual(hashes);
    expect(files.get(film.sha256)?.from).toMatch(/webcast\.mp4$/);
  });

  test('has the same version wherever it lies, and another as soon as one byte of a film differs', async () => {
    const [here, there] = await Promise.all([packOf(folder()), packOf(folder())]);
    expect(here.programme.version).toBe(there.programme.version);
    const film = hollowFilm();
    film[film.length - 1] = 0;
    const other = await packOf(folder({ 'modules/01-first/webcast.mp4': film }));
    expect(other.programme.version).not.toBe(here.programme.version);
  });

  test('has its texts as blocks', async () => {
    const { programme } = await packOf(folder());
    const plain = { strong: false, emphasis: false, link: null };
    const [paragraph, heading, bulleted, numbered, quote] = programme.modules[0]?.resources[0]?.blocks ?? [];
    expect(paragraph).toEqual({
      block: 'paragraph',
      runs: [
        { ...plain, text: 'A first paragraph, ' },
        { ...plain, text: 'slanted', emphasis: true },
        { ...plain, text: ' and ' },
        { ...plain, text: 'strong', strong: true },
        { ...plain, text: ', with a ' },
        { ...plain, text: 'link', link: 'https://example.org/here' },
        { ...plain, text: '.' },
      ],
    });
    expect(heading).toEqual({ block: 'heading', level: 2, runs: [{ ...plain, text: 'A heading' }] });
    expect(bulleted).toMatchObject({
      block: 'list',
      ordered: false,
      items: [[{ text: 'one' }], [{ text: 'two', strong: true }, { text: ' things' }]],
    });
    expect(numbered).toMatchObject({ block: 'list', ordered: true });
    expect(quote).toMatchObject({ block: 'quote', paragraphs: [[{ text: 'Something that was said.' }]] });
  });

  test('may leave out the words for the strengths board', async () => {
    expect((await packOf(folder())).programme.modules[0]?.strengths).toEqual([]);
  });
});

describe('a fault is said with file, line and column:', () => {
  test.each([
    [
      'a field that is not known',
      changed(module_, 'minutes: 60', 'minutes: 60\nmintues: 5'),
      `${module_}:5:1: mintues is no field of this file`,
    ],
    ['a field that is missing', changed(module_, '  why: We see more when we do less.\n', ''), `${module_}:18:3: gapTask.why is missing`],
    [
      'a number out of bounds',
      changed(module_, 'minutes: 60', 'minutes: 600'),
      `${module_}:4:10: minutes must be a whole number from 5 to 180`,
    ],
    ['a text too long', changed(module_, 'The first', 'x'.repeat(61)), `${module_}:2:8: title must be at most 60 characters`],
    [
      'a path that leaves the folder',
      changed(module_, 'file: webcast.mp4', 'file: ../webcast.mp4'),
      `${module_}:6:9: webcast.file must be a file in`,
    ],
    ['a chapter out of order', changed(module_, 'starts: 40', 'starts: 0'), `${module_}:11:3: chapters must be each chapter later`],
    [
      'a chapter after the end',
      changed(module_, 'starts: 40', 'starts: 90'),
      `${module_}:11:3: chapters must be chapters inside the length`,
    ],
    ['two prompts with one id', changed(module_, 'so-it', 'what-was'), `${module_}:14:3: prompts must be ids that differ`],
    [
      'a kind of prompt missing',
      changed(module_, 'kind: so-what', 'kind: what'),
      `${module_}:14:3: prompts must be at least one prompt each`,
    ],
    ['an id unlike its folder', changed(module_, 'id: first', 'id: second'), `${module_}:1:5: id must be first`],
    ['a key written twice', changed(module_, 'minutes: 60', 'minutes: 60\nminutes: 61'), `${module_}:5:1: Map keys must be unique`],
    ['an alias', changed(module_, 'minutes: 60', 'minutes: &a 60\nx: *a'), `${module_}:1:1: write the value out`],
    ['YAML that breaks off', changed(module_, 'steps: [Sit down., Watch.]', 'steps: [Sit down., '), `${module_}:`],
    ['a programme from the future', changed('programme.yaml', 'format: 1', 'format: 2'), 'programme.yaml:1:9: format must be format 1'],
    ['HTML in a text', { [reading]: 'Fine.\n\nNot <b>fine</b>.\n' }, `${reading}:3:5: HTML is not read`],
    ['a link to nowhere safe', { [reading]: 'Tap [here](javascript:alert).\n' }, `${reading}:1:5: a link leads to an https: address`],
  ])('%s', async (_, changes, words) => {
    const faults = await faultsOf(folder(changes));
    expect(faults[0]).toContain(words);
  });

  test('all of them at once, from every file', async () => {
    const faults = await faultsOf(folder({ ...changed(module_, 'webcast.mp4', 'gone.mp4'), [reading]: '# Too big\n\n![x](y)\n' }));
    expect(faults).toEqual([
      `${module_}:6:9: gone.mp4 is not there, or is not a plain file`,
      `${reading}:1:1: headings are ## or ###`,
      `${reading}:3:1: pictures are not read in texts`,
    ]);
  });

  test('a file that is a link out of the folder', async () => {
    const root = folder({ 'modules/01-first/poster.webp': null });
    const outside = join(folder(), 'programme.yaml');
    symlinkSync(outside, join(root, 'modules/01-first/poster.webp'));
    expect(await faultsOf(root)).toEqual([`${module_}:8:11: poster.webp is not there, or is not a plain file`]);
  });

  test('a text that is not UTF-8', async () => {
    const root = folder();
    writeFileSync(join(root, reading), Buffer.from([0x66, 0xff, 0x66]));
    expect(await faultsOf(root)).toEqual([`${reading}: is not UTF-8 text`]);
  });
});

describe('a webcast is looked into:', () => {
  const film = 'modules/01-first/webcast.mp4';
  test.each([
    ['one that cannot start before it is there whole', { [film]: hollowFilm({ fastStart: false }) }, 'does not start at once'],
    ['one of another length', { [film]: hollowFilm({ seconds: 60 }) }, 'is 60.0 seconds long, not 88'],
    ['one that is no film', { [film]: 'hello' }, 'is not an MP4 file'],
    ['an empty one', { [film]: '' }, 'is empty'],
    ['captions that are none', { 'modules/01-first/captions.en.vtt': 'Good morning.' }, 'does not begin with WEBVTT'],
    ['a heavy poster', { 'modules/01-first/poster.webp': Buffer.alloc(205_000) }, 'is larger than 200 KB'],
  ])('%s', async (_, changes, words) => {
    expect((await faultsOf(folder(changes)))[0]).toContain(words);
  });
});

test.each([
  ['a list in a list', '- one\n  - two\n'],
  ['a rule', 'a\n\n---\n\nb\n'],
  ['code', 'Use `code`.\n'],
  ['a definition', '[here][x]\n\n[x]: https://example.org\n'],
  ['a picture in a list', '- ![x](https://example.org/x.png)\n'],
  ['a heading in a quote', '> ## Oh\n'],
])('%s is more than our Markdown', (_, text) => {
  expect(readMarkdown('a.md', text).ok).toBe(false);
});

test('a link may lead to a channel that is written with an @, and to nobody who hides before one', () => {
  expect(readMarkdown('a.md', '[films](https://video.example.org/@fenwater)\n').ok).toBe(true);
  expect(readMarkdown('a.md', '[films](https://video.example.org@evil.example/)\n').ok).toBe(false);
});
