// The addresses and names of uploads: tus 1.0 (tus.io/protocols/resumable-upload), with creation and creation-with-upload.

export const blobsPath = '/api/v1/blobs';
export const blobPath = (attachment: string): string => `${blobsPath}/${attachment}`;

export const tusVersion = '1.0.0';
export const tusExtensions = 'creation,creation-with-upload';
export const offsetType = 'application/offset+octet-stream';

/** The one key of `Upload-Metadata`: the record whose bytes these are. */
export const metadataName = 'attachment';

/** Which record an `Upload-Metadata` header names (keys with base64 values, set apart by commas); null where it names none. */
export function readMetadata(header: string | undefined, decode: (base64: string) => string): string | null {
  for (const pair of (header ?? '').split(',')) {
    const [key, value] = pair.trim().split(' ');
    if (key === metadataName && value) return decode(value);
  }
  return null;
}

/** A header that must be a whole number; null where it is missing or is none. */
export const readLength = (header: string | undefined | null): number | null =>
  typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null;
