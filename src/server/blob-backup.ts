// The files of attachments in a back-up: pieces that travel as rows of a table that no database has, and become files again.
import type { BlobFiles } from './blobs';
import type { Writing } from './database';
import { sealOverhead } from './sealing';

/** Its name among the tables of a back-up. */
export const piecesName = 'blob_pieces';

export type Piece = { readonly id: string; readonly at: number; readonly bytes: Buffer };

/** Of a piece, so that a batch of rows stays small. */
const pieceSize = 64 * 1024;

/** Every whole file that the database knows. One that is let go of meanwhile is left out, as it would be a moment later. */
export async function* piecesOf(tx: Writing, files: BlobFiles): AsyncGenerator<Piece> {
  const here = await tx.selectFrom('blobs').select('id').where('here_at', 'is not', null).orderBy('id').execute();
  for (const { id } of here) {
    if ((await files.size(id)) === null) continue;
    let at = 0;
    for await (const part of files.stream(id)) {
      const bytes = part as Buffer;
      for (let start = 0; start < bytes.length; start += pieceSize) {
        const piece = bytes.subarray(start, start + pieceSize);
        yield { id, at, bytes: piece };
        at += piece.length;
      }
    }
  }
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** Puts a piece where it belongs. */
export const takePiece = ({ grow }: BlobFiles, { id, at, bytes }: Piece): Promise<number> =>
  grow(id, at, Number.MAX_SAFE_INTEGER, one(bytes));

/** Names every file that came whole; a row whose file did not come is not said to be here. */
export async function finishPieces(tx: Writing, files: BlobFiles): Promise<void> {
  const here = await tx.selectFrom('blobs').select(['id', 'size']).where('here_at', 'is not', null).execute();
  for (const { id, size } of here) {
    const grown = await files.grown(id);
    if (grown === size || grown === size + sealOverhead) await files.finish(id);
    else await tx.updateTable('blobs').set({ here_at: null }).where('id', '=', id).execute();
  }
}
