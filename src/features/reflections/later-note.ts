// Words for somebody who cannot unlock, written now and read later: how they are sealed, what is in them, and how much there may be.
//
// The sender makes a key pair of one use; ECDH with the reader's public key, HKDF-SHA-256 (salt: both points, the sender's first) and
// AES-256-GCM in the form of sync/keys.ts. The sender's private half is thrown away, so that nothing on the tablet opens them again.
import * as v from 'valibot';
import type { Bytes } from '../../kernel/bytes';
import { mostCharactersInAReflection } from './reflection';

export const mostCharactersLater = mostCharactersInAReflection;

/** That wait for one person on one tablet: somebody who fills it up with nonsense fills a few megabytes, and hers are not pushed out. */
export const mostLaterNotes = 50;

/** Of sealed bytes; as many characters as a reflection may have, in any script, fit into it. */
export const mostSealedLater = 160_000;

/** Label of the HKDF step. */
export const laterLabel = 'larkrise-later-1';

export interface LaterPlace {
  readonly id: string;
  /** For whom. */
  readonly person: string;
  /** The id of the key of hers that it is sealed to. */
  readonly key: string;
  /** The sender's public point, base64url. */
  readonly ephemeral: string;
}

export const laterBinding = ({ id, person, key, ephemeral }: LaterPlace): string => ['later', id, person, key, ephemeral].join('|');

/** `locked`: written at the entrance; `moved`: begun on a colleague's page, and taken from there. In ms since 1970, as the tablet believed. */
export const laterWordsSchema = v.object({
  v: v.literal(1),
  why: v.picklist(['locked', 'moved']),
  text: v.string(),
  begun: v.number(),
});
export type LaterWords = v.InferOutput<typeof laterWordsSchema>;

/** As it lies on a tablet: for whom, since when and how long stands there in clear. Nobody's words until she has said that they are hers. */
export interface LaterNote extends LaterPlace {
  /** By that tablet's clock. */
  readonly begun: number;
  readonly letters: number;
  readonly bytes: Bytes;
  /** The point of what the server has of it; absent: nothing yet. Null: she has it back after the server was told that she had not. */
  readonly sent?: string | null;
}
