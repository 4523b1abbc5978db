// The proof of a media file: the hash of each of its pieces against the one that its pack promises.
import { type MediaFile, pieceSize } from '../features/modules/media-file';
import { type Bytes, toBase64Url } from '../kernel/bytes';

/** How long a piece is; all are pieceSize but the last. */
export const pieceLength = (file: MediaFile, piece: number): number => Math.min(pieceSize, file.size - piece * pieceSize);

export async function isPiece(file: MediaFile, piece: number, bytes: Bytes): Promise<boolean> {
  if (bytes.length !== pieceLength(file, piece)) return false;
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return toBase64Url(new Uint8Array(hash)) === file.pieces[piece];
}
