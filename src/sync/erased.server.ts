// Says of arriving changes whether they are about something that was erased: then nothing of them is kept.
import { idPattern } from '../kernel/id';
import { inLists } from '../server/lists';
import type { Change } from './change';
import { named } from './memory.server';
import type { RecordKind } from './record-kind';
import type { Work } from './work.server';

/** Whoever erases holds this alone; whoever applies changes holds it together with others, so that nothing is written past an erasure. */
export const erasing = 'erasing';

/** The records that a record is about: whatever it names once and for ever. */
export function namedBy(kind: RecordKind | undefined, values: Readonly<Record<string, unknown>>): readonly string[] {
  const once = Object.entries(kind?.fields ?? {}).filter(([, { rule }]) => rule === 'once');
  return once.map(([name]) => values[name]).filter(value => typeof value === 'string');
}

type Asked = Pick<Change, 'kind' | 'id' | 'set'>;

/** The names that are looked for: its author's, the record's, and of all that it is about. */
const namesIn = ({ parts: { kinds } }: Work, author: string | null, change: Asked | null): string[] => [
  ...(author === null ? [] : [named('person', author)]),
  ...(change
    ? [change.id, ...namedBy(kinds.get(change.kind), change.set)].filter(id => idPattern.test(id)).map(id => named('record', id))
    : []),
];

/** Reads at once which of all these were erased. Ask under `erasing`. */
export async function knowErased(
  work: Work,
  asked: readonly { readonly author: string | null; readonly change: Asked | null }[],
): Promise<void> {
  const { erased } = work.memory;
  const names = asked.flatMap(({ author, change }) => namesIn(work, author, change)).filter(name => !erased.has(name));
  for (const name of names) erased.set(name, false);
  for (const ids of inLists(names.map(name => name.slice(name.indexOf(' ') + 1))))
    for (const { what, id } of await work.tx
      .selectFrom('erased')
      .select(['what', 'id'])
      .where('what', 'in', ['person', 'record'])
      .where('id', 'in', ids)
      .execute())
      erased.set(named(what, id), true);
}

/** A change of this author, to this record or about it; `change` is null where it could not be opened. Ask under `erasing`. */
export async function isErased(work: Work, author: string | null, change: Asked | null): Promise<boolean> {
  await knowErased(work, [{ author, change }]);
  return namesIn(work, author, change).some(name => work.memory.erased.get(name));
}
