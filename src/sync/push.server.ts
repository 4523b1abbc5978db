// Push: one transaction, a savepoint a group, a verdict a change. Nothing that is pushed is ever dropped.
import { sql } from 'kysely';
import type { Clock } from '../kernel/clock';
import { newId } from '../kernel/id';
import { type Result, trouble } from '../kernel/result';
import { groupSize } from './change';
import { applyChange, takePlaces } from './change-log.server';
import { type ReadEnvelope, readEnvelopes } from './envelope.server';
import { type Facts, lastTold, loadFacts } from './policy.server';
import type { PushAnswer, PushRequest } from './protocol';
import { acknowledge, findReceipt, isChangeKnown, keepQuarantined, type Place, saveReceipt } from './receipts.server';
import type { QuarantineReason, Verdict } from './verdict';
import { type ChangeLogParts, inTransaction, type Work } from './work.server';

type Judged = Result<'applied' | 'merged', QuarantineReason>;

interface Push extends Work {
  readonly tablet: string;
  readonly receivedAt: number;
  readonly facts: Map<string, Facts | null>;
  /** A fresh id for each thing kept. */
  readonly makeId: () => string;
}

export interface PushParts extends ChangeLogParts {
  readonly clock: Clock;
  readonly random: () => Uint8Array;
}

/** `tablet` is the one that the device session names; envelopes of any other are quarantined. */
export async function receivePush(parts: PushParts, tablet: string, request: PushRequest): Promise<PushAnswer> {
  const read = await readEnvelopes(parts.db, parts.keyring, tablet, request.envelopes);
  const receivedAt = parts.clock();
  const verdicts = await inTransaction(parts, async work => {
    const makeId = () => newId(receivedAt, parts.random());
    const push: Push = { ...work, tablet, receivedAt, facts: new Map(), makeId };
    const given: Verdict[] = [];
    for (const group of inGroups(read)) given.push(...(await judgeGroup(push, group)));
    await acknowledge(push.tx, tablet, request.oldest);
    await takePlaces(push);
    return given;
  });
  return { v: 1, verdicts };
}

/** Consecutive envelopes of one group and author stay together; everything else stands alone. */
function inGroups(read: readonly ReadEnvelope[]): ReadEnvelope[][] {
  const groups: ReadEnvelope[][] = [];
  for (const one of read) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    const joins = before && one.group !== null && before.group === one.group && before.author === one.author;
    if (last && joins) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

async function judgeGroup(push: Push, group: readonly ReadEnvelope[]): Promise<Verdict[]> {
  const known: (Verdict | null)[] = [];
  for (const one of group) known.push(await knownVerdict(push, one));
  if (!known.includes(null)) return known.flatMap(verdict => verdict ?? []);
  const judged = await judgeTogether(push, group, known);
  const refused = judged.find(outcome => !outcome.ok);
  const given: Verdict[] = [];
  for (const [at, one] of group.entries()) {
    const own = judged[at];
    const outcome = own && (!own.ok || !refused) ? own : trouble('group-refused' as const);
    given.push(known[at] ?? (await settle(push, one, outcome)));
  }
  return given;
}

/** Applies the whole group or, when one of it is refused, nothing of it. */
async function judgeTogether(push: Push, group: readonly ReadEnvelope[], known: readonly (Verdict | null)[]): Promise<Judged[]> {
  const isWhole = group.length === groupSize(group[0]?.group ?? null) && known.every(verdict => verdict === null);
  if (!isWhole) return group.map(one => (one.change.ok ? trouble('group-incomplete') : one.change));
  const touchedBefore = new Map(push.touched);
  const judged: Judged[] = [];
  await sql`savepoint one_group`.execute(push.tx);
  for (const one of group) judged.push(await judgeOne(push, one));
  if (judged.some(outcome => !outcome.ok)) {
    await sql`rollback to savepoint one_group`.execute(push.tx);
    push.touched.clear();
    for (const [record, place] of touchedBefore) push.touched.set(record, place);
  }
  await sql`release savepoint one_group`.execute(push.tx);
  return judged;
}

async function judgeOne(push: Push, one: ReadEnvelope): Promise<Judged> {
  if (!one.change.ok) return one.change;
  const writer = await factsOf(push, one.author ?? '');
  if (!writer) return trouble('unknown-author');
  return applyChange(push, { change: one.change.value, writer, tablet: push.tablet, receivedAt: push.receivedAt });
}

async function factsOf(push: Push, person: string): Promise<Facts | null> {
  const known = push.facts.get(person);
  if (known !== undefined) return known;
  const facts = await loadFacts(push.tx, person, await lastTold(push.tx, push.tablet, person));
  push.facts.set(person, facts);
  return facts;
}

const placeOf = (push: Push, one: ReadEnvelope): Place | null => {
  const isForeign = !one.change.ok && one.change.trouble === 'foreign-tablet';
  return one.author === null || one.n === null || isForeign ? null : { tablet: push.tablet, author: one.author, n: one.n };
};

/** The verdict that was given before, or a refusal of its number; null for a change that is new. */
async function knownVerdict(push: Push, one: ReadEnvelope): Promise<Verdict | null> {
  const place = placeOf(push, one);
  if (!place) return null;
  const change = one.change.ok ? one.change.value.change : null;
  const receipt = await findReceipt(push.tx, place);
  if (receipt?.verdict === 'quarantined' && (change === null || receipt.change === null || receipt.change === change))
    return { verdict: 'quarantined', reason: receipt.reason };
  if (receipt && receipt.change === change) return { verdict: 'already-have' };
  if (receipt) return refuse(push, one, 'number-reused');
  if (change === null || !(await isChangeKnown(push.tx, change))) return null;
  await saveReceipt(push.tx, { ...place, change: null, verdict: 'already-have', reason: null, received_at: push.receivedAt });
  return { verdict: 'already-have' };
}

/** Writes down what was decided; a refused change is kept as it came. */
async function settle(push: Push, one: ReadEnvelope, outcome: Judged): Promise<Verdict> {
  const place = placeOf(push, one);
  const change = one.change.ok ? one.change.value.change : null;
  const reason = outcome.ok ? null : outcome.trouble;
  const verdict = outcome.ok ? outcome.value : 'quarantined';
  if (place) await saveReceipt(push.tx, { ...place, change, verdict, reason, received_at: push.receivedAt });
  return outcome.ok ? { verdict: outcome.value } : refuse(push, one, outcome.trouble);
}

async function refuse(push: Push, one: ReadEnvelope, reason: QuarantineReason): Promise<Verdict> {
  await keepQuarantined(push.tx, {
    id: push.makeId(),
    tablet: push.tablet,
    author: one.author,
    n: one.n,
    reason,
    raw: JSON.stringify(one.raw),
    received_at: push.receivedAt,
  });
  return { verdict: 'quarantined', reason };
}
