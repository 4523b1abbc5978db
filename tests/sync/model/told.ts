// What must be true of everything that gave way: no value vanishes unseen, whoever wrote it is told on each of her tablets, and its history keeps it.
import type { Session } from '../../../src/device/session';
import { gapTaskTryKind } from '../../../src/features/gap-tasks/gap-task-try';
import { sharedReflectionKind } from '../../../src/features/reflections/reflection';
import { strengthWordKind } from '../../../src/features/strengths-boards/strength-word';
import { setAsideId, setAsideKind } from '../../../src/sync/history/set-aside';
import type { RowState } from '../../../src/sync/merge';
import { readRecords } from '../../../src/sync/records.store';
import type { Staff } from '../../support/world';
import type { Promised, Run } from './run-state';

const insist = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`broken promise: ${what}`);
};

/** The fields of which somebody is told when her value gives way. */
const toldFields: Readonly<Record<string, readonly string[]>> = {
  [strengthWordKind.name]: ['standing'],
  [sharedReflectionKind.name]: ['text', 'standing'],
  [gapTaskTryKind.name]: ['went'],
};

/** `applied`: every change that the server took. */
export async function checkTold(run: Run, states: ReadonlyMap<string, RowState>, applied: readonly Promised[]): Promise<void> {
  const rows = [...new Set(applied.map(({ row }) => row))];
  const versions = rows.length === 0 ? [] : await versionsOf(run, rows);
  const kept = new Set(versions.map(({ record, field, version }) => `${record} ${field} ${version}`));
  for (const one of applied) {
    const others = applied.filter(other => other.row === one.row && other.change !== one.change);
    for (const field of toldFields[one.kind] ?? []) if (field in one.set) checkValue(states, kept, one, field, others);
  }
}

const versionsOf = ({ server }: Run, rows: readonly string[]) =>
  server.db.selectFrom('versions').select(['record', 'field', 'version']).where('record', 'in', rows).execute();

function checkValue(
  states: ReadonlyMap<string, RowState>,
  kept: ReadonlySet<string>,
  one: Promised,
  field: string,
  others: readonly Promised[],
): void {
  const state = states.get(one.row);
  const isSaidTwice = others.some(other => other.set[field] === one.set[field]); // who writes what stands already gives nothing up
  const isSeen = others.some(other => other.base[field] === one.change);
  const isTold = states.has(setAsideId(one.author, one.change, field));
  insist(
    state?.seen[field] === one.change || isSeen || isSaidTwice || isTold,
    `a ${field} that gave way unseen is told to whoever wrote it`,
  );
  const isKept = state?.seen[field] === one.change || kept.has(`${one.row} ${field} ${one.change}`);
  insist(isSaidTwice || isKept, `every ${field} that was said is kept in its history`);
}

/** Everything of hers that gave way is on this tablet, and nothing of anybody else's. */
export async function checkToldHere(session: Session, person: Staff, states: ReadonlyMap<string, RowState>): Promise<void> {
  const { items } = await readRecords(session, setAsideKind);
  const shown = new Set(items.map(({ id }) => id));
  insist(
    items.every(({ author }) => author === person.id),
    'nobody sees what another set aside',
  );
  for (const [id, { author }] of states)
    if (id.startsWith('aside:') && author === person.id) insist(shown.has(id), 'what gave way is shown on each of her tablets');
}
