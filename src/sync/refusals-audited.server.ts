// Writes down in the trail what of a push was refused: once an hour for each tablet, author and reason, so that nobody can fill it.
import type { AuditAct } from '../features/audit/audit';
import { type AuditLine, counterOfTablet, writeAuditSeldom } from '../server/audit';
import type { Writing } from '../server/database';
import type { ReadEnvelope } from './envelope.server';
import type { QuarantineReason, Verdict } from './verdict';
import type { Work } from './work.server';

/** In ms. */
const seldom = 60 * 60_000;

/** What honest tablets bring about (a newer app, a fault of ours, a group, something erased, a farewell) is nobody's act. */
const actByReason: Partial<Record<QuarantineReason, AuditAct>> = {
  'not-allowed': 'change-not-allowed',
  'bad-signature': 'change-forged',
  'foreign-tablet': 'change-foreign',
  'unknown-author': 'change-by-nobody',
  malformed: 'change-misshapen',
  'too-large': 'change-misshapen',
  'unknown-key': 'change-misshapen',
  'cannot-open': 'change-misshapen',
  'number-reused': 'change-misshapen',
  'outside-limits': 'change-misshapen',
  'missing-field': 'change-misshapen',
};

type Refused = Pick<AuditLine, 'who' | 'what' | 'about'>;

/** Where its author is proven she did it; otherwise the tablet did, and whose name it used is said where that is somebody's. */
function refusedOf({ author, isProven }: ReadEnvelope, verdict: Verdict): Refused | null {
  const what = verdict.verdict === 'quarantined' ? actByReason[verdict.reason] : undefined;
  if (!what) return null;
  if (isProven && author !== null) return { who: author, what, about: null };
  return { who: 'tablet', what, about: what === 'change-forged' || what === 'change-foreign' ? author : null };
}

const idsIn = (refused: readonly Refused[]): string[] => [...new Set(refused.flatMap(({ about }) => about ?? []))];

/** A tablet may use any name; its leaders hear it where it is, or was, one of theirs. */
async function ofThisPlace(tx: Writing, counter: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const worked = await tx
    .selectFrom('memberships')
    .select('person as id')
    .where('nursery', '=', counter)
    .where('person', 'in', ids)
    .execute();
  const home = await tx.selectFrom('people').select('id').where('home', '=', counter).where('id', 'in', ids).execute();
  return new Set([...worked, ...home].map(({ id }) => id));
}

/** `verdicts` are in the order of `read`. Runs before places are taken. */
export async function auditRefusals(
  { tx }: Work,
  { tablet, receivedAt }: { readonly tablet: string; readonly receivedAt: number },
  read: readonly ReadEnvelope[],
  verdicts: readonly Verdict[],
): Promise<void> {
  const refused = read.flatMap((one, at) => {
    const verdict = verdicts[at];
    return (verdict && refusedOf(one, verdict)) ?? [];
  });
  if (refused.length === 0) return;
  const counter = await counterOfTablet(tx, tablet);
  const known = await ofThisPlace(tx, counter, idsIn(refused));
  const lines = refused.map(one => ({ ...one, about: one.about !== null && known.has(one.about) ? one.about : null }));
  for (const line of new Map(lines.map(one => [JSON.stringify(one), one])).values())
    await writeAuditSeldom(tx, { ...line, at: receivedAt, counter, tablet }, seldom);
}
