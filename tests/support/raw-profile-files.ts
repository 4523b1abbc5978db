// Unpacks what stands between a browser's files and the bytes that were written: LevelDB's logs and tables, Snappy, gzip.
//
// LevelDB cuts a record of its log at every 32 KB, and packs the blocks of its tables with Snappy, which puts references in the
// place of letters that stood before; keys leave out what they share with the key before them. IndexedDB in Chromium packs large
// values with Snappy once more. Formats: github.com/google/leveldb/tree/main/doc, github.com/google/snappy/blob/main/format_description.txt.
import { basename, dirname } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';

const logBlock = 32_768;
const logHead = 7;
const tableFoot = 48;
const tableMagic = Buffer.from('57fb808b247547db', 'hex');

/** The file as it lies there first, then everything that is packed in it. What does not unpack was found in its raw form, if at all. */
export function unpackedParts(path: string, raw: Buffer): readonly Buffer[] {
  const parts = [raw];
  if (/\.log$/.test(path)) parts.push(...logRecords(raw));
  else if (/\.(ldb|sst)$/.test(path)) parts.push(...tableEntries(raw));
  if (/^[0-9a-f]+$/.test(basename(path)) && dirname(path).includes('.indexeddb.blob')) parts.push(...snappyFrom(raw, 0));
  return [...parts, ...parts.flatMap(snappedValues), ...gzipped(raw)];
}

/** The records of a log, each whole again, however often it was cut. A log that is overwritten may hold older pieces: they are joined as they come. */
function logRecords(log: Buffer): Buffer[] {
  const whole: Buffer[] = [];
  const pieces: Buffer[] = [];
  for (let at = 0; at + logHead <= log.length; ) {
    const left = logBlock - (at % logBlock);
    const length = log.readUInt16LE(at + 4);
    const type = log[at + 6];
    if (left < logHead || type === 0 || length > left - logHead) {
      at += left;
      continue;
    }
    pieces.push(log.subarray(at + logHead, at + logHead + length));
    if (type === 1 || type === 4) whole.push(Buffer.concat(pieces.splice(0)));
    at += logHead + length;
  }
  if (pieces.length > 0) whole.push(Buffer.concat(pieces));
  return whole;
}

/** Gives the number at `at` and where it ends; null where the bytes end too early. */
function varint(bytes: Buffer, at: number): readonly [number, number] | null {
  let value = 0;
  for (let place = 0; place < 8; place += 1) {
    const byte = bytes[at + place];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** (7 * place);
    if (byte < 0x80) return [value, at + place + 1];
  }
  return null;
}

/** The block that a handle (offset, size) at `at` names, unpacked. */
function blockAt(table: Buffer, handles: Buffer, at: number): Buffer | null {
  const offset = varint(handles, at);
  const size = offset && varint(handles, offset[1]);
  if (!offset || !size || offset[0] + size[0] >= table.length) return null;
  const block = table.subarray(offset[0], offset[0] + size[0]);
  return table[offset[0] + size[0]] === 1 ? (snappyFrom(block, 0)[0] ?? null) : block;
}

/** Key and value of each entry of a block, the keys made whole again. */
function* entriesOf(block: Buffer): Generator<readonly [Buffer, Buffer]> {
  if (block.length < 4) return;
  const end = block.length - 4 - 4 * block.readUInt32LE(block.length - 4);
  let key = Buffer.alloc(0);
  for (let at = 0; at < end; ) {
    const shared = varint(block, at);
    const fresh = shared && varint(block, shared[1]);
    const size = fresh && varint(block, fresh[1]);
    if (!shared || !fresh || !size) return;
    const value = size[1] + fresh[0];
    key = Buffer.concat([key.subarray(0, shared[0]), block.subarray(size[1], value)]);
    yield [key, block.subarray(value, value + size[0])];
    at = value + size[0];
  }
}

function tableEntries(table: Buffer): Buffer[] {
  if (table.length < tableFoot || !table.subarray(-8).equals(tableMagic)) return [];
  const foot = table.subarray(-tableFoot);
  const meta = varint(foot, 0);
  const afterMeta = meta && varint(foot, meta[1]);
  const index = afterMeta && blockAt(table, foot, afterMeta[1]);
  if (!index) return [];
  const found: Buffer[] = [];
  for (const [, handle] of entriesOf(index)) {
    const block = blockAt(table, handle, 0);
    if (block) found.push(block, ...[...entriesOf(block)].map(([key, value]) => Buffer.concat([key, Buffer.from('\n'), value])));
  }
  return found;
}

/** Chromium's mark of a value that is packed: 0xFF, a version, 0xFF, 0x11, 0x02. */
const snappedMark = Buffer.of(0xff, 0x11, 0x02);

function snappedValues(part: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = part.indexOf(snappedMark); at >= 0; at = part.indexOf(snappedMark, at + 1)) found.push(...snappyFrom(part, at + 3));
  return found;
}

const gzipMark = Buffer.of(0x1f, 0x8b, 0x08);

/** An answer in the browser's cache stands behind its address. */
function gzipped(raw: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = raw.indexOf(gzipMark); at >= 0; at = raw.indexOf(gzipMark, at + 1)) {
    try {
      found.push(gunzipSync(raw.subarray(at), { finishFlush: constants.Z_SYNC_FLUSH }));
    } catch {
      // three bytes that only look like it
    }
  }
  return found;
}

/** What is packed from here on, or as much of it as can be unpacked; nothing where it is not Snappy. */
function snappyFrom(packed: Buffer, from: number): Buffer[] {
  const size = varint(packed, from);
  if (!size || size[0] > 256 * 1024 * 1024) return [];
  const plain = Buffer.alloc(size[0]);
  let [at, filled] = [size[1], 0];
  while (at < packed.length && filled < plain.length) {
    const piece = snappyPiece(packed, at);
    if (!piece || (piece.back !== null && (piece.back === 0 || piece.back > filled))) break;
    const end = Math.min(filled + piece.length, plain.length);
    if (piece.back === null) packed.copy(plain, filled, piece.next, piece.next + end - filled);
    else for (let to = filled; to < end; to += 1) plain[to] = plain[to - piece.back] ?? 0;
    filled = end;
    at = piece.next + (piece.back === null ? piece.length : 0);
  }
  return filled === 0 ? [] : [plain.subarray(0, filled)];
}

interface Piece {
  readonly length: number;
  /** How far back the letters stand that are meant; null: they follow. */
  readonly back: number | null;
  /** Where the next piece, or this one's letters, begin. */
  readonly next: number;
}

function snappyPiece(packed: Buffer, at: number): Piece | null {
  const tag = packed[at] ?? 0;
  const [type, high] = [tag & 3, tag >> 2];
  const little = (from: number, bytes: number): number | null => (from + bytes <= packed.length ? packed.readUIntLE(from, bytes) : null);
  if (type === 0) {
    const more = high < 60 ? 0 : high - 59;
    const length = more === 0 ? high : little(at + 1, more);
    return length === null ? null : { length: length + 1, back: null, next: at + 1 + more };
  }
  const bytes = type === 3 ? 4 : type;
  const offset = little(at + 1, bytes);
  if (offset === null) return null;
  if (type === 1) return { length: (high & 7) + 4, back: ((tag >> 5) << 8) + offset, next: at + 2 };
  return { length: high + 1, back: offset, next: at + 1 + bytes };
}
