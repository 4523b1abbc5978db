// A leader answers for what was refused: the change that the server kept is judged again by what she may do, under its author's name.
import { fromBase64Url } from '../../kernel/bytes';
import { parse, parseJson } from '../../kernel/parse';
import { type Result, trouble } from '../../kernel/result';
import { writeAudit } from '../../server/audit';
import type { Tables } from '../../server/database';
import { open } from '../../server/sealing';
import { type Change, changeBinding, changeSchema, envelopeSchema } from '../change';
import { applyChange } from '../change-log.server';
import { upcastChange } from '../kind-versions';
import { type Facts, loadFacts } from '../policy.server';
import { receiptIsTakenIn } from '../receipts.server';
import { loadRecord } from '../record-store.server';
import { keyIfThere } from '../rest-keys.server';
import type { QuarantineReason } from '../verdict';
import { type Arrival, attempt, type Work } from '../work.server';
import { keptApartKind } from './kept-apart';
import { askAgain, settleTried, tellRefusedAgain } from './kept-apart.server';

/** After a change was applied: `pushed` is the change as it came, `outcome` whether its writer had seen what stood there. */
export async function afterApplied(work: Work, arrival: Arrival, pushed: Change, outcome: 'applied' | 'merged'): Promise<void> {
  await settleTried(work, arrival.writer.person, pushed, arrival.receivedAt);
  const { kind, set, id } = arrival.change;
  if (kind !== keptApartKind.name || set.standing !== 'taken-in') return;
  if (outcome === 'merged') await askAgain(work, id, arrival.receivedAt);
  else await takeIn(work, arrival);
}

/** All that waits of it, or nothing: then the leader is told that it cannot be taken in. */
async function takeIn(work: Work, { change: { id: note }, writer, tablet, receivedAt }: Arrival): Promise<void> {
  const waiting = await work.tx
    .selectFrom('quarantine')
    .selectAll()
    .where('note', '=', note)
    .where('settled_at', 'is', null)
    .orderBy('received_at')
    .orderBy('n')
    .execute();
  if (waiting.length === 0 || !(await stands(work, note))) return;
  const judgeAll = async (): Promise<boolean> => {
    const taken: boolean[] = [];
    for (const kept of waiting) taken.push((await judgeAgain(work, writer, kept, receivedAt)).ok);
    return !taken.includes(false);
  };
  const areIn = await attempt(work, judgeAll, isIn => isIn);
  if (!areIn) return tellRefusedAgain(work, note, receivedAt);
  const counter = String((await loadRecord(work, note))?.state.values.nursery);
  const about = waiting[0]?.author ?? null;
  await writeAudit(work.tx, { at: receivedAt, counter, who: writer.person, what: 'taken-in', about, tablet });
}

/** Somebody who saw more may have decided otherwise. */
const stands = async (work: Work, note: string): Promise<boolean> => (await loadRecord(work, note))?.state.values.standing === 'taken-in';

type Kept = Tables['quarantine'];

/** What goes on from a record that was refused lacks the fields that it would have brought. */
const mayBeAnsweredFor: readonly string[] = ['not-allowed', 'missing-field'] satisfies QuarantineReason[];

async function judgeAgain(work: Work, leader: Facts, kept: Kept, now: number): Promise<Result<unknown, QuarantineReason>> {
  const { author, n, tablet, reason, received_at: receivedAt } = kept;
  if (author === null || n === null || !mayBeAnsweredFor.includes(reason)) return trouble('not-allowed');
  const change = await openKept(work, kept);
  const known = await loadFacts(work.tx, author, { now, toldAt: null });
  if (!change || !known) return trouble('not-allowed');
  const answeredFor: Facts = { ...leader, person: author, home: known.home };
  const current = upcastChange(work.parts.kinds.get(change.kind), change);
  const judged = await applyChange(work, { change: current, writer: answeredFor, tablet, receivedAt });
  if (!judged.ok) return judged;
  await receiptIsTakenIn(work, { tablet, author, n }, judged.value);
  await work.tx.updateTable('quarantine').set({ settled_at: now }).where('id', '=', kept.id).execute();
  return judged;
}

/** That its author signed it was proven when it came. */
async function openKept(work: Work, { raw }: Kept): Promise<Change | null> {
  const envelope = parse(envelopeSchema, parseJson(raw));
  const bytes = envelope.ok ? fromBase64Url(envelope.value.bytes) : null;
  if (!envelope.ok || !bytes) return null;
  const key = await keyIfThere(work, envelope.value.key);
  const opened = key && open(key, changeBinding(envelope.value), bytes);
  const change = opened?.ok ? parse(changeSchema, parseJson(opened.value.toString('utf8'))) : null;
  return change?.ok ? change.value : null;
}
