// Searches everything that a browser's profile has on the disk for planted strings: what a thief with a copy of it could read.
//
// Close or kill the browser first. Each file is read as it lies there and, where LevelDB or a packer stands between, unpacked
// (raw-profile-files.ts). Forms: UTF-8, Latin-1, UTF-16 of both orders, and base64 of the first and third at each of the three
// places that a text can have in it. What is encrypted is not opened: that is what the tests are about.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { unpackedParts } from './raw-profile-files';

interface Found {
  readonly planted: string;
  /** Of the file, from the profile's folder. */
  readonly file: string;
  readonly form: string;
}

interface Needle {
  readonly planted: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/** The letters of base64 that only this text decides, with `before` bytes in front of it; both alphabets. */
function base64At(text: Buffer, before: 0 | 1 | 2): readonly Buffer[] {
  const coded = Buffer.concat([Buffer.alloc(before), text])
    .toString('base64')
    .replace(/=+$/, '');
  const start = before === 0 ? 0 : before + 1;
  const end = Math.floor(((before + text.length) * 8) / 6);
  const sure = coded.slice(start, end);
  return [...new Set([sure, sure.replaceAll('+', '-').replaceAll('/', '_')])].map(letters => Buffer.from(letters, 'latin1'));
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const isLatin1 = (text: string): boolean => Buffer.from(text, 'latin1').toString('latin1') === text;

function needlesFor(planted: string): readonly Needle[] {
  const [utf8, utf16] = [Buffer.from(planted, 'utf8'), Buffer.from(planted, 'utf16le')];
  const plain: (readonly [string, Buffer])[] = [
    ['utf-8', utf8],
    ['utf-16le', utf16],
    ['utf-16be', utf16be(planted)],
  ];
  if (isLatin1(planted)) plain.push(['latin-1', Buffer.from(planted, 'latin1')]);
  const coded = ([0, 1, 2] as const).flatMap(before => [
    ...base64At(utf8, before).map(bytes => [`base64 of utf-8 at ${before}`, bytes] as const),
    ...base64At(utf16, before).map(bytes => [`base64 of utf-16le at ${before}`, bytes] as const),
  ]);
  const different = new Map([...plain, ...coded].reverse().map(([form, bytes]) => [bytes.toString('latin1'), { planted, form, bytes }]));
  return [...different.values()];
}

/** All files of the profile. Lock files and sockets have no bytes; a file that goes while we look is not there any more. */
function* filesOf(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesOf(path);
    else if (entry.isFile()) yield path;
  }
}

/** Where these strings can be read in the profile, each file and form once. Texts shorter than six letters would be found by chance. */
export function findInProfile(profile: string, planted: readonly string[]): readonly Found[] {
  const short = planted.find(text => text.length < 6);
  if (short !== undefined) throw new Error(`"${short}" is too short to be looked for`);
  const needles = planted.flatMap(needlesFor);
  const found = new Map<string, Found>();
  for (const path of filesOf(profile)) {
    const file = relative(profile, path);
    for (const part of unpackedParts(path, readFileSync(path))) {
      for (const { bytes, ...needle } of needles)
        if (part.includes(bytes)) found.set(`${needle.planted}|${file}|${needle.form}`, { ...needle, file });
    }
  }
  return [...found.values()];
}

/** Which of these strings can be read somewhere in the profile, in the order in which they were given. */
export function readableIn(profile: string, planted: readonly string[]): readonly string[] {
  const found = new Set(findInProfile(profile, planted).map(one => one.planted));
  return planted.filter(text => found.has(text));
}
