// Photos and voice notes as records: what each says of itself. The bytes travel apart, sealed, after all words.
import * as v from 'valibot';
import { type Field, narrowestChoice, onceChoice, onceId, recordKind } from '../record-kind';

export type BlobWhat = 'photo' | 'voice' | 'thumbnail';

/** Of the sealed bytes. */
export const mostBytes: Readonly<Record<BlobWhat, number>> = {
  photo: 8 * 1024 * 1024,
  voice: 20 * 1024 * 1024,
  thumbnail: 256 * 1024,
};

export const imageType = 'image/jpeg';
export const soundTypes = ['audio/webm', 'audio/mp4', 'audio/ogg'] as const;
export type SoundType = (typeof soundTypes)[number];
export type BlobType = typeof imageType | SoundType;

const longestVoice = 24 * 60 * 60;

const onceCount = (least: number, most: number): Field<number> => ({
  rule: 'once',
  schema: v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most)),
});

/** The SHA-256 of the sealed bytes, hexadecimal: the author's signature over the change is her signature over the bytes. */
const onceHash = (): Field<string> => ({ rule: 'once', schema: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) });

/** `removed` is never undone by a tie; the server then lets go of the bytes. */
const standing = () => narrowestChoice(['removed', 'there'], 'there');

export const attachmentKind = recordKind({
  name: 'attachment',
  version: 1,
  about: 'subject',
  ofChild: 'subject',
  fields: {
    /** The record it belongs to, and of which kind that is. */
    subject: onceId(),
    subjectKind: onceId(),
    what: onceChoice('photo', 'voice'),
    mime: onceChoice(imageType, ...soundTypes),
    size: onceCount(1, Math.max(mostBytes.photo, mostBytes.voice)),
    sha256: onceHash(),
    /** How long a voice note is, as the tablet measured it; 0 of a photo. */
    seconds: onceCount(0, longestVoice),
    /** The key that the bytes are sealed under. */
    key: onceId(),
    standing: standing(),
  },
});

/** A small picture of a photo, a record of its own so that it can come first. */
export const thumbnailKind = recordKind({
  name: 'thumbnail',
  version: 1,
  about: 'subject',
  ofChild: 'subject',
  fields: {
    subject: onceId(),
    /** The photo. */
    of: onceId(),
    mime: onceChoice(imageType),
    size: onceCount(1, mostBytes.thumbnail),
    sha256: onceHash(),
    key: onceId(),
    standing: standing(),
  },
});

/** What the bytes of such a record are; null for a record of any other kind. */
export function whatOf(kind: string, values: Readonly<Record<string, unknown>>): BlobWhat | null {
  if (kind === thumbnailKind.name) return 'thumbnail';
  if (kind !== attachmentKind.name) return null;
  return values.what === 'voice' ? 'voice' : 'photo';
}
