// What must be true of every history: the promises of the engine, checked against what people were told.
import type { Session } from '../../../src/device/session';
import { gapTaskTryKind } from '../../../src/features/gap-tasks/gap-task-try';
import { moduleProgressKind } from '../../../src/features/modules/module-progress';
import { reflectionKind, sharedReflectionKind } from '../../../src/features/reflections/reflection';
import { strengthWordKind } from '../../../src/features/strengths-boards/strength-word';
import { setAsideKind } from '../../../src/sync/history/set-aside';
import { keptApartKind } from '../../../src/sync/kept-apart/kept-apart';
import type { RowState } from '../../../src/sync/merge';
import type { RecordKind } from '../../../src/sync/record-kind';
import { readRecords } from '../../../src/sync/records.store';
import { type Device, lock, type Staff, unlock } from '../../support/world';
import { type Promised, type Run, sendAll, syncOn } from './run-state';
import { serverStates, verdictByChange } from './server-truth';
import { checkTold, checkToldHere } from './told';

const kinds: readonly RecordKind[] = [reflectionKind, sharedReflectionKind, strengthWordKind, moduleProgressKind, gapTaskTryKind];

const insist = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`broken promise: ${what}`);
};

/** After every step: no word of hers that was called saved on this tablet is missing from her screen on it. */
export async function checkNothingFlickers(run: Run, device: Device): Promise<void> {
  const session = device.session;
  if (!session?.keys.isHeld() || session.person.role === 'mentor') return;
  const shown = (await readRecords(session, reflectionKind)).items
    .map(({ row }) => row.text)
    .join('\n')
    .split(/\s+/);
  const seen = new Set(shown);
  for (const one of run.promised.values()) {
    if (one.tablet !== device.id || one.author !== session.person.id || one.kind !== reflectionKind.name) continue;
    for (const token of String(one.set.text).split(/\s+/)) insist(seen.has(token), `saved word ${token} left the screen of ${device.id}`);
  }
}

/** After every step: what was written together is on screen together or not at all, on whatever tablet. */
export async function checkTogether(run: Run, { session, id }: Device): Promise<void> {
  if (!session?.keys.isHeld() || session.person.role === 'mentor') return;
  const shown = new Set((await readRecords(session, gapTaskTryKind)).items.map(item => item.id));
  const byGroup = new Map<string, Set<boolean>>();
  for (const { author, group, kind, row } of run.promised.values())
    if (group && kind === gapTaskTryKind.name && author === session.person.id)
      byGroup.set(group, (byGroup.get(group) ?? new Set()).add(shown.has(row)));
  for (const there of byGroup.values()) insist(there.size === 1, `what was written together appears together on ${id}`);
}

/** Everything comes back: late requests arrive, cables hold, what waits is sent, everybody signs in everywhere. */
export async function heal(run: Run): Promise<void> {
  for (const device of run.devices) {
    await device.wire.deliverLate();
    const sent = await sendAll(device);
    insist(sent.ok, `what waited on ${device.id} was sent`);
  }
  const states = await serverStates(run);
  for (const device of run.devices)
    for (const person of device.people) {
      lock(device);
      const session = await unlock(run.server, device, person);
      const synced = await syncOn(device, session);
      insist(synced.ok, `a healthy sync of ${person.id} on ${device.id} went well`);
      await checkNothingFlickers(run, device);
      for (const kind of kinds) await checkScreen(session, kind, person, run, states);
      await checkToldHere(session, person, states);
    }
}

/** Holds once the history is healed. */
export async function checkAll(run: Run): Promise<void> {
  const states = await serverStates(run);
  const verdicts = await verdictByChange(run);
  for (const device of run.devices)
    insist((await device.database.outbox.count()) === 0, `nothing waits on ${device.id} after a healthy sync`);
  insist(run.server.faults.length === 0, `nothing failed unexpectedly: ${String(run.server.faults[0])}`);
  await checkNothingLost(run, verdicts);
  await checkAppliedOnce(run);
  checkFields(run, states, verdicts);
  await checkTold(run, states, applied(run, verdicts));
  checkProse(run, states, verdicts);
  checkGroups(run, verdicts);
  await checkRevoked(run);
}

/** Each promised change was applied, or its author finds it among what needs her. */
async function checkNothingLost(run: Run, verdicts: ReadonlyMap<string, { verdict: string }>): Promise<void> {
  const apart = new Set<string>();
  for (const device of run.devices) for (const { change } of await device.database.quarantined.toArray()) apart.add(change);
  for (const { change, kind } of run.promised.values()) {
    const verdict = verdicts.get(change)?.verdict;
    insist(verdict !== undefined, `a saved change of ${kind} has a verdict`);
    if (verdict === 'quarantined') insist(apart.has(change), `a refused change of ${kind} is shown to its author`);
  }
}

/** A record's version counts how often it was written: once for each change that was applied to it. */
async function checkAppliedOnce({ server, nursery, devices }: Run): Promise<void> {
  const records = await server.db.selectFrom('records').select(['kind', 'version']).where('counter', '=', nursery.id).execute();
  const receipts = await server.db
    .selectFrom('receipts')
    .select('n')
    .where('verdict', 'in', ['applied', 'merged'])
    .where(
      'tablet',
      'in',
      devices.map(({ id }) => id),
    )
    .execute();
  const writes = records.reduce((sum, { kind, version }) => sum + version - byServer(kind, version), 0);
  insist(writes === receipts.length, `${receipts.length} changes were applied, ${writes} times in all`);
}

/** How many of the writes of a record were the server's own. */
const byServer = (kind: string, version: number): number => (kind === keptApartKind.name ? version : kind === setAsideKind.name ? 1 : 0);

type Verdicts = ReadonlyMap<string, { verdict: string; receivedAt: number }>;

const applied = (run: Run, verdicts: Verdicts): readonly Promised[] =>
  [...run.promised.values()].filter(({ change }) => verdicts.get(change)?.verdict !== 'quarantined');

const latestFields: Readonly<Record<string, readonly string[]>> = {
  [strengthWordKind.name]: ['standing'],
  [sharedReflectionKind.name]: ['text'],
  [gapTaskTryKind.name]: ['went'],
  [moduleProgressKind.name]: ['position'],
};

/** `latest`: whoever saw the other wins; of exactly two that did not, the later edit; `narrowest` and `grow` as they say. */
function checkFields(run: Run, states: ReadonlyMap<string, RowState>, verdicts: Verdicts): void {
  const all = applied(run, verdicts);
  for (const [row, state] of states) {
    const changes = all.filter(one => one.row === row);
    const kind = changes[0]?.kind ?? '';
    for (const field of latestFields[kind] ?? []) checkLatest(changes, state, field, verdicts);
    if (kind === sharedReflectionKind.name) checkNarrowest(changes, state);
    if (kind === moduleProgressKind.name) {
      const watched = new Set(changes.flatMap(one => one.set.chapters as string[]));
      const kept = state.values.chapters as string[];
      insist(kept.length === watched.size && kept.every(chapter => watched.has(chapter)), 'every chapter watched is kept once');
    }
  }
}

function checkLatest(changes: readonly Promised[], state: RowState, field: string, verdicts: Verdicts): void {
  const writers = changes.filter(one => field in one.set);
  const winner = state.seen[field];
  const overruled = writers.find(one => one.base[field] === winner && one.set[field] !== state.values[field]);
  insist(!overruled, `a change of ${field} that saw what stands is not overruled by it`);
  const [a, b] = blindPair(writers, field);
  if (!a || !b || a.set[field] === b.set[field]) return;
  const time = (one: Promised) => Math.min(one.at, verdicts.get(one.change)?.receivedAt ?? one.at);
  if (time(a) === time(b)) return;
  const later = time(a) > time(b) ? a : b;
  insist(state.values[field] === later.set[field], `of two blind changes of ${field} the later edit stands`);
}

/** The two newest changes when both started from the same version and everything else came before it. */
function blindPair(writers: readonly Promised[], field: string): readonly Promised[] {
  const newest = writers.filter(one => !writers.some(other => other.base[field] === one.change));
  const [a, b] = newest;
  if (newest.length !== 2 || !a || !b || a.base[field] !== b.base[field]) return [];
  const before = ancestors(writers, field, a.base[field]);
  return writers.every(one => newest.includes(one) || before.has(one.change)) ? newest : [];
}

/** The version and all that its writers had seen before it. */
function ancestors(changes: readonly Promised[], field: string, version: string | undefined): ReadonlySet<string> {
  const byChange = new Map(changes.map(one => [one.change, one]));
  const seen = new Set<string>();
  for (let at = byChange.get(version ?? ''); at && !seen.has(at.change); at = byChange.get(at.base[field] ?? '')) seen.add(at.change);
  return seen;
}

/** Sharing stands only if its writer had seen every withdrawal. */
function checkNarrowest(changes: readonly Promised[], state: RowState): void {
  if (state.values.standing !== 'with-mentor') return;
  const seen = ancestors(changes, 'standing', state.seen.standing);
  for (const one of changes) if (one.set.standing === 'withdrawn') insist(seen.has(one.change), 'no tie undoes a withdrawal');
}

/** Every saved word of a reflection stands in it, and no paragraph stands twice. */
function checkProse(run: Run, states: ReadonlyMap<string, RowState>, verdicts: Verdicts): void {
  for (const one of applied(run, verdicts)) {
    if (one.kind !== reflectionKind.name) continue;
    const text = String(states.get(one.row)?.values.text ?? '');
    const words = new Set(text.split(/\s+/));
    for (const token of String(one.set.text).split(/\s+/)) insist(words.has(token), `the saved word ${token} stands in the reflection`);
    const lines = text.split('\n');
    insist(new Set(lines).size === lines.length, `no paragraph stands twice: ${JSON.stringify(text)}`);
  }
}

function checkGroups(run: Run, verdicts: Verdicts): void {
  const byGroup = new Map<string, Set<boolean>>();
  for (const { group, change } of run.promised.values())
    if (group) byGroup.set(group, (byGroup.get(group) ?? new Set()).add(verdicts.get(change)?.verdict === 'quarantined'));
  for (const fates of byGroup.values()) insist(fates.size === 1, 'what was written together is there together or not at all');
}

/** What she sees on this tablet is what the server has, and all of it that is hers. */
async function checkScreen(
  session: Session,
  kind: RecordKind,
  person: Staff,
  run: Run,
  states: ReadonlyMap<string, RowState>,
): Promise<void> {
  const listing = await readRecords(session, kind);
  insist(listing.damaged === 0, 'nothing is damaged');
  for (const item of listing.items) {
    const state = states.get(item.id);
    insist(
      state !== undefined && JSON.stringify(state.seen) === JSON.stringify(item.seen),
      `${kind.name} on ${session.tablet.id} is what the server has`,
    );
    const isHers = person.role === 'mentor' ? kind === sharedReflectionKind && item.row.standing === 'with-mentor' : true;
    if (kind === strengthWordKind) insist(run.rooms.get(person.id) === item.row.room, 'nobody sees the board of a room she has left');
    insist(isHers, `the mentor sees nothing but what is shared with her`);
    if (kind === reflectionKind || kind === gapTaskTryKind) insist(item.author === person.id, 'nobody sees what is private to another');
  }
  if (person.role === 'mentor' || kind === strengthWordKind) return;
  const shown = new Set(listing.items.map(({ id }) => id));
  for (const one of run.promised.values())
    if (one.author === person.id && one.kind === kind.name && states.has(one.row))
      insist(shown.has(one.row), `${kind.name} of hers is on each of her tablets`);
}

/** Nothing of a bucket that none of the tablet's people may have is left in its storage. */
async function checkRevoked(run: Run): Promise<void> {
  const { server, nursery } = run;
  const places = await server.db
    .selectFrom('memberships')
    .selectAll()
    .where('nursery', '=', nursery.id)
    .where('until', 'is', null)
    .execute();
  const rooms = new Set(places.map(({ room }) => `room:${room}@${nursery.id}`));
  for (const device of run.devices) {
    for (const row of await device.database.rows.toArray()) {
      const educator = row.buckets[0]?.split(':')[1]?.split('@')[0] ?? '';
      const isEnded = row.buckets[0]?.startsWith('mentoring:') && run.endedMentorings.has(educator);
      const isForeignRoom = row.buckets.some(bucket => bucket.startsWith('room:') && !rooms.has(bucket));
      insist(!isEnded && !isForeignRoom, `${device.id} holds nothing of ${row.buckets.join(' ')}`);
    }
  }
}
