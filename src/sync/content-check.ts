// What bytes are, by themselves: both sides look, because a name and a type can say anything.
// JPEG's segments: ITU-T T.81, annex B; the beginnings of the sound formats: WebM (EBML), MP4 (ISO 14496-12), Ogg (RFC 3533).
import type { Bytes } from '../kernel/bytes';
import type { BlobType } from './attachments/attachment';
import { joined } from './attachments/sealed-file';

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

interface Segment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

const startOfImage = 0xd8;
const startOfScan = 0xda;
const commentMarker = 0xfe;

/** The segments before the picture itself; null where they are not a JPEG's. */
function jpegSegments(bytes: Uint8Array): { readonly segments: readonly Segment[]; readonly scan: number } | null {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) return null;
  const segments: Segment[] = [];
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === startOfScan) return { segments, scan: at };
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    segments.push({ marker, start: at, end });
    at = end;
  }
  return null;
}

/** Where a camera writes who, when and where (Exif, XMP, IPTC, comments); colour profiles and JFIF's own head are no such thing. */
const tells = ({ marker }: Segment): boolean =>
  marker === commentMarker || (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee);

/** The same picture without anything that a camera or a program wrote beside it; null where it is no JPEG. */
export function withoutMetadata(jpeg: Bytes): Bytes | null {
  const read = jpegSegments(jpeg);
  if (!read) return null;
  const kept = read.segments.filter(segment => !tells(segment)).map(({ start, end }) => jpeg.subarray(start, end));
  return joined([jpeg.subarray(0, 2), ...kept, jpeg.subarray(read.scan)]);
}

const isFrame = ({ marker }: Segment): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** How large a JPEG says it is, and whether something is written beside the picture; null where it is no whole JPEG. */
export function readJpeg(bytes: Uint8Array): (ImageSize & { readonly tells: boolean }) | null {
  const read = jpegSegments(bytes);
  const frame = read?.segments.find(isFrame);
  if (!read || !frame || bytes.at(-2) !== 0xff || bytes.at(-1) !== 0xd9) return null;
  const two = (at: number) => ((bytes[frame.start + at] ?? 0) << 8) | (bytes[frame.start + at + 1] ?? 0);
  return { height: two(5), width: two(7), tells: read.segments.some(tells) };
}

const begins = (bytes: Uint8Array, at: number, ...wanted: readonly number[]): boolean => wanted.every((byte, i) => bytes[at + i] === byte);

const mostPixels = 24_000_000;

/** Are these the bytes of such a file? A picture must be whole, of sensible size, and carry nothing beside itself. */
export function isReally(mime: BlobType, bytes: Uint8Array): boolean {
  switch (mime) {
    case 'image/jpeg': {
      const image = readJpeg(bytes);
      return image !== null && !image.tells && image.width > 0 && image.height > 0 && image.width * image.height <= mostPixels;
    }
    case 'audio/webm':
      return begins(bytes, 0, 0x1a, 0x45, 0xdf, 0xa3);
    case 'audio/mp4':
      return begins(bytes, 4, 0x66, 0x74, 0x79, 0x70);
    case 'audio/ogg':
      return begins(bytes, 0, 0x4f, 0x67, 0x67, 0x53);
  }
}
