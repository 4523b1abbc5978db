// Versions of record kinds: how what an earlier version wrote is read by this one, and which of them a tablet understands.
import type { Change } from './change';
import type { RowState } from './merge';
import type { RecordKind, Upcast } from './record-kind';

type Named<Value> = Readonly<Record<string, Value>>;

/** One version further: what is made of an old field stands for it; an old field that only gave its value to others is gone. */
function moved<Value>(step: Upcast, old: Named<Value>, make: (value: Value, read: (old: unknown) => unknown) => Value): Named<Value> {
  const made = Object.entries(step).flatMap(([name, { from, value = same }]): [string, Value][] =>
    Object.hasOwn(old, from) ? [[name, make(old[from] as Value, value)]] : [],
  );
  const over = new Set([...Object.values(step).map(({ from }) => from), ...made.map(([name]) => name)]);
  return Object.fromEntries([...Object.entries(old).filter(([name]) => !over.has(name)), ...made]);
}

const same = (value: unknown): unknown => value;
const values = (step: Upcast, old: Named<unknown>) => moved(step, old, (value, read) => read(value));
/** What is said about fields (versions, times) goes where their values go. */
const marks = <Value>(step: Upcast, old: Named<Value>) => moved(step, old, value => value);

const stepsFrom = (kind: RecordKind, version: number): readonly Upcast[] => (kind.upcasts ?? []).slice(version - 1, kind.version - 1);

/** The change as this version of its kind would have written it. Unknown fields stay; a change of a later version is left as it is. */
export function upcastChange(kind: RecordKind | undefined, change: Change): Change {
  if (!kind || change.version >= kind.version) return change;
  let { set, base } = change;
  for (const step of stepsFrom(kind, change.version)) [set, base] = [values(step, set), marks(step, base)];
  return { ...change, set, base, version: kind.version };
}

/** The same for what is stored of a record, on the server and on the tablet. */
export function upcastState(kind: RecordKind | undefined, state: RowState): RowState {
  const version = state.version ?? 1;
  if (!kind || version >= kind.version) return state;
  let read = { values: state.values, seen: state.seen, at: state.at };
  for (const step of stepsFrom(kind, version))
    read = { values: values(step, read.values), seen: marks(step, read.seen), at: marks(step, read.at) };
  return { ...state, ...read, version: kind.version };
}

/** What a field is called by this version and was called by those before it, newest first: its earlier texts are kept so. */
export function namesOf(kind: RecordKind, field: string): readonly string[] {
  const names = [field];
  for (const step of [...(kind.upcasts ?? [])].reverse()) {
    const [name = field] = names.slice(-1);
    const from = Object.hasOwn(step, name) ? step[name]?.from : undefined;
    if (from !== undefined && from !== name) names.push(from);
  }
  return names;
}

/** For each kind, the version that a tablet understands. */
export type KnownVersions = Named<number>;

export const knownVersions = (kinds: ReadonlyMap<string, RecordKind>): KnownVersions =>
  Object.fromEntries([...kinds.values()].map(({ name, version }) => [name, version]));

/** What a tablet understands that does not say it: the kinds of the first release, in their first versions. Never extended. */
const firstKinds: ReadonlySet<string> = new Set([
  'child',
  'colleague',
  'gap-task-try',
  'module-progress',
  'reflection',
  'shared-reflection',
  'strength-word',
]);

/** Can a tablet that says this read rows of this kind, in the version that the server has? */
export function understands(knows: KnownVersions | undefined, kind: { readonly name: string; readonly version: number }): boolean {
  if (!knows) return kind.version === 1 && firstKinds.has(kind.name);
  return Object.hasOwn(knows, kind.name) && (knows[kind.name] ?? 0) >= kind.version;
}
