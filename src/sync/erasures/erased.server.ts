// Says of arriving changes whether they are about something that was erased: then nothing of them is kept.
import { idPattern } from '../../kernel/id';
import { among } from '../../server/lists';
import type { Change } from '../change';
import { named } from '../memory.server';
import type { RecordKind } from '../record-kind';
import type { Work } from '../work.server';

/** Whoever erases holds this alone; whoever applies changes holds it together with others, so that nothing is written past an erasure. */
export const erasing = 'erasing';

/** The records that a record is about: whatever it names once and for ever. */
export const namedBy = (kind: RecordKind | undefined, values: Readonly<Record<string, unknown>>): readonly string[] =>
  onceOf(kind).flatMap(name => {
    const value = values[name];
    return typeof value === 'string' ? [value] : [];
  });

const onceByKind = new WeakMap<RecordKind, readonly string[]>();

/** The fields that are fixed for ever: kinds never change. */
function onceOf(kind: RecordKind | undefined): readonly string[] {
  if (!kind) return [];
  const known = onceByKind.get(kind);
  const once = known ?? Object.entries(kind.fields).flatMap(([name, { rule }]) => (rule === 'once' ? [name] : []));
  if (!known) onceByKind.set(kind, once);
  return once;
}

type Asked = Pick<Change, 'kind' | 'id' | 'set'>;

/** The names that are looked for: its author's, the record's, and of all that it is about. */
function namesIn({ parts: { kinds } }: Work, author: string | null, change: Asked | null): string[] {
  const hers = author === null ? [] : [named('person', author)];
  if (!change) return hers;
  const kind = kinds.get(change.kind);
  const about = [change.id, ...namedBy(kind, change.set)].filter(id => idPattern.test(id)).map(id => named('record', id));
  return [...hers, ...about, ...(kind?.naturalId ? [named(cleared, change.id)] : [])];
}

/** Such a record was cleared away because of its age, under a name that its author may need again; whoever adds to the old one is too late. */
const cleared = 'cleared';

/** Whether this name of a record that is made now was another's, which was cleared away. */
export const wasCleared = ({ memory }: Pick<Work, 'memory'>, id: string): boolean => memory.erased.get(named(cleared, id)) ?? false;

const beginsAnew = ({ parts: { kinds } }: Work, author: string | null, { kind, id, set }: Asked): boolean =>
  author !== null && kinds.get(kind)?.naturalId?.(author, set) === id;

/** Reads at once which of all these were erased. Ask under `erasing`. */
export async function knowErased(
  work: Work,
  asked: readonly { readonly author: string | null; readonly change: Asked | null }[],
): Promise<void> {
  await knowNames(
    work,
    asked.flatMap(({ author, change }) => namesIn(work, author, change)),
  );
}

async function knowNames(work: Work, all: readonly string[]): Promise<void> {
  const { erased } = work.memory;
  const names = all.filter(name => !erased.has(name));
  for (const name of names) erased.set(name, false);
  if (names.length === 0) return;
  const ids = [...new Set(names.map(name => name.slice(name.indexOf(' ') + 1)))];
  const found = work.tx.selectFrom('erased').leftJoin('records', 'records.id', 'erased.id');
  const known = found.select(['what', 'erased.id', 'records.id as stands']).where('what', 'in', ['person', 'record', cleared]);
  for (const { what, id, stands } of await known.where(among(work.tx, 'erased.id', ids)).execute())
    erased.set(named(what, id), what !== cleared || stands === null);
}

/** A change of this author, to this record or about it; `change` is null where it could not be opened. Ask under `erasing`. */
export async function isErased(work: Work, author: string | null, change: Asked | null): Promise<boolean> {
  const { erased } = work.memory;
  const names = namesIn(work, author, change);
  if (!names.every(name => erased.has(name))) await knowNames(work, names);
  const isAnew = change !== null && (Boolean(work.memory.records.get(change.id)) || beginsAnew(work, author, change));
  return names.some(name => erased.get(name) && !(isAnew && name.startsWith(`${cleared} `)));
}
