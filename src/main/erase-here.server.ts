// What an erasure on this server is carried out with: its files, and the list beside the database that a restore replays.
import { randomBytes } from 'node:crypto';
import { blobFolder, eraseBlobsOf, openBlobFiles } from '../server/blobs';
import type { Config } from '../server/config';
import { addToErasureList, erasureListFile } from '../server/erasure-list';
import type { OfficeParts } from '../server/office';
import type { EraseParts } from '../sync/erasures/erasure.server';

/** Removes the files of these records from the data folder. */
export const eraseBlobsIn = (dataDir: string) => (records: readonly string[]) =>
  eraseBlobsOf(openBlobFiles(blobFolder({ dataDir })), records);

export const eraseHere = (parts: OfficeParts, { dataDir }: Pick<Config, 'dataDir'>): EraseParts => ({
  ...parts,
  random: () => randomBytes(16),
  eraseBlobs: eraseBlobsIn(dataDir),
  remember: erasure => addToErasureList(erasureListFile({ dataDir }), [erasure]),
});
