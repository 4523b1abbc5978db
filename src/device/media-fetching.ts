// Fetches one media file over a link that drops: goes on where it was, proves every piece before it is written, never gives up.
import { type MediaFile, mediaTag, pieceSize } from '../features/modules/media-file';
import type { FetchTrouble } from '../features/modules/readiness';
import { readContentRange } from '../kernel/byte-range';
import type { Bytes } from '../kernel/bytes';
import { isPiece, pieceLength } from './media-pieces';

/** Where the proven pieces go; all before `held` is kept. */
interface Destination {
  readonly held: number;
  write(piece: Bytes): Promise<void>;
}

export interface Fetching {
  readonly file: MediaFile;
  readonly destination: Destination;
  readonly fetch: typeof fetch;
  /** Resolves after so many milliseconds, or earlier when there is reason to hope (the network came back). */
  wait(milliseconds: number): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
  /** Told after every piece, and with a reason whenever it has to try again. */
  report(held: number, reason: FetchTrouble | null): void;
  /** Aborted when the file is not wanted any more. */
  readonly stop: AbortSignal;
  /** Milliseconds without a byte after which a connection counts as dead. */
  readonly stall: number;
}

const shortestWait = 500;
const longestWait = 5 * 60_000;

/** Full jitter, so that forty tablets that lost one router do not come back in step. */
const waitAfter = (failures: number, random: () => number): number => random() * Math.min(longestWait, shortestWait * 2 ** failures);

/** The service worker lets a marked request pass: its answers are for players, in parts and from here. */
const pastServiceWorker = { 'x-larkrise': '1' };

/** The piece that is being received; what arrived of it survives a dropped connection. */
interface Tail {
  readonly bytes: Bytes;
  length: number;
}

const writeTrouble = (failed: unknown): FetchTrouble => {
  if (!(failed instanceof DOMException)) throw failed;
  return failed.name === 'QuotaExceededError' ? 'no-room' : 'storage-closed';
};

async function keep(f: Fetching, tail: Tail): Promise<FetchTrouble | null> {
  const piece = tail.bytes.subarray(0, tail.length);
  tail.length = 0;
  if (!(await isPiece(f.file, Math.floor(f.destination.held / pieceSize), piece))) return 'not-as-published';
  try {
    await f.destination.write(piece);
  } catch (failed) {
    return writeTrouble(failed);
  }
  f.report(f.destination.held, null);
  return null;
}

/** Takes a chunk into the tail, piece after piece, until one is wrong. Bytes beyond the end are dropped. */
async function take(f: Fetching, tail: Tail, chunk: Uint8Array): Promise<FetchTrouble | null> {
  let from = 0;
  while (from < chunk.length && f.destination.held < f.file.size) {
    const wanted = pieceLength(f.file, Math.floor(f.destination.held / pieceSize));
    const part = chunk.subarray(from, from + wanted - tail.length);
    tail.bytes.set(part, tail.length);
    tail.length += part.length;
    from += part.length;
    const trouble = tail.length === wanted ? await keep(f, tail) : null;
    if (trouble) return trouble;
  }
  return null;
}

/** What the link gives, or null when it breaks or says nothing for too long; it is not waited for after it was let go. */
async function fromLink<T>(f: Fetching, what: Promise<T>, link: AbortController): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<null>(resolve => {
    link.signal.addEventListener('abort', () => resolve(null));
    timer = setTimeout(() => link.abort(), f.stall);
  });
  try {
    return await Promise.race([what, silence]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

const refusalOf = (status: number): FetchTrouble => {
  if (status === 404 || status === 410) return 'not-on-server';
  if (status === 401 || status === 403) return 'not-enrolled';
  return status === 416 ? 'not-as-published' : 'server-trouble';
};

/** From which byte of the file the answer goes on; null when it is an answer about something else. */
function startOf(response: Response, { size }: MediaFile): number | null {
  if (response.status === 200) return 0;
  const part = readContentRange(response.headers.get('content-range'));
  return part?.size === size ? part.start : null;
}

/** One connection that is let go at its end, whatever that was. Null when the file is held whole. */
async function attempt(f: Fetching, tail: Tail, tag: { value: string }): Promise<FetchTrouble | null> {
  const link = new AbortController();
  const letGo = () => link.abort();
  f.stop.addEventListener('abort', letGo);
  try {
    return await ask(f, tail, tag, link);
  } finally {
    f.stop.removeEventListener('abort', letGo);
    letGo();
  }
}

async function ask(f: Fetching, tail: Tail, tag: { value: string }, link: AbortController): Promise<FetchTrouble | null> {
  const at = f.destination.held + tail.length;
  const headers = { range: `bytes=${at}-`, 'if-range': tag.value, ...pastServiceWorker };
  const { signal } = link;
  const asked = f.fetch(f.file.path, { headers, signal, cache: 'no-store', credentials: 'same-origin', redirect: 'error' });
  const response = await fromLink(f, asked, link);
  if (!response) return 'no-network';
  if (!response.ok || !response.body) return refusalOf(response.status);
  tag.value = response.headers.get('etag') ?? tag.value;
  const start = startOf(response, f.file);
  if (start === null || start > at) return 'not-as-published';
  const reader = response.body.getReader();
  return receive(f, tail, at - start, () => fromLink(f, reader.read(), link));
}

type Chunk = ReadableStreamReadResult<Uint8Array> | null;

/** A server that answers whole is read from its beginning; `known` bytes of that are here already. */
async function receive(f: Fetching, tail: Tail, known: number, read: () => Promise<Chunk>): Promise<FetchTrouble | null> {
  let skip = known;
  while (f.destination.held < f.file.size) {
    const chunk = (await read())?.value;
    if (!chunk) return 'no-network';
    const fresh = chunk.subarray(Math.min(skip, chunk.length));
    skip -= chunk.length - fresh.length;
    const trouble = await take(f, tail, fresh);
    if (trouble) return trouble;
  }
  return null;
}

/** Only a person can help. */
const endings: ReadonlySet<FetchTrouble> = new Set<FetchTrouble>(['not-on-server', 'not-enrolled', 'no-room', 'storage-closed']);
/** A piece that is wrong this often in a row is wrong at the server; other files wait behind this one. */
const mostWrongAnswers = 6;

/**
 * Runs until the file is held whole (null), it is stopped, or only a person can help (see `endings` and `mostWrongAnswers`);
 * any other trouble is reported and tried again after a while, for ever.
 */
export async function fetchMedia(f: Fetching): Promise<FetchTrouble | 'stopped' | null> {
  const tail: Tail = { bytes: new Uint8Array(pieceSize), length: 0 };
  const tag = { value: mediaTag(f.file.sha256) };
  let failures = 0;
  while (f.destination.held < f.file.size) {
    if (f.stop.aborted) return 'stopped';
    const before = f.destination.held + tail.length;
    const reason = await attempt(f, tail, tag);
    if (f.stop.aborted) return 'stopped';
    if (reason === null || endings.has(reason)) return reason;
    failures = f.destination.held + tail.length > before ? 0 : failures + 1;
    if (reason === 'not-as-published' && failures >= mostWrongAnswers) return reason;
    f.report(f.destination.held, reason);
    await f.wait(waitAfter(failures, f.random));
  }
  return null;
}
