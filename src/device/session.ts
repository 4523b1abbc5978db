// Somebody who is unlocked on this tablet: her identity and what her keys can do. Handed to every store explicitly,
// never a global: what she writes is hers, whoever taps next.
import type { Bytes } from '../kernel/bytes';
import type { Clock } from '../kernel/clock';
import type { Randomness } from '../kernel/id';
import type { Result } from '../kernel/result';
import type { RecordKind } from '../sync/record-kind';
import type { Person, TabletDatabase } from './database';

/** Her keys, which never leave this object; after `drop` it opens and seals nothing. */
export interface Keys {
  readonly vault: string;
  readonly ids: readonly string[];
  seal(key: string, binding: string, plain: Bytes): Promise<Bytes>;
  open(key: string, binding: string, sealed: Bytes): Promise<Result<Bytes, 'cannot-open'>>;
  /** ECDSA P-256 over the UTF-8 of the text; base64url. */
  sign(text: string): Promise<string>;
  /** Whether `sig` is such a signature of hers. */
  hasSigned(text: string, sig: string): Promise<boolean>;
  drop(): void;
  isHeld(): boolean;
}

/** The tablet as a thing: its database, its identity, its clock. */
export interface Tablet {
  readonly id: string;
  readonly database: TabletDatabase;
  readonly clock: Clock;
  readonly random: Randomness;
}

export interface Session {
  readonly tablet: Tablet;
  readonly person: Person;
  readonly keys: Keys;
  /** Every record kind that this version of Larkrise knows, by name. */
  readonly kinds: ReadonlyMap<string, RecordKind>;
}
