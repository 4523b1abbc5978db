// Goes through everything that lies in a pack's folder: only plain files of the few kinds that a pack is made of, each hashed.
import { createHash } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { ok, type Result, trouble } from '../../kernel/result';
import { type PackFault, wholeFile } from './pack-fault';
import { mostFilesInAPack, type SignedFile, signatureFile } from './pack-signing';

const ascii = (head: Buffer, start: number, end: number): string => head.toString('latin1', start, end);

/** What a web server, a shell or a browser could take for something to run, however the file is called. */
const isCode = (head: Buffer): boolean => /^\uFEFF?\s*(#!|<!doctype|<html|<head|<body|<script|<svg|<\?)/i.test(head.toString('utf8'));
const isText = (head: Buffer): boolean => !head.includes(0) && !isCode(head);

/** The kinds of file, by their endings, and how each begins. */
const kinds: Readonly<Record<string, (head: Buffer) => boolean>> = {
  '.yaml': isText,
  '.md': isText,
  '.vtt': head => isText(head) && /^\uFEFF?WEBVTT/.test(head.toString('utf8')),
  '.mp4': head => ascii(head, 4, 8) === 'ftyp',
  '.webp': head => ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP',
  '.jpg': head => ascii(head, 0, 3) === '\xff\xd8\xff',
};
const kindsInWords = Object.keys(kinds)
  .map(ending => ending.slice(1))
  .join(', ');

const headLength = 512;
const folderName = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const fileName = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*((?:\.[A-Za-z0-9-]+)*)\.[a-z0-9]+$/;
/** modules / 01-first / resources / to-read.md */
const deepest = 4;

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
/** The one thing that may stand between a name and its ending, as in captions.en-gb.vtt. */
function isLanguage(tag: string): boolean {
  try {
    return languages.of(tag) !== undefined;
  } catch {
    return false;
  }
}

/** Null when nothing is wrong with how it is called. */
function whyNotName(name: string): string | null {
  const [, , between = ''] = fileName.exec(name) ?? [];
  if (!fileName.test(name)) return 'has a name that no file of a pack has: letters, figures, hyphens and one ending';
  if (!Object.hasOwn(kinds, extname(name))) return `is none of the kinds that a pack is made of (${kindsInWords})`;
  return between === '' || isLanguage(between.slice(1)) ? null : 'has more than one ending';
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headLength), 0, headLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const runnable = 0o111;

/** Null when nothing is known against it. It is not read further than its first bytes. */
async function whyNotFile(path: string, name: string): Promise<string | null> {
  const misnamed = whyNotName(name);
  if (misnamed) return misnamed;
  if ((await lstat(path)).mode & runnable) return 'is marked as a program: take that away (chmod a-x)';
  return kinds[extname(name)]?.(await headOf(path)) ? null : `is not what its ending ${extname(name)} says`;
}

async function hashed(root: string, path: string): Promise<SignedFile> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of createReadStream(join(root, ...path.split('/')))) {
    hash.update(piece);
    size += piece.length;
  }
  return { path, size, sha256: hash.digest('hex') };
}

interface Walk {
  readonly root: string;
  readonly found: string[];
  readonly faults: PackFault[];
}

async function look(walk: Walk, folder: string, one: Dirent): Promise<void> {
  const path = folder === '' ? one.name : `${folder}/${one.name}`;
  const refuse = (reason: string) => void walk.faults.push(wholeFile(path, reason));
  if (one.isSymbolicLink()) return refuse('is a link: put the file itself there');
  if (path.split('/').length > deepest) return refuse('lies deeper than anything in a pack');
  if (one.isDirectory()) return folderName.test(one.name) ? walkFolder(walk, path) : refuse('has a name that no folder of a pack has');
  if (!one.isFile()) return refuse('is neither a file nor a folder');
  if (path === signatureFile) return;
  if (walk.found.length === mostFilesInAPack) return refuse(`is one file too many: a pack has at most ${mostFilesInAPack}`);
  const reason = await whyNotFile(join(walk.root, ...path.split('/')), one.name);
  if (reason) return refuse(reason);
  walk.found.push(path);
}

async function walkFolder(walk: Walk, folder: string): Promise<void> {
  const inside = await readdir(join(walk.root, ...folder.split('/')), { withFileTypes: true });
  for (const one of inside) {
    if (walk.faults.length > mostFilesInAPack) return;
    await look(walk, folder, one);
  }
}

/** Every file of the pack but its signature, or everything in the folder that has no business there. */
export async function packContents(root: string): Promise<Result<readonly SignedFile[], readonly PackFault[]>> {
  const walk: Walk = { root, found: [], faults: [] };
  await walkFolder(walk, '');
  if (walk.faults.length > 0) return trouble(walk.faults);
  const files: SignedFile[] = [];
  for (const path of walk.found) files.push(await hashed(root, path));
  return ok(files);
}
