// Push: one transaction, a savepoint a group, a verdict a change. Nothing that is pushed is ever dropped.
import { sql } from 'kysely';
import type { Clock } from '../kernel/clock';
import { newId } from '../kernel/id';
import { type Result, trouble } from '../kernel/result';
import { holdAlone } from '../server/database';
import { isStorageFault } from '../server/database-faults';
import type { Poke } from '../server/pokes';
import { counterOf } from './bucket';
import { groupSize } from './change';
import { applyChange, takePlaces } from './change-log.server';
import { type ReadEnvelope, readEnvelopes } from './envelope.server';
import { type Facts, lastTold, loadFacts } from './policy.server';
import type { PushAnswer, PushRequest } from './protocol';
import { findReceipt, isTaken, keepQuarantined, type Place, saveReceipt } from './receipts.server';
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
  /** Hears which counters have moved, once that is committed. */
  readonly poke: (poke: Poke) => void;
}

/** `tablet` is the one that the device session names; envelopes of any other are quarantined. */
export async function receivePush(parts: PushParts, tablet: string, request: PushRequest): Promise<PushAnswer> {
  const read = await readEnvelopes(parts.db, parts.keyring, tablet, request.envelopes);
  const receivedAt = parts.clock();
  const { verdicts, counters } = await inTransaction(parts, async work => {
    const makeId = () => newId(receivedAt, parts.random());
    const push: Push = { ...work, tablet, receivedAt, facts: new Map(), makeId };
    await holdAlone(work.tx, `push|${tablet}`); // a push that is sent again while the first is on its way waits for its receipts
    const given: Verdict[] = [];
    for (const group of inGroups(read)) given.push(...(await judgeGuarded(push, group)));
    await takePlaces(push);
    return { verdicts: given, counters: countersIn(push) };
  });
  if (counters.length > 0) parts.poke({ counters, from: tablet });
  return { v: 1, verdicts };
}

const countersIn = ({ touched }: Push): readonly string[] => [
  ...new Set([...touched.values()].flatMap(buckets => [...buckets.keys()].map(counterOf))),
];

/** Envelopes of one group and author, numbered one after the other, stay together; everything else stands alone. */
function inGroups(read: readonly ReadEnvelope[]): ReadEnvelope[][] {
  const groups: ReadEnvelope[][] = [];
  for (const one of read) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    const isNext = before?.author === one.author && before.n !== null && before.n + 1 === one.n;
    const joins = isNext && one.group !== null && before.group === one.group;
    if (last && joins) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** What fails unexpectedly is taken back, reported and kept apart: it must never stop what travels with it. */
async function judgeGuarded(push: Push, group: readonly ReadEnvelope[]): Promise<Verdict[]> {
  const touchedBefore = new Map(push.touched);
  await sql`savepoint guarded`.execute(push.tx);
  const given = await judgeGroup(push, group).catch(async fault => {
    if (isStorageFault(fault)) throw fault; // the whole push fails, and the tablet tries again
    push.parts.report(fault);
    await sql`rollback to savepoint guarded`.execute(push.tx);
    putBack(push, touchedBefore);
    return settleFaulty(push, group);
  });
  await sql`release savepoint guarded`.execute(push.tx);
  return given;
}

async function settleFaulty(push: Push, group: readonly ReadEnvelope[]): Promise<Verdict[]> {
  const given: Verdict[] = [];
  for (const one of group) given.push((await knownVerdict(push, one)) ?? (await settle(push, one, trouble('server-fault'))));
  return given;
}

function putBack(push: Push, touchedBefore: Push['touched']): void {
  push.touched.clear();
  for (const [record, buckets] of touchedBefore) push.touched.set(record, buckets);
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
  if (!isWhole(group) || known.some(verdict => verdict !== null))
    return group.map(one => (one.change.ok ? trouble('group-incomplete') : one.change));
  const touchedBefore = new Map(push.touched);
  const judged: Judged[] = [];
  await sql`savepoint one_group`.execute(push.tx);
  for (const one of group) judged.push(await judgeOne(push, one));
  if (judged.some(outcome => !outcome.ok)) {
    await sql`rollback to savepoint one_group`.execute(push.tx);
    putBack(push, touchedBefore);
  }
  await sql`release savepoint one_group`.execute(push.tx);
  return judged;
}

/** As many as the group says, each another change. */
function isWhole(group: readonly ReadEnvelope[]): boolean {
  const changes = new Set(group.map(({ change }, at) => (change.ok ? change.value.change : at)));
  return group.length === groupSize(group[0]?.group ?? null) && changes.size === group.length;
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
  const facts = await loadFacts(push.tx, person, { now: push.receivedAt, toldAt: await lastTold(push.tx, push.tablet, person) });
  push.facts.set(person, facts);
  return facts;
}

/** Only what its author has signed takes up a number of hers. */
const placeOf = (push: Push, one: ReadEnvelope): Place | null =>
  one.isProven && one.author !== null && one.n !== null ? { tablet: push.tablet, author: one.author, n: one.n } : null;

/** The verdict that was given before, or a refusal of its number; null for a change that is new. */
async function knownVerdict(push: Push, one: ReadEnvelope): Promise<Verdict | null> {
  const place = placeOf(push, one);
  if (!place) return null;
  const change = one.change.ok ? one.change.value.change : null;
  const receipt = await findReceipt(push.tx, place);
  if (receipt && receipt.change === change)
    return receipt.verdict === 'quarantined' ? refuse(push, one, receipt.reason) : { verdict: 'already-have' };
  if (receipt) return refuse(push, one, 'number-reused');
  if (change === null || !(await isTaken(push.tx, place.author, change))) return null;
  await saveReceipt(push.tx, { ...place, change, verdict: 'already-have', reason: null, received_at: push.receivedAt });
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
