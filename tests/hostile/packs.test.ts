// A hostile hand and the programmes: whatever was changed, added or disguised after the signing is refused in one line, and the rest is served.
import { chmodSync, cpSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SignedFile, signatureFile } from '../../src/features/modules/pack-signing';
import { signPack } from '../../src/features/modules/pack-signing.server';
import { hollowFilm } from '../support/pack-folder';
import { freshPackKey, freshShelf, idsOn, type TestShelf } from '../support/pack-shelf';

const inside = 'modules/01-first';
const film = `${inside}/webcast.mp4`;
const reading = `${inside}/resources/to-read.md`;

let shelf: TestShelf;
beforeEach(async () => {
  shelf = await freshShelf();
});
afterEach(() => shelf.clear());

/** The one line about the programme that was tampered with; its neighbour is always served. */
async function lineFor(trusted?: readonly string[]): Promise<string> {
  const { packs, refused } = await shelf.look(trusted);
  expect(packs.map(({ programme }) => programme.id)).toEqual(['good-programme']);
  expect(refused).toHaveLength(1);
  expect(refused[0]).not.toMatch(/[\n\r\u202e]/);
  return refused[0]!;
}

type Tampering = readonly [what: string, tamper: () => unknown, words: string];

test('untouched, both are served and nothing is said', async () => {
  const found = await shelf.look();
  expect([idsOn(found), found.refused, found.warnings]).toEqual([['good-programme', 'small-programme'], [], []]);
});

describe('changed after it was signed:', () => {
  const other = hollowFilm({ weight: 10_000 });
  other[other.length - 1] = 0;
  test.each<Tampering>([
    ['one byte of a film', () => shelf.write(film, other), `${film}: is not what was signed`],
    ['a word of a text', () => shelf.write(reading, 'Leave the baby alone.\n'), `${reading}: is not what was signed`],
    ['a text more', () => shelf.write(`${inside}/resources/more.md`, 'More.\n'), 'more.md: is there and was not signed'],
    ['a text less', () => shelf.remove(reading), `${reading}: was signed and is not there`],
    [
      'a text under another name',
      () => renameSync(join(shelf.folder, reading), join(shelf.folder, `${inside}/resources/other.md`)),
      'was signed and is not there (and 1 more)',
    ],
    [
      'a whole module more',
      () => cpSync(join(shelf.folder, inside), join(shelf.folder, 'modules/02-second'), { recursive: true }),
      'is there and was not signed',
    ],
  ])('%s', async (_, tamper, words) => {
    tamper();
    expect(await lineFor()).toContain(words);
  });
});

describe('a signature that proves nothing:', () => {
  const stranger = freshPackKey();
  const withFile = (change: (file: SignedFile) => SignedFile) => () =>
    shelf.resign(signature => ({ ...signature, files: signature.files.map(change) }));
  const strangers = () => signPack(shelf.folder, stranger.key);
  test.each<Tampering>([
    ['none at all', () => shelf.remove(signatureFile), 'is not there, and PACK_KEYS asks for one'],
    ['a stranger’s', strangers, 'names a signer that is not in PACK_KEYS'],
    [
      'a stranger’s under the name of the right signer',
      async () => {
        await strangers();
        shelf.resign(signature => ({ ...signature, key: shelf.signer.publicKey }));
      },
      'does not fit',
    ],
    [
      'one whose list was made to fit another text',
      withFile(file => (file.path === reading ? { ...file, sha256: 'a'.repeat(64) } : file)),
      'does not fit',
    ],
    ['one whose list names a path out of the folder', withFile(file => ({ ...file, path: `../../${file.path}` })), 'does not fit'],
    [
      'one of another programme',
      () => cpSync(join(shelf.shelf, 'good', signatureFile), join(shelf.folder, signatureFile)),
      'programme.yaml: is not what was signed',
    ],
    ['one of nothing but zeros', () => shelf.resign(one => ({ ...one, signature: 'A'.repeat(86) })), 'does not fit'],
    ['one with a field more', () => shelf.resign(one => ({ ...one, trusted: true })), 'cannot be read'],
    ['one from the future', () => shelf.resign(one => ({ ...one, format: 2 })), 'cannot be read'],
    [
      'one that says who signed it twice',
      () =>
        shelf.write(
          signatureFile,
          shelf.read(signatureFile).toString().replace('"format": 1', `"format": 1, "key": "${stranger.publicKey}"`),
        ),
      'cannot be read',
    ],
    ['one that is no JSON', () => shelf.write(signatureFile, '{'), 'cannot be read'],
    ['one as large as a book', () => shelf.write(signatureFile, ' '.repeat(2_000_000)), 'cannot be read'],
    [
      'one that is a link to another',
      () => {
        shelf.remove(signatureFile);
        symlinkSync(join(shelf.shelf, 'good', signatureFile), join(shelf.folder, signatureFile));
      },
      'cannot be read',
    ],
  ])('%s', async (_, tamper, words) => {
    await tamper();
    const line = await lineFor();
    expect(line).toContain(words);
    expect(line).toContain('folder "hers"');
  });

  test('a damaged one is refused also where no signature is asked for', async () => {
    shelf.write(reading, 'Leave the baby alone.\n');
    const { packs, refused, warnings } = await shelf.look([]);
    expect([packs.length, refused.length, warnings.length]).toEqual([1, 1, 1]);
  });

  test('where nobody is named who may sign, an unsigned one is served and said to be so', async () => {
    shelf.remove(signatureFile);
    const { packs, warnings } = await shelf.look([]);
    expect(packs).toHaveLength(2);
    expect(warnings).toEqual([expect.stringMatching(/"good" is signed, but PACK_KEYS/), expect.stringMatching(/"hers" is not signed/)]);
  });
});

describe('what has no business in a programme is refused, signed or not:', () => {
  const put = (name: string, content: string | Buffer = 'x\n') => [name, () => shelf.write(name, content)] as const;
  test.each<readonly [...ReturnType<typeof put>, string]>([
    [...put('index.html', '<h1>Hello</h1>'), 'is none of the kinds'],
    [...put(`${inside}/player.js`), 'is none of the kinds'],
    [...put(`${inside}/scene.svg`), 'is none of the kinds'],
    [...put(`${inside}/setup.exe`), 'is none of the kinds'],
    [...put(`${inside}/styles.css`), 'is none of the kinds'],
    [...put('programme.zip'), 'is none of the kinds'],
    [...put(`${inside}/Makefile`), 'has a name that no file of a pack has'],
    [...put('.htaccess'), 'has a name that no file of a pack has'],
    [...put('.git/config'), 'has a name that no folder of a pack has'],
    [...put(`${inside}/film.exe.mp4`, hollowFilm()), 'has more than one ending'],
    [...put(`${inside}/captions.js.vtt`, 'WEBVTT\n'), 'has more than one ending'],
    [...put(`${inside}/a b.md`), 'has a name that no file of a pack has'],
    [...put(`${inside}/a\nThe programme was taken.md`), 'has a name that no file of a pack has'],
    [...put(`${inside}/dm.\u202e4pm.md`), 'has a name that no file of a pack has'],
    [...put(`${inside}/resources/deeper/one.md`), 'lies deeper than anything in a pack'],
    [...put(`${inside}/resources/page.md`, '<!doctype html><script>alert(1)</script>'), 'is not what its ending .md says'],
    [...put(`${inside}/resources/run.md`, '#!/bin/sh\nrm -rf /\n'), 'is not what its ending .md says'],
    [...put(`${inside}/resources/drawn.md`, '\n  <svg onload="x()">'), 'is not what its ending .md says'],
    [...put(`${inside}/second.yaml`, '<?php echo 1;'), 'is not what its ending .yaml says'],
    [...put(`${inside}/second.mp4`, Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1')), 'is not what its ending .mp4 says'],
    [...put(`${inside}/second.jpg`, '<svg xmlns="http://www.w3.org/2000/svg"/>'), 'is not what its ending .jpg says'],
    [...put(`${inside}/second.webp`, Buffer.from('\x7fELF', 'latin1')), 'is not what its ending .webp says'],
    [...put(`${inside}/second.vtt`, 'Hello'), 'is not what its ending .vtt says'],
  ])('%j', async (_, tamper, words) => {
    tamper();
    const signed = await signPack(shelf.folder, shelf.signer.key);
    expect(signed).toMatchObject({ ok: false, trouble: [{ reason: expect.stringContaining(words) }] });
    expect(await lineFor()).toContain(words);
    shelf.remove(signatureFile);
    expect((await shelf.look([])).refused).toEqual([expect.stringContaining(words)]);
  });

  const place = () => join(shelf.folder, `${inside}/secret.md`);
  let listening: Server | undefined;
  const listenThere = () =>
    new Promise<void>(ready => {
      listening = createServer().listen(place(), ready);
    });
  afterEach(() => void listening?.close());
  test.each<Tampering>([
    ['a link to a file of the machine', () => symlinkSync('/etc/passwd', place()), 'is a link'],
    ['a link to a folder of the machine', () => symlinkSync('/etc', join(shelf.folder, `${inside}/etc`)), 'is a link'],
    ['a text that is marked as a program', () => chmodSync(join(shelf.folder, reading), 0o755), 'is marked as a program'],
    ['a socket on which somebody listens', listenThere, 'is neither a file nor a folder'],
    [
      'more than two thousand files',
      () => Array.from({ length: 2_001 }, (_, n) => shelf.write(`${inside}/n${n}.md`, 'x')),
      'is one file too many',
    ],
  ])('%s', async (_, tamper, words) => {
    await tamper();
    expect(await lineFor()).toContain(words);
  });
});

describe('signed by the right hand and still wrong:', () => {
  const resigned = (file: string, content: string) => async () => {
    shelf.write(file, content);
    expect(await signPack(shelf.folder, shelf.signer.key)).toMatchObject({ ok: true });
  };
  const [deep, markup] = [10_000, 20_000];
  test.each<Tampering>([
    ['a text with a script in it', resigned(reading, 'Hello <script>alert(1)</script>\n'), 'HTML is not read'],
    ['a link that runs', resigned(reading, '[here](javascript:alert(1))\n'), 'a link leads to an https: address'],
    ['a link that carries data', resigned(reading, '[here](data:text/html,x)\n'), 'a link leads to an https: address'],
    ['a link that anybody can listen to', resigned(reading, '[here](http://example.org)\n'), 'a link leads to an https: address'],
    ['a link without its scheme', resigned(reading, '[here](//evil.example)\n'), 'a link leads to an https: address'],
    ['a link that looks like another', resigned(reading, '[here](https://gov.uk@evil.example/)\n'), 'a link leads to an https: address'],
    ['a link with its slashes turned', resigned(reading, '[here](https:\\\\\\\\evil.example)\n'), 'a link leads to an https: address'],
    ['a text that nests without end', resigned(reading, `${'> '.repeat(deep / 2)}x\n`), 'was not taken'],
    ['a text that is too long', resigned(reading, 'x'.repeat(markup + 1)), 'must be at most 20000 characters'],
    ['a list that explodes', resigned('programme.yaml', 'a: &a [1,1]\nb: &b [*a,*a]\nc: [*b,*b]\n'), 'programme.yaml'],
    ['a poisoned prototype', resigned('programme.yaml', '__proto__: { id: x }\n'), 'programme.yaml'],
  ])('%s', async (_, tamper, words) => {
    await tamper();
    expect(await lineFor()).toContain(words);
  });
});

describe('on the shelf itself:', () => {
  const at = (name: string) => join(shelf.shelf, name);
  test.each<Tampering>([
    ['a second programme of the same id', () => cpSync(shelf.folder, at('zz'), { recursive: true }), 'another folder has the programme'],
    ['a link to a folder elsewhere', () => symlinkSync(shelf.folder, at('zz')), 'zz: is a link'],
    ['an archive', () => writeFileSync(at('zz.zip'), 'PK'), 'zz.zip: is not a folder'],
  ])('%s is left out, and both others are served', async (_, tamper, words) => {
    tamper();
    const found = await shelf.look();
    expect(idsOn(found)).toEqual(['good-programme', 'small-programme']);
    expect(found.refused).toEqual([expect.stringContaining(words)]);
  });
});
