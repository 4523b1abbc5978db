// Says under whose key a record lies in the database. What is about a baby lies under her own key, which is nowhere but on the server: once she
// is erased it is gone, and so is what any back-up still holds of her, for whoever has the newest keys alone.
//
// Invariants: 1 what lies under a baby's key is erased with her: it is in her nursery, and names her, or something that lies under her
// key, once and for ever (erasures/erasure-reach.server.ts); 2 what is one person's own as well opens with both keys together and with neither
// alone: whoever of the two is erased takes it along.
import { counterOf } from './bucket';
import { vaultKeyId } from './key-ids';
import { and, childIn, childKeyId, sharedKeyId } from './key-names.server';
import type { RowState } from './merge';
import type { RecordKind } from './record-kind';
import { type ClosedRecord, findRecord } from './record-store.server';
import type { Work } from './work.server';

interface Lying {
  readonly id: string;
  readonly kind: RecordKind | undefined;
  readonly author: string;
  readonly counter: string;
  /** It is its author's alone. */
  readonly isPersonal: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Hold the locks of what is followed before: then nobody moves it meanwhile. */
export async function restKeyOf(work: Work, lying: Lying): Promise<string> {
  const child = await childOf(work, lying);
  if (lying.isPersonal) return child === null ? vaultKeyId(lying.author) : `${vaultKeyId(lying.author)}${and}${childKeyId(child)}`;
  return child === null ? sharedKeyId(lying.counter) : childKeyId(child);
}

async function childOf(work: Work, { id, kind, counter, values }: Lying): Promise<string | null> {
  if (kind?.name === 'child') return id;
  const named = kind?.ofChild === undefined ? undefined : values[kind.ofChild];
  const about = typeof named === 'string' ? await findRecord(work, named) : null;
  if (about?.counter !== counter) return null; // not known (yet), or somewhere that her erasure does not reach
  return about.kind === 'child' ? about.id : childIn(about.key);
}

/** Its author's where the first bucket is personal, else its nursery's; and a baby's where it is about one. */
export async function closeRecord(
  work: Work,
  record: { id: string; kind: string; state: RowState; buckets: readonly string[]; follows: string | null },
): Promise<ClosedRecord> {
  const [first = ''] = record.buckets;
  const { id, kind, follows, state } = record;
  const [author, counter] = [state.author, counterOf(first)];
  const isPersonal = first.startsWith('person:');
  const key = await restKeyOf(work, { id, kind: work.parts.kinds.get(kind), author, counter, isPersonal, values: state.values });
  return { id, kind, author, counter, key, follows, state };
}
