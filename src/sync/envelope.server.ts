// Reads pushed envelopes before any transaction: form, sender, signature of their run, seal, content.
import { idPattern } from '../kernel/id';
import { isDeeperThan, parse, parseJson, repeatsAName } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import type { Database } from '../server/database';
import { generationsOfNurseries, generationsUntil } from '../server/key-generations';
import type { Keyring } from '../server/keyring';
import { open } from '../server/sealing';
import { isSignedBeside } from '../server/signatures';
import { type Change, changeBinding, changeSchema, type Envelope, envelopeSchema, mostSealedCharacters, runText } from './change';
import { nurseryKeyId, vaultKeyId } from './key-ids';
import type { QuarantineReason } from './verdict';

/** An envelope after reading: what can be said of it, whatever is wrong with it. */
export interface ReadEnvelope {
  /** As it came, for the quarantine: JSON. */
  readonly asItCame: () => string;
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

/** No envelope of any version nests; what would overflow whoever writes it down carries no words. */
const deepestKept = 64;
const asItCame = (raw: unknown): string => (isDeeperThan(deepestKept, raw) ? '"nested too deep to be kept"' : JSON.stringify(raw ?? null));

function misshapen(raw: unknown): QuarantineReason {
  const { v, bytes } = (raw ?? {}) as { v?: unknown; bytes?: unknown };
  if (typeof v === 'number' && v > 1) return 'future-version';
  return typeof bytes === 'string' && bytes.length > mostSealedCharacters ? 'too-large' : 'malformed';
}

function partOf(raw: unknown): { author: string | null; n: number | null; group: string | null } {
  const { author, n, group } = (raw ?? {}) as Record<string, unknown>;
  return {
    author: typeof author === 'string' && idPattern.test(author) ? author : null,
    n: Number.isSafeInteger(n) && Number(n) > 0 ? Number(n) : null,
    group: typeof group === 'string' && group.length <= 64 ? group : null,
  };
}

/** Its schema has looked at the letters; a length that base64url cannot have is nothing. */
const bytesOf = (text: string): Buffer | null => (text.length % 4 === 1 ? null : Buffer.from(text, 'base64url'));

/** Whether the last of the run signed all of it. */
async function isSigned(run: readonly Envelope[], signKey: Uint8Array | undefined): Promise<boolean> {
  const signature = bytesOf(run.at(-1)?.sig ?? '');
  return signKey !== undefined && signature !== null && isSignedBeside(signKey, runText(run), signature);
}

/** Each signed envelope with those before it that its signature may cover. */
function runsOf(envelopes: readonly Envelope[]): readonly (readonly Envelope[])[] {
  const runs: (readonly Envelope[])[] = [];
  const open = new Map<string, Envelope[]>();
  for (const envelope of envelopes) {
    const before = open.get(envelope.author) ?? [];
    const run = before.at(-1)?.n === envelope.n - 1 ? before : [];
    run.push(envelope);
    open.set(envelope.author, envelope.sig === '' ? run : []);
    if (envelope.sig !== '') runs.push(run);
  }
  return runs;
}

/** The envelopes that stand in no run truly signed by their author. What lacks a signature spoils nothing but itself. */
async function unsigned(envelopes: readonly Envelope[], senders: Senders): Promise<ReadonlySet<Envelope>> {
  const signed = runsOf(envelopes).map(async run => {
    const key = senders.get(run[0]?.author ?? '')?.signKey;
    if (await isSigned(run, key)) return run;
    const last = run.slice(-1);
    return run.length > 1 && (await isSigned(last, key)) ? last : [];
  });
  const proven = new Set((await Promise.all(signed)).flat());
  return new Set(envelopes.filter(envelope => !proven.has(envelope)));
}

/** What is written once more letter for letter repeats no name. */
const isSaidAlike = (value: unknown, text: string): boolean => !isDeeperThan(deepestKept, value) && JSON.stringify(value) === text;

async function openChange(envelope: Envelope, keyring: Keyring): Promise<Result<Change, QuarantineReason>> {
  const key = await keyring.get(envelope.key);
  const bytes = bytesOf(envelope.bytes);
  if (!key) return trouble('unknown-key');
  const opened = bytes ? open(key, changeBinding(envelope), bytes) : trouble('cannot-open' as const);
  if (!opened.ok) return opened;
  const text = opened.value.toString('utf8');
  const value = parseJson(text);
  const change = parse(changeSchema, value);
  const isPlain = change.ok && (isSaidAlike(value, text) || !repeatsAName(text));
  return isPlain ? ok(change.value) : trouble('malformed');
}

/** What was written under an older generation is taken as ever; one that was made when she had left was never hers. */
async function loadSenders(db: Database, authors: readonly string[]): Promise<Senders> {
  if (authors.length === 0) return new Map();
  const people = await db.selectFrom('people').select(['id', 'sign_key']).where('id', 'in', authors).execute();
  const places = await db.selectFrom('memberships').select(['person', 'nursery', 'until']).where('person', 'in', authors).execute();
  const generations = await generationsOfNurseries(db, [...new Set(places.map(({ nursery }) => nursery))]);
  const keysOf = ({ nursery, until }: (typeof places)[number]) =>
    generationsUntil(generations.get(nursery) ?? [], until).map(generation => nurseryKeyId(nursery, generation));
  return new Map(
    people.map(({ id, sign_key }) => {
      const hers = places.filter(({ person }) => person === id).flatMap(keysOf);
      return [id, { signKey: sign_key, keyIds: new Set([vaultKeyId(id), ...hers]) }];
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
  const judging = unsigned(envelopes, senders); // beside the main thread, which opens them meanwhile
  judging.catch(() => undefined); // where none of them comes so far as to wait for it
  const judge = async (envelope: Envelope): Promise<Result<Change, QuarantineReason>> => {
    if (envelope.tablet !== tablet) return trouble('foreign-tablet');
    const sender = senders.get(envelope.author);
    if (!sender) return trouble('unknown-author');
    const opened = sender.keyIds.has(envelope.key) ? await openChange(envelope, keyring) : trouble('unknown-key' as const);
    return (await judging).has(envelope) ? trouble('bad-signature') : opened;
  };
  return Promise.all(
    parsed.map(async (one, at) => {
      const raw = raws[at];
      const change = one.ok ? await judge(one.value) : trouble(misshapen(raw));
      return {
        asItCame: () => asItCame(raw),
        ...partOf(raw),
        isProven: one.ok && !(change.ok === false && unproven.includes(change.trouble)),
        change,
      };
    }),
  );
}
