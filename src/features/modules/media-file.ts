// A media file of a pack: served under the hash of its content, and hashed in pieces so that it can come in pieces.

/** One bad piece costs one piece; the last of a file may be shorter. */
export const pieceSize = 1024 * 1024;

/** The kinds of file that a pack may hold, by the ending of their names. */
export const mediaTypes = {
  mp4: 'video/mp4',
  vtt: 'text/vtt',
  webp: 'image/webp',
  jpg: 'image/jpeg',
} as const;
export type MediaEnding = keyof typeof mediaTypes;
export type MediaType = (typeof mediaTypes)[MediaEnding];

export interface MediaFile {
  /** Where it is served; the name is the hash of its content, so what is there never changes. */
  readonly path: string;
  /** Of the whole file, hexadecimal. */
  readonly sha256: string;
  readonly size: number;
  readonly mime: MediaType;
  /** SHA-256 of each piece, base64url. */
  readonly pieces: readonly string[];
}

export const mediaPath = (sha256: string, ending: MediaEnding): string => `/packs/media/${sha256}.${ending}`;
export const mediaPathPattern: RegExp = /^\/packs\/media\/([0-9a-f]{64})\.(mp4|vtt|webp|jpg)$/;

/** The strong tag under which it is served everywhere. */
export const mediaTag = (sha256: string): string => `"${sha256}"`;

/** What a path under /packs/media/ names, or null. */
export function namedByPath(path: string): { readonly sha256: string; readonly mime: MediaType } | null {
  const [, sha256, ending] = mediaPathPattern.exec(path) ?? [];
  return sha256 && ending ? { sha256, mime: mediaTypes[ending as MediaEnding] } : null;
}
