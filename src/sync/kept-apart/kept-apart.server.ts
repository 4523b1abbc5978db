// What was refused, as the leader is told of it: a record of her own, written by the server when it keeps a change apart, and what becomes of
// it when she answers for it or its author tries again.
// Invariants: 1 nothing private is in it, only what stands in a room or the nursery anyway; 2 what she takes in is judged by
// what she may do, in the same transaction, once: its receipt says so from then on; 3 telling her never stops a push.
import { createHash, randomBytes } from 'node:crypto';
import { newId } from '../../kernel/id';
import type { Writing } from '../../server/database';
import { isStorageFault } from '../../server/database-faults';
import { among } from '../../server/lists';
import { counterOf, leadersBucket } from '../bucket';
import type { Change } from '../change';
import { applyChange } from '../change-log.server';
import { holdFollowed } from '../follow.server';
import { setAsideKind } from '../history/set-aside';
import { tabletName } from '../history/set-aside.server';
import { named } from '../memory.server';
import { type Facts, leads, type Policy } from '../policy.server';
import { type Fields, misfittingField } from '../record-kind';
import { loadRecord, type OpenRecord } from '../record-store.server';
import type { QuarantineReason } from '../verdict';
import { attempt, type Work } from '../work.server';
import { type KeptApart, keptApartKind } from './kept-apart';

/** Only the server makes one. Who leads the nursery says how it stands; taking in only where the server has said that it may be. */
export const keptApartPolicy: Policy = {
  kind: keptApartKind.name,
  mayWrite: ({ writer, before, after }) => before !== null && leads(writer, String(before.nursery)) && onlyStands(before, after),
  buckets: ({ after }) => [leadersBucket(String(after.nursery))],
};

type Values = Readonly<Record<string, unknown>>;

function onlyStands({ standing: before, ...old }: Values, { standing: after, ...values }: Values): boolean {
  const isSame = Object.keys(keptApartKind.fields).every(name => JSON.stringify(old[name]) === JSON.stringify(values[name]));
  if (!isSame || before === after) return isSame;
  if (after === 'taken-in') return old.mayTakeIn === true;
  return before !== 'taken-in' && after !== 'cannot';
}

/** A change that was kept apart just now; `change` where it could be opened. */
export interface Refused {
  readonly id: string;
  readonly tablet: string;
  /** Null where it is not proven. */
  readonly author: string | null;
  readonly group: string | null;
  readonly reason: QuarantineReason;
  readonly change: Change | null;
  readonly receivedAt: number;
}

/** Who writes in the server's name: no person is called so. */
const nobody = 'larkrise';

/** Her own list says these already, and a note about a note helps nobody. */
const isOwn = (kind: string | undefined): boolean => kind === setAsideKind.name || kind === keptApartKind.name;

/** Tells the leader; what goes wrong with that is reported and stops nothing. */
export async function noteForLeader(work: Work, refused: Refused): Promise<void> {
  const kind = refused.change?.kind;
  if (isOwn(kind) || (kind !== undefined && work.parts.policies.get(kind)?.tellsItsAuthorAlone)) return;
  try {
    await attempt(work, () => note(work, refused));
  } catch (fault) {
    if (isStorageFault(fault)) throw fault;
    work.parts.report(fault);
  }
}

/** What was refused for these is too large to show, or lies on a record that cannot be opened. */
const isUnreadable: ReadonlySet<QuarantineReason> = new Set(['outside-limits', 'server-fault']);

async function note(work: Work, refused: Refused): Promise<void> {
  const nursery = await nurseryFor(work, refused);
  if (nursery === null) return;
  const { author, change, reason, receivedAt } = refused;
  const id = noteId(nursery, refused);
  const before = await loadRecord(work, id);
  const was = before && before.state.values.standing !== 'taken-in' ? (before.state.values as unknown as KeptApart) : null;
  const fields = change && author && !isUnreadable.has(reason) ? await sharedFields(work, nursery, author, change, was?.fields) : null;
  const goesOn = was?.mayTakeIn === true && reason === 'missing-field'; // it lacks only what was refused before it
  const isTakeable = fields !== null && (reason === 'not-allowed' || goesOn) && refused.group === null;
  await work.tx
    .updateTable('quarantine')
    .set({ record: change?.id ?? null, note: id, mark: change && markOf(change) })
    .where('id', '=', refused.id)
    .execute();
  await write(work, id, before, receivedAt, {
    ...(before ? {} : { nursery }),
    whose: author ?? '',
    kind: change?.kind ?? '',
    reason: goesOn ? was.reason : reason,
    tablet: await tabletName(work, refused.tablet),
    came: receivedAt,
    count: (was?.count ?? 0) + 1,
    fields,
    mayTakeIn: isTakeable && (was?.mayTakeIn ?? true),
    standing: 'waiting',
  });
}

/** One note a record and author; of what is not proven or cannot be opened one a tablet and reason, however much comes. */
function noteId(nursery: string, { author, change, tablet, reason }: Refused): string {
  const about = author && change ? [author, change.id] : [tablet, author ?? '', reason];
  return `apart:${createHash('sha256')
    .update(JSON.stringify([nursery, ...about]))
    .digest('base64url')
    .replace(/[^A-Za-z0-9]/g, '.')}`;
}

/** Tells the same words, written at the same moment, from all others. */
const markOf = ({ kind, id, set, at }: Change): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, id, set, at]))
    .digest('base64url');

async function write(work: Work, id: string, before: OpenRecord | null, at: number, set: Partial<KeptApart>): Promise<void> {
  const change = { change: newId(at, randomBytes(16)), kind: keptApartKind.name, id, set: { ...set }, base: { ...before?.state.seen }, at };
  const writer = leaderOf('', new Map());
  const written = await applyChange(
    work,
    { change: { ...change, version: keptApartKind.version }, writer, tablet: '', receivedAt: at },
    true,
  );
  if (!written.ok) throw new Error(`a leader could not be told: ${written.trouble}`);
}

/** The nursery of the tablet where its author works or worked there, else hers; of what is not proven the tablet's. */
async function nurseryFor({ tx }: Work, { tablet, author }: Refused): Promise<string | null> {
  const here = (await tx.selectFrom('tablets').select('nursery').where('id', '=', tablet).executeTakeFirst())?.nursery ?? null;
  if (author === null) return here;
  const works = await tx.selectFrom('memberships').select(['nursery', 'until']).where('person', '=', author).execute();
  const last = [...works].sort((a, b) => (b.until ?? Number.MAX_SAFE_INTEGER) - (a.until ?? Number.MAX_SAFE_INTEGER))[0];
  return works.find(({ nursery }) => nursery === here)?.nursery ?? last?.nursery ?? null;
}

const leaderOf = (nursery: string, nurseryByRoom: Facts['nurseryByRoom']): Facts => ({
  person: nobody,
  home: nursery,
  role: null,
  memberships: [{ nursery, room: null, role: 'leader' }],
  mentees: [],
  nurseryByRoom,
  programmes: [],
  events: [],
});

const isSharedIn = (nursery: string, buckets: readonly string[]): boolean =>
  buckets.length > 0 && buckets.every(bucket => /^(room|nursery|leaders):/.test(bucket) && counterOf(bucket) === nursery);

/**
 * The record as it would be with all that waits of it (`earlier`: with what waited before), if it stands and would stand where the
 * leader reads it anyway; null for everything else.
 */
async function sharedFields(
  work: Work,
  nursery: string,
  author: string,
  change: Change,
  earlier: Values | null = null,
): Promise<Values | null> {
  const [kind, policy] = [work.parts.kinds.get(change.kind), work.parts.policies.get(change.kind)];
  const record = await loadRecord(work, change.id);
  if (!kind || !policy) return null;
  if (record && (record.kind !== kind.name || !isSharedIn(nursery, record.buckets))) return null;
  const after = { ...change.set, ...record?.state.values, ...earlier, ...changing(kind, change.set) };
  const rooms = await work.tx.selectFrom('rooms').selectAll().where('nursery', '=', nursery).execute();
  const followed = policy.follows ? await holdFollowed(work, policy, String(after[policy.follows.field])) : null;
  const buckets = policy.buckets({
    id: change.id,
    writer: leaderOf(nursery, new Map(rooms.map(room => [room.id, room.nursery]))),
    author: record?.state.author ?? author,
    before: record?.state.values ?? null,
    after,
    followed,
  });
  return isSharedIn(nursery, buckets) && misfittingField(kind, change.set) === null ? after : null;
}

/** Without what was fixed when the record was made. */
const changing = ({ fields }: { readonly fields: Fields }, set: Values): Values =>
  Object.fromEntries(Object.entries(set).filter(([name]) => !Object.hasOwn(fields, name) || fields[name]?.rule !== 'once'));

/** Which of these changes may be about something of theirs that was refused before: by author and record. */
export async function triedAgain(
  tx: Writing,
  changes: readonly { readonly author: string; readonly change: Pick<Change, 'id'> }[],
): Promise<string[]> {
  const found: string[] = [];
  const waiting = tx.selectFrom('quarantine').select(['author', 'record']).where('settled_at', 'is', null);
  for (const author of new Set(changes.map(one => one.author))) {
    const ids = changes.flatMap(one => (one.author === author ? one.change.id : []));
    for (const { record } of await waiting
      .where('author', '=', author)
      .where(among(tx, 'record', ids))
      .execute())
      found.push(named(author, record ?? ''));
  }
  return found;
}

/** Its author wrote it once more, and now it was taken in: nobody has to look at it any longer. `change` as it was pushed. */
export async function settleTried(work: Work, author: string, change: Change, receivedAt: number): Promise<void> {
  const waiting = await work.tx
    .selectFrom('quarantine')
    .select(['id', 'note', 'mark'])
    .where('author', '=', author)
    .where('record', '=', change.id)
    .where('settled_at', 'is', null)
    .execute();
  const mark = waiting.length > 0 ? markOf(change) : '';
  const tried = waiting.filter(one => one.mark === mark);
  for (const { id, note } of tried) {
    await work.tx.updateTable('quarantine').set({ settled_at: receivedAt }).where('id', '=', id).execute();
    if (note) await recount(work, note, receivedAt);
  }
}

/** Says how many of it still wait; none: it is settled. */
async function recount(work: Work, note: string, at: number): Promise<void> {
  const before = await loadRecord(work, note);
  const rows = await work.tx.selectFrom('quarantine').select('id').where('note', '=', note).where('settled_at', 'is', null).execute();
  if (!before) return;
  const set: Partial<KeptApart> = rows.length > 0 ? { count: rows.length } : { standing: 'taken-in' };
  await write(work, note, before, at, set);
}

/** Something of it came since she looked: she reads it first. */
export async function askAgain(work: Work, note: string, at: number): Promise<void> {
  const before = await loadRecord(work, note);
  if (before) await write(work, note, before, at, { standing: 'waiting' });
}

/** She tried, and it was refused once more. */
export async function tellRefusedAgain(work: Work, note: string, at: number): Promise<void> {
  const before = await loadRecord(work, note);
  if (before) await write(work, note, before, at, { standing: 'cannot', mayTakeIn: false });
}
