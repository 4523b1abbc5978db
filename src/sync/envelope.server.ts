// Reads pushed envelopes before any transaction: form, sender, signature of their run, seal, content.
import { fromBase64Url } from '../kernel/bytes';
import { parse, parseJson } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import type { Database } from '../server/database';
import type { Keyring } from '../server/keyring';
import { open } from '../server/sealing';
import { isSignedBy } from '../server/signatures';
import { type Change, changeBinding, changeSchema, type Envelope, envelopeSchema, mostSealedCharacters, runText } from './change';
import { nurseryKeyId, vaultKeyId } from './keys';
import type { QuarantineReason } from './verdict';

/** An envelope after reading: what can be said of it, whatever is wrong with it. */
export interface ReadEnvelope {
  readonly raw: unknown;
  readonly author: string | null;
  readonly n: number | null;
  readonly group: string | null;
  /** Whether it is of this tablet and truly signed: what is not proven says nothing about its author. */
  readonly isProven: boolean;
  readonly change: Result<Change, QuarantineReason>;
}

const unproven: readonly QuarantineReason[] = ['foreign-tablet', 'unknown-author', 'bad-signature'];

interface Sender {
  /** Raw P-256 public point. */
  readonly signKey: Uint8Array;
  readonly keyIds: ReadonlySet<string>;
}
type Senders = ReadonlyMap<string, Sender>;

function misshapen(raw: unknown): QuarantineReason {
  const { v, bytes } = (raw ?? {}) as { v?: unknown; bytes?: unknown };
  if (typeof v === 'number' && v > 1) return 'future-version';
  return typeof bytes === 'string' && bytes.length > mostSealedCharacters ? 'too-large' : 'malformed';
}

function partOf(raw: unknown): { author: string | null; n: number | null; group: string | null } {
  const { author, n, group } = (raw ?? {}) as Record<string, unknown>;
  return {
    author: typeof author === 'string' && author.length <= 120 ? author : null,
    n: Number.isSafeInteger(n) && Number(n) > 0 ? Number(n) : null,
    group: typeof group === 'string' && group.length <= 64 ? group : null,
  };
}

/** Whether the last of the run signed all of it. */
function isSigned(run: readonly Envelope[], signKey: Uint8Array | undefined): boolean {
  const signature = fromBase64Url(run.at(-1)?.sig ?? '');
  return signKey !== undefined && signature !== null && isSignedBy(signKey, runText(run), signature);
}

/** The envelopes that stand in no run truly signed by their author. What lacks a signature spoils nothing but itself. */
function unsigned(envelopes: readonly Envelope[], senders: Senders): ReadonlySet<Envelope> {
  const refused = new Set<Envelope>(envelopes);
  const runs = new Map<string, Envelope[]>();
  for (const envelope of envelopes) {
    const before = runs.get(envelope.author) ?? [];
    const run = before.at(-1)?.n === envelope.n - 1 ? [...before, envelope] : [envelope];
    runs.set(envelope.author, envelope.sig === '' ? run : []);
    if (envelope.sig === '') continue;
    const key = senders.get(envelope.author)?.signKey;
    const signed = [run, [envelope]].find(one => isSigned(one, key)) ?? [];
    for (const one of signed) refused.delete(one);
  }
  return refused;
}

async function openChange(envelope: Envelope, keyring: Keyring): Promise<Result<Change, QuarantineReason>> {
  const key = await keyring.get(envelope.key);
  const bytes = fromBase64Url(envelope.bytes);
  if (!key) return trouble('unknown-key');
  const opened = bytes ? open(key, changeBinding(envelope), bytes) : trouble('cannot-open' as const);
  if (!opened.ok) return opened;
  const change = parse(changeSchema, parseJson(opened.value.toString('utf8')));
  return change.ok ? ok(change.value) : trouble('malformed');
}

async function loadSenders(db: Database, authors: readonly string[]): Promise<Senders> {
  if (authors.length === 0) return new Map();
  const people = await db.selectFrom('people').select(['id', 'sign_key']).where('id', 'in', authors).execute();
  const places = await db.selectFrom('memberships').select(['person', 'nursery']).where('person', 'in', authors).execute();
  return new Map(
    people.map(({ id, sign_key }) => {
      const nurseries = places.filter(({ person }) => person === id).map(({ nursery }) => nurseryKeyId(nursery));
      return [id, { signKey: sign_key, keyIds: new Set([vaultKeyId(id), ...nurseries]) }];
    }),
  );
}

/** One reading an envelope, in order; nothing that arrives can make it throw. */
export async function readEnvelopes(
  db: Database,
  keyring: Keyring,
  tablet: string,
  raws: readonly unknown[],
): Promise<readonly ReadEnvelope[]> {
  const parsed = raws.map(raw => parse(envelopeSchema, raw));
  const envelopes = parsed.flatMap(one => (one.ok ? [one.value] : []));
  const senders = await loadSenders(db, [...new Set(envelopes.map(({ author }) => author))]);
  const refused = unsigned(envelopes, senders);
  const judge = async (envelope: Envelope): Promise<Result<Change, QuarantineReason>> => {
    if (envelope.tablet !== tablet) return trouble('foreign-tablet');
    const sender = senders.get(envelope.author);
    if (!sender) return trouble('unknown-author');
    if (refused.has(envelope)) return trouble('bad-signature');
    return sender.keyIds.has(envelope.key) ? openChange(envelope, keyring) : trouble('unknown-key');
  };
  return Promise.all(
    parsed.map(async (one, at) => {
      const raw = raws[at];
      const change = one.ok ? await judge(one.value) : trouble(misshapen(raw));
      return { raw, ...partOf(raw), isProven: one.ok && !(change.ok === false && unproven.includes(change.trouble)), change };
    }),
  );
}
