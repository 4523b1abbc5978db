// How far an erasure goes: the record itself and all that hangs on it, whose nurseries must hear of it, and what was refused about it.
import { setImmediate as takeTurns } from 'node:timers/promises';
import { fromBase64Url } from '../../kernel/bytes';
import { parse, parseJson } from '../../kernel/parse';
import { open } from '../../server/sealing';
import { changeBinding, changeSchema, envelopeSchema } from '../change';
import { setAsideId } from '../history/set-aside';
import { openState } from '../record-store.server';
import type { Work } from '../work.server';
import { namedBy } from './erased.server';
import { type Erasable, erasureKind } from './erasure';

export interface Reach {
  readonly records: readonly string[];
  /** The person who goes as a whole. */
  readonly person: string | null;
  /** The counters of everything that goes: nurseries and programmes. */
  readonly counters: readonly string[];
}

/** Rows that are opened at a time. */
const batch = 500;

interface Known {
  readonly id: string;
  readonly author: string;
  readonly counter: string;
  readonly names: readonly string[];
}

/** Every record of these counters with what it names; one that does not open names nothing. */
async function* recordsOf(work: Work, counters: readonly string[]): AsyncGenerator<Known> {
  let after = '';
  for (;;) {
    const rows = await work.tx
      .selectFrom('records')
      .selectAll()
      .where('counter', 'in', counters)
      .where('id', '>', after)
      .orderBy('id')
      .limit(batch)
      .execute();
    for (const row of rows) {
      const state = await openState(work, row).catch(() => null);
      const kind = row.kind === erasureKind.name ? undefined : work.parts.kinds.get(row.kind);
      yield { id: row.id, author: row.author, counter: row.counter, names: namedBy(kind, state?.values ?? {}) };
    }
    await takeTurns(); // everybody else's requests come between
    const end = rows.at(-1);
    if (!end || rows.length < batch) return;
    after = end.id;
  }
}

/** What a look that asks about many has read of these counters: nobody writes between. */
export type AlreadyRead = Map<string, Promise<readonly Known[]>>;

async function readAll(work: Work, counters: readonly string[]): Promise<readonly Known[]> {
  const all: Known[] = [];
  for await (const one of recordsOf(work, counters)) all.push(one);
  return all;
}

/** Where somebody's records can be: her home, and every place in which she ever worked or mentored. */
async function countersOfPerson({ tx }: Work, person: string): Promise<string[]> {
  const homes = await tx.selectFrom('people').select('home as at').where('id', '=', person).execute();
  const works = await tx.selectFrom('memberships').select('nursery as at').where('person', '=', person).execute();
  const mentors = await tx.selectFrom('mentorings').select('nursery as at').where('mentor', '=', person).execute();
  const wrote = await tx.selectFrom('records').select('counter as at').distinct().where('author', '=', person).execute();
  return [...new Set([...homes, ...works, ...mentors, ...wrote].map(({ at }) => at))];
}

/** Null when there is nothing of that name. */
export async function reachOf(work: Work, what: Erasable, of: string, read: AlreadyRead = new Map()): Promise<Reach | null> {
  const first = await work.tx.selectFrom('records').select(['counter', 'kind']).where('id', '=', of).executeTakeFirst();
  if (what === 'child' && first?.kind !== 'child') return null;
  const counters = what === 'person' ? await countersOfPerson(work, of) : first ? [first.counter] : [];
  if (counters.length === 0) return null;
  const person = what === 'person' ? of : null;
  const name = counters.join(' ');
  const reading = read.get(name) ?? readAll(work, counters);
  read.set(name, reading);
  return reachFrom(work, counters, { known: await reading, begins: ({ id, author }) => id === of || author === person, person });
}

/** Of several records at once, whatever is left of them; null when nothing is. */
export async function reachOfRecords(work: Work, ids: readonly string[]): Promise<Reach | null> {
  const wanted = new Set(ids);
  const counters = new Set<string>();
  for (let at = 0; at < ids.length; at += batch) {
    const some = ids.slice(at, at + batch);
    const found = await work.tx.selectFrom('records').select('counter').distinct().where('id', 'in', some).execute();
    for (const { counter } of found) counters.add(counter);
  }
  if (counters.size === 0) return null;
  return reachFrom(work, [...counters], { known: await readAll(work, [...counters]), begins: ({ id }) => wanted.has(id), person: null });
}

interface From {
  readonly known: readonly Known[];
  readonly begins: (one: Known) => boolean;
  readonly person: string | null;
}

async function reachFrom(work: Work, counters: readonly string[], { known, begins, person }: From): Promise<Reach> {
  const starts = known.filter(begins);
  const records = hangingOn(starts, known, person);
  const aside = await setAsideOf(work, records);
  return {
    records: [...new Set([...records, ...aside.map(({ id }) => id)])].sort(),
    person,
    counters: [...new Set([...counters, ...aside.map(({ counter }) => counter)])],
  };
}

/** What gave way in these records lies with its authors, who may be at home elsewhere. */
async function setAsideOf({ tx }: Work, records: readonly string[]): Promise<readonly { readonly id: string; readonly counter: string }[]> {
  const found: { readonly id: string; readonly counter: string }[] = [];
  for (let at = 0; at < records.length; at += batch) {
    const of = records.slice(at, at + batch);
    const lost = await tx
      .selectFrom('versions')
      .select(['author', 'version', 'field'])
      .where('record', 'in', of)
      .where('lost', '=', 1)
      .execute();
    for (let from = 0; from < lost.length; from += batch) {
      const ids = lost.slice(from, from + batch).map(({ author, version, field }) => setAsideId(author, version, field));
      found.push(...(await tx.selectFrom('records').select(['id', 'counter']).where('id', 'in', ids).execute()));
    }
  }
  return found;
}

/**
 * What names one that goes, goes as well: the shared copy of a reflection, the words about a baby, what was added to either.
 * What only names the person stays: it is somebody else's.
 */
function hangingOn(starts: readonly Known[], known: readonly Known[], person: string | null): string[] {
  const gone = new Set(starts.map(({ id }) => id));
  for (let before = -1; before < gone.size; ) {
    before = gone.size;
    for (const { id, names } of known) if (names.some(name => name !== person && gone.has(name))) gone.add(id);
  }
  return [...gone].sort();
}

/** The quarantined envelopes that are about any of it, each with the leader's note of it; what cannot be opened is only known by its author. */
export async function quarantinedAbout(
  work: Work,
  { records, person }: Pick<Reach, 'records' | 'person'>,
): Promise<readonly Quarantined[]> {
  const gone = new Set(records);
  const found: Quarantined[] = [];
  for await (const { author, raw, ...one } of allQuarantined(work.tx)) {
    const isHers = author !== null && author === person;
    if (isHers || (await namesIn(work, raw)).some(name => gone.has(name))) found.push(one);
  }
  return found;
}

/** Envelopes that are in memory at a time: one may be as large as a request. */
const fewEnvelopes = 20;

async function* allQuarantined(tx: Work['tx']) {
  for (let after = ''; ; ) {
    const kept = tx.selectFrom('quarantine').select(['id', 'author', 'raw', 'note']).where('id', '>', after);
    const rows = await kept.orderBy('id').limit(fewEnvelopes).execute();
    yield* rows;
    if (rows.length < fewEnvelopes) return;
    after = rows.at(-1)?.id ?? '';
  }
}

interface Quarantined {
  readonly id: string;
  readonly note: string | null;
}

async function namesIn(work: Work, raw: string): Promise<readonly string[]> {
  const envelope = parse(envelopeSchema, parseJson(raw));
  if (!envelope.ok) return [];
  const key = await work.parts.keyring.get(envelope.value.key, work.tx);
  const bytes = fromBase64Url(envelope.value.bytes);
  const opened = key && bytes ? open(key, changeBinding(envelope.value), bytes) : null;
  const change = opened?.ok ? parse(changeSchema, parseJson(opened.value.toString('utf8'))) : null;
  return change?.ok ? [change.value.id, ...namedBy(work.parts.kinds.get(change.value.kind), change.value.set)] : [];
}
