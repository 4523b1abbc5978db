// The files of attachments as they lie on the server: as the tablet sealed them, and where they are about a baby once more under her key.
// Which of the two is told by the length: sealing adds so much. A file is replaced whole or not at all.
import type { Readable } from 'node:stream';
import type { BlobFiles } from '../../server/blobs';
import { open, seal, sealOverhead } from '../../server/sealing';
import { childIn, childKeyId } from '../key-names.server';
import { keyBytes, keyIfThere } from '../rest-keys.server';
import { type ChangeLogParts, inTransaction, type Work } from '../work.server';

export interface FileParts extends ChangeLogParts {
  readonly files: BlobFiles;
}

const binding = (id: string): string => `blob|${id}`;

/** The baby whom the attachment is about; null: none. */
async function childOf({ tx }: Work, id: string): Promise<string | null> {
  const row = await tx.selectFrom('records').select('key').where('id', '=', id).executeTakeFirst();
  return row ? childIn(row.key) : null;
}

async function* all(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** Puts it where whole files are. `bytes`: all of it, as the tablet sealed it; it may lie there as an upload that came to its end. */
export async function layFile(parts: FileParts, id: string, bytes: Buffer): Promise<void> {
  const key = await inTransaction(parts, async work => {
    const child = await childOf(work, id);
    return child === null ? null : keyBytes(work, childKeyId(child));
  });
  if (key) await parts.files.put(id, all(seal(key, binding(id), bytes)));
  else await parts.files.finish(id);
}

async function bytesOf(files: BlobFiles, id: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of files.stream(id)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** As the tablet sealed it; null where there is no whole file of this size, or the baby's key is gone. */
export async function fileAtRest(parts: FileParts, id: string, size: number): Promise<Buffer | Readable | null> {
  const here = await parts.files.size(id);
  if (here === size) return parts.files.stream(id);
  if (here !== size + sealOverhead) return null;
  const key = await inTransaction(parts, async work => {
    const child = await childOf(work, id);
    return child === null ? null : keyIfThere(work, childKeyId(child));
  });
  const opened = key && open(key, binding(id), await bytesOf(parts.files, id));
  return opened?.ok ? opened.value : null;
}

/** The same in one piece. */
export async function bytesAtRest(parts: FileParts, id: string): Promise<Buffer | null> {
  const row = await parts.db.selectFrom('blobs').select('size').where('id', '=', id).executeTakeFirst();
  const file = row ? await fileAtRest(parts, id, row.size) : null;
  return file === null || Buffer.isBuffer(file) ? file : bytesOf(parts.files, id);
}

/** Seals what lies there from before there were keys of babies. Gives how many. */
export async function layFilesAnew(parts: FileParts): Promise<number> {
  const here = parts.db.selectFrom('blobs').innerJoin('records', 'records.id', 'blobs.id').where('here_at', 'is not', null);
  let laid = 0;
  for (const { id, size, key } of await here.select(['blobs.id', 'size', 'key']).execute()) {
    if (childIn(key) === null || (await parts.files.size(id)) !== size) continue;
    await layFile(parts, id, await bytesOf(parts.files, id));
    laid += 1;
  }
  return laid;
}
