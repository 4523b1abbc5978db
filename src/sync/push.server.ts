// Push: one transaction for each hundred, a verdict a change. Nothing that is pushed is ever dropped.
// All of it is read and written at once; only when something fails in that is it judged again, each group by itself.
import type { Clock } from '../kernel/clock';
import { newId } from '../kernel/id';
import { type Result, trouble } from '../kernel/result';
import { holdAlone, holdTogether } from '../server/database';
import { isStorageFault } from '../server/database-faults';
import type { Poke } from '../server/pokes';
import { counterOf } from './bucket';
import type { Change } from './change';
import { applyChange, takePlaces } from './change-log.server';
import { type ReadEnvelope, readEnvelopes } from './envelope.server';
import { erasing, isErased } from './erasures/erased.server';
import { keptApartKind } from './kept-apart/kept-apart';
import { noteForLeader, type Refused } from './kept-apart/kept-apart.server';
import { afterApplied } from './kept-apart/take-in.server';
import { upcastChange } from './kind-versions';
import { named, writeDown } from './memory.server';
import { type Facts, lastTold, loadFacts } from './policy.server';
import type { PushAnswer, PushRequest } from './protocol';
import { lookAhead, placeOf } from './push-ahead.server';
import { type Group, inGroups, inPushes, isWhole } from './push-groups.server';
import { findReceipt, isTaken, keepQuarantined, saveReceipt, wasBroughtByAnother } from './receipts.server';
import { auditRefusals } from './refusals-audited.server';
import type { QuarantineReason, Verdict } from './verdict';
import { type Arrival, attempt, type ChangeLogParts, inTransaction, type Work } from './work.server';

type Judged = Result<'applied' | 'merged', QuarantineReason>;

interface Push extends Work {
  readonly tablet: string;
  readonly receivedAt: number;
  readonly facts: Map<string, Facts | null>;
  /** A revoked tablet hands over what waited: what is not allowed any more is told apart. */
  readonly isFarewell: boolean;
  /** A fresh id for each thing kept. */
  readonly makeId: () => string;
  /** Each group is written down by itself, so that one that fails can be told from the rest. */
  readonly isCareful: boolean;
  /** What was refused before and may be tried again: by author and record. */
  readonly tried: Set<string>;
  readonly faults: unknown[];
}

export interface PushParts extends ChangeLogParts {
  readonly clock: Clock;
  readonly random: () => Uint8Array;
  /** Hears which counters have moved, once that is committed. */
  readonly poke: (poke: Poke) => void;
}

export type Way = 'push' | 'farewell';

/**
 * What the operator takes in by hand, however much it is; what a tablet sends comes in by unproven.server.ts. `tablet` is the one that brings
 * it: envelopes of any other are quarantined.
 */
export async function receivePush(parts: PushParts, tablet: string, request: PushRequest, occasion: Way = 'push'): Promise<PushAnswer> {
  return judgeRead(parts, tablet, await readEnvelopes(parts.db, parts.keyring, tablet, request.envelopes), occasion);
}

/** What was read, a hundred at a time. */
export async function judgeRead(parts: PushParts, tablet: string, read: readonly ReadEnvelope[], occasion: Way): Promise<PushAnswer> {
  const verdicts: Verdict[] = [];
  for (const groups of inPushes(inGroups(read)))
    verdicts.push(...(await receiveOne(parts, { tablet, isFarewell: occasion === 'farewell' }, groups)));
  return { v: 1, verdicts };
}

/** Whatever fails in a later one, an earlier one stands: a tablet that got no answer sends all of it again. */
async function receiveOne(parts: PushParts, occasion: Omit<Occasion, 'isCareful'>, groups: readonly Group[]): Promise<Verdict[]> {
  const judge = (isCareful: boolean) => judgeAll(parts, { ...occasion, isCareful }, groups);
  const { verdicts, counters } = await judge(false).catch(async fault => {
    if (isStorageFault(fault)) throw fault; // the whole push fails, and the tablet tries again
    const judged = await judge(true);
    if (!judged.hadFaults) parts.report(fault);
    return judged;
  });
  if (counters.length > 0) parts.poke({ counters, from: occasion.tablet });
  return verdicts;
}

interface JudgedPush {
  readonly verdicts: Verdict[];
  readonly counters: readonly string[];
  readonly hadFaults: boolean;
}

type Occasion = Pick<Push, 'tablet' | 'isFarewell' | 'isCareful'>;

/** One transaction over all of it. */
async function judgeAll(parts: PushParts, occasion: Occasion, groups: readonly Group[]): Promise<JudgedPush> {
  const receivedAt = parts.clock();
  return inTransaction(parts, async work => {
    const makeId = () => newId(receivedAt, parts.random());
    await holdAlone(work.tx, `push|${occasion.tablet}`); // a push that is sent again while the first is on its way waits for its receipts
    await holdTogether(work.tx, erasing);
    const tried = await lookAhead(work, occasion.tablet, groups.flat());
    const push: Push = { ...work, ...occasion, receivedAt, facts: new Map(), tried, faults: [], makeId };
    const verdicts: Verdict[] = [];
    for (const group of groups) verdicts.push(...(await judgeGuarded(push, group)));
    await auditRefusals(push, push, groups.flat(), verdicts);
    await takePlaces(push);
    return { verdicts, counters: countersIn(push), hadFaults: push.faults.length > 0 };
  });
}

const countersIn = ({ touched }: Push): readonly string[] => [
  ...new Set([...touched.values()].flatMap(buckets => [...buckets.keys()].map(counterOf))),
];

/** What fails unexpectedly is taken back, reported and kept apart: it must never stop what travels with it. */
async function judgeGuarded(push: Push, group: Group): Promise<Verdict[]> {
  if (!push.isCareful) return judgeGroup(push, group);
  const judge = async () => {
    const given = await judgeGroup(push, group);
    await writeDown(push.tx, push.memory);
    return given;
  };
  return attempt(push, judge).catch(fault => {
    if (isStorageFault(fault)) throw fault;
    push.faults.push(fault);
    push.parts.report(fault);
    return settleFaulty(push, group);
  });
}

async function settleFaulty(push: Push, group: Group): Promise<Verdict[]> {
  const given: Verdict[] = [];
  for (const one of group) given.push((await knownVerdict(push, one)) ?? (await settle(push, one, trouble('server-fault'))));
  return given;
}

async function judgeGroup(push: Push, group: Group): Promise<Verdict[]> {
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
async function judgeTogether(push: Push, group: Group, known: readonly (Verdict | null)[]): Promise<Judged[]> {
  if (!isWhole(group) || known.some(verdict => verdict !== null))
    return group.map(one => (one.change.ok ? trouble('group-incomplete') : one.change));
  const judgeAll = async (): Promise<Judged[]> => {
    const judged: Judged[] = [];
    for (const one of group) judged.push(await judgeOne(push, one));
    return judged;
  };
  // One alone writes nothing before it is certain that it is taken; what it writes goes with it when it fails (judgeGuarded).
  return group.length === 1 ? judgeAll() : attempt(push, judgeAll, judged => judged.every(outcome => outcome.ok));
}

async function judgeOne(push: Push, one: ReadEnvelope): Promise<Judged> {
  if (!one.change.ok) return one.change;
  const writer = await factsOf(push, one.author ?? '');
  if (!writer) return trouble('unknown-author');
  const change = upcastChange(push.parts.kinds.get(one.change.value.kind), one.change.value);
  if (await isErased(push, writer.person, change)) return trouble('erased');
  const hasReceipt = !wasBroughtByAnother(push, writer.person, change.change);
  const arrival: Arrival = { change, writer, tablet: push.tablet, receivedAt: push.receivedAt, hasReceipt };
  const judged = await applyChange(push, arrival);
  if (!judged.ok && judged.trouble === 'not-allowed' && push.isFarewell) return trouble('tablet-revoked');
  if (judged.ok && mayHaveMore(push, one.author, change)) await afterApplied(push, arrival, one.change.value, judged.value);
  return judged;
}

/** Was it tried before, or does it answer for what was refused? */
const mayHaveMore = (push: Push, author: string | null, { kind, id }: Change): boolean =>
  kind === keptApartKind.name || push.tried.has(named(author ?? '', id));

async function factsOf(push: Push, person: string): Promise<Facts | null> {
  const known = push.facts.get(person);
  if (known !== undefined) return known;
  const facts = await loadFacts(push.tx, person, { now: push.receivedAt, toldAt: await lastTold(push.tx, push.tablet, person) });
  push.facts.set(person, facts);
  return facts;
}

/** The verdict that was given before, or a refusal of its number; null for a change that is new. */
async function knownVerdict(push: Push, one: ReadEnvelope): Promise<Verdict | null> {
  const place = placeOf(push.tablet, one);
  if (!place) return null;
  const change = one.change.ok ? one.change.value.change : null;
  const receipt = await findReceipt(push, place);
  if (receipt && receipt.change === change)
    return receipt.verdict === 'quarantined' ? refuse(push, one, receipt.reason) : { verdict: 'already-have' };
  if (receipt) return refuse(push, one, 'number-reused');
  if (change === null || !(await isTaken(push, place.author, change))) return null;
  saveReceipt(push, { ...place, change, verdict: 'already-have', reason: null, received_at: push.receivedAt });
  return { verdict: 'already-have' };
}

/** Writes down what was decided; a refused change is kept as it came, unless it is about something that was erased. */
async function settle(push: Push, one: ReadEnvelope, outcome: Judged): Promise<Verdict> {
  const place = placeOf(push.tablet, one);
  const change = one.change.ok ? one.change.value.change : null;
  const reason = outcome.ok ? null : outcome.trouble;
  const verdict = outcome.ok ? outcome.value : 'quarantined';
  if (place) saveReceipt(push, { ...place, change, verdict, reason, received_at: push.receivedAt });
  return outcome.ok ? { verdict: outcome.value } : refuse(push, one, outcome.trouble);
}

async function refuse(push: Push, one: ReadEnvelope, reason: QuarantineReason): Promise<Verdict> {
  const change = one.change.ok ? one.change.value : null;
  if (reason === 'erased' || (await isErased(push, one.author, change))) return { verdict: 'quarantined', reason: 'erased' };
  const kept = {
    id: push.makeId(),
    tablet: push.tablet,
    author: one.author,
    n: one.n,
    reason,
    raw: one.asItCame(),
    received_at: push.receivedAt,
  };
  if (change && one.author) push.tried.add(named(one.author, change.id));
  if (await keepQuarantined(push.tx, kept)) await noteForLeader(push, refusedOf(one, kept));
  return { verdict: 'quarantined', reason };
}

const refusedOf = (one: ReadEnvelope, kept: Pick<Refused, 'id' | 'tablet' | 'reason'> & { readonly received_at: number }): Refused => ({
  id: kept.id,
  tablet: kept.tablet,
  reason: kept.reason,
  receivedAt: kept.received_at,
  author: one.isProven ? one.author : null,
  group: one.group,
  change: one.change.ok ? one.change.value : null,
});
