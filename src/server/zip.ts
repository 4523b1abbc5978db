// Writes a zip of files that are not packed: photos and sound are packed already, and forty lines of our own need no other package.
//
// The form is PKWARE's APPNOTE 6.3 without its 64-bit parts: at most 65,535 files and 4 GB in all. Names are plain letters.
import { crc32 } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const most = { files: 0xffff, bytes: 0xffff_ffff };
/** Version 2.0 of the form; names are UTF-8; stored as it is. */
const needed = 20;
const utf8 = 0x0800;
const stored = 0;

/** Two-second steps since 1980, as DOS counted them, in universal time. */
function dosTime(at: number): { readonly time: number; readonly date: number } {
  const then = new Date(at);
  const time = (then.getUTCHours() << 11) | (then.getUTCMinutes() << 5) | (then.getUTCSeconds() >> 1);
  return { time, date: ((then.getUTCFullYear() - 1980) << 9) | ((then.getUTCMonth() + 1) << 5) | then.getUTCDate() };
}

interface Placed {
  readonly head: Buffer;
  readonly name: Buffer;
  readonly offset: number;
}

/** What both heads of an entry say alike. */
function headOf({ bytes }: ZipEntry, name: Buffer, at: number): Buffer {
  const { time, date } = dosTime(at);
  const head = Buffer.alloc(26);
  for (const [place, value] of [needed, utf8, stored, time, date].entries()) head.writeUInt16LE(value, place * 2);
  head.writeUInt32LE(crc32(bytes), 10);
  head.writeUInt32LE(bytes.length, 14);
  head.writeUInt32LE(bytes.length, 18);
  head.writeUInt16LE(name.length, 22);
  return head;
}

const signature = (of: number): Buffer => Buffer.from([0x50, 0x4b, of & 0xff, of >> 8]);

function directoryEntry({ head, name, offset }: Placed): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  const madeBy = Buffer.from([needed, 0]); // without permissions, as on DOS
  return Buffer.concat([signature(0x0201), madeBy, head, tail, name]);
}

/** Piece by piece, each entry as it comes; `at`: the time that all of them bear. Throws when it would grow beyond the form. */
export async function* zipOf(entries: AsyncIterable<ZipEntry>, at: number): AsyncGenerator<Uint8Array> {
  const placed: Placed[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    const head = headOf(entry, name, at);
    const local = Buffer.concat([signature(0x0403), head, name]);
    placed.push({ head, name, offset });
    offset += local.length + entry.bytes.length;
    if (placed.length > most.files || offset > most.bytes) throw new Error('more files, or larger ones, than a zip of this form can hold');
    yield local;
    yield entry.bytes;
  }
  const directory = Buffer.concat(placed.map(directoryEntry));
  const end = Buffer.alloc(18);
  end.writeUInt16LE(placed.length, 4);
  end.writeUInt16LE(placed.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  yield Buffer.concat([directory, signature(0x0605), end]);
}
