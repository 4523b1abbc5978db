// What an envelope says, in a few characters: by it the server finds whether it keeps the same one apart already.
import { createHash } from 'node:crypto';

/** SHA-256 (base64url) of an envelope's JSON text without its signature: sent again, it may be signed anew, alone or with others as a run. */
export const envelopeDigest = (raw: string): string =>
  createHash('sha256')
    .update(raw.replace(/"sig":"[A-Za-z0-9_-]*"/, ''))
    .digest('base64url');
