// 0009: which attachments have their bytes here or on the way; the bytes themselves are files (server/blobs.ts).
import type { Kysely } from 'kysely';
import { index, table } from './tables';

export async function blobs(db: Kysely<unknown>): Promise<void> {
  await table(db, 'blobs', ['id'], {
    id: 'text',
    what: 'text',
    tablet: 'text',
    size: 'int',
    sha256: 'text',
    version: 'int',
    begun_at: 'int',
    here_at: 'int?',
    refused: 'int',
  });
  await index(db, 'blobs', ['tablet']);
}
