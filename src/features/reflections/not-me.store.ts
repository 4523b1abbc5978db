// "This is not me": words that somebody wrote just now on a colleague's page go from it to herself, sealed, and the page is as it was.
//
// Invariants: 1 the words are sealed for her before anything is taken away, and both happen in one transaction; 2 what may have left the
// tablet (outbox-mark.ts) stays with its owner; 3 of what the owner had written before nothing goes to anybody.
import type { OutboxEntry } from '../../device/database';
import { isFixed, readMark } from '../../device/outbox-mark';
import { dropEntries } from '../../device/outbox-numbers';
import { openJson } from '../../device/sealed-json';
import type { Session } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { type LaterTrouble, laterNoteFor, putLater } from '../../device/write-now';
import { newId } from '../../kernel/id';
import { ok, type Result, trouble } from '../../kernel/result';
import { addedWords } from '../../sync/history/added-words';
import { sealed } from '../../sync/outbox.store';
import { openEntry, priorBinding } from '../../sync/outbox-entry.store';
import { recordNow } from '../../sync/write-over.store';
import { reflectionKind } from './reflection';

/** A reflection as it was when its page was opened. */
export interface Sitting {
  readonly reflection: string;
  readonly text: string;
  /** The change of hers that waited then, by its number: what is in it by now is partly older than this sitting. */
  readonly n: number | null;
}

/** Asked when a page opens, before its first pause. */
export async function sittingOf(session: Session, reflection: string, text: string): Promise<Sitting> {
  const free = text === '' ? [] : await unsentOf(session, reflection);
  return { reflection, text, n: free.at(-1)?.n ?? null };
}

/** Changes of this reflection that have surely not left the tablet, in their order. */
async function unsentOf({ tablet: { database }, person }: Session, reflection: string): Promise<readonly OutboxEntry[]> {
  const mark = await readMark(database);
  const entries = await database.outbox.where('[holder+row]').equals([person.id, reflection]).sortBy('seq');
  return entries.filter(entry => entry.group === null && !isFixed(entry, mark));
}

export interface Movable {
  /** What was written in this sitting and not sent; empty: nothing. */
  readonly words: string;
  /** Some of this sitting was sent, and stays with the owner. */
  readonly isPartlySent: boolean;
  /** What the reflection says without it. */
  readonly stays: string;
  readonly unsent: readonly OutboxEntry[];
}

const asOne = (pieces: readonly string[]): string =>
  pieces.reduce((all, next) => (/\s$/.test(all) || all === '' ? all : `${all}\n`) + next, '').trim();

/** What would move; asked after everything on screen was handed over. */
export async function movableOf(session: Session, sitting: Sitting): Promise<Movable> {
  const record = await recordNow(session, { kind: reflectionKind.name, record: sitting.reflection });
  const now = record ? String((record.kept.row as Readonly<Record<string, unknown>>).text) : '';
  const unsent = await unsentOf(session, sitting.reflection);
  const [first] = unsent;
  const isOlder = sitting.n !== null && unsent.some(({ n }) => n === sitting.n);
  const stays = !first ? now : isOlder ? sitting.text : await textBefore(session, first);
  const added = addedWords(stays, now).flatMap(({ text, isAdded }) => (isAdded ? text : []));
  const words = stays === '' ? now.trim() : asOne(added);
  return { words, stays, unsent, isPartlySent: stays !== sitting.text };
}

/** What stood where this change was written. */
async function textBefore({ keys }: Session, entry: OutboxEntry): Promise<string> {
  const prior = entry.prior ? await openJson(keys, entry.key, priorBinding(entry), entry.prior) : null;
  const text = prior?.ok ? Reflect.get(Object(prior.value), 'text') : '';
  return typeof text === 'string' ? text : '';
}

/** The last of them as it is to be, where something of hers is to stay in it; null: all of them go. */
async function whatStays(session: Session, { unsent, stays }: Movable, sitting: Sitting): Promise<OutboxEntry | null> {
  const last = unsent.at(-1);
  const { blobs } = session.tablet.database;
  const isNeeded = unsent.some(({ n }) => n === sitting.n) || (await blobs.where('subject').equals(sitting.reflection).count()) > 0;
  const change = last && isNeeded ? await openEntry(session, last) : null;
  if (!last || !change) return null;
  const now = session.tablet.clock();
  const again = { ...change, change: newId(now, session.tablet.random()), at: now, set: { ...change.set, text: stays } };
  return sealed(session, { ...last, change: again.change, writtenAt: now }, again);
}

/** `just-sent`: a push took them meanwhile, and nothing has changed. */
export type MoveTrouble = LaterTrouble | 'just-sent';

const keyOf = ({ author, n }: OutboxEntry): [string, number] => [author, n];

/** Takes the words of this sitting from the page's owner and closes them for `person`. Lock afterwards. */
export const moveToHer = (session: Session, sitting: Sitting, person: string): Promise<Result<null, MoveTrouble>> =>
  orStorageTrouble(async () => {
    const { tablet } = session;
    const { database } = tablet;
    const movable = await movableOf(session, sitting);
    if (movable.unsent.length === 0) return trouble('just-sent');
    const note = movable.words === '' ? null : await laterNoteFor(tablet, person, { text: movable.words, why: 'moved' });
    if (note && !note.ok) return note;
    const kept = await whatStays(session, movable, sitting);
    const { later, outbox, numbers } = database;
    return database.transaction('rw', later, outbox, numbers, async (): Promise<Result<null, MoveTrouble>> => {
      const [there, mark] = [await outbox.bulkGet(movable.unsent.map(keyOf)), await readMark(database)];
      const isSame = movable.unsent.every((entry, at) => there[at]?.sig === entry.sig && !isFixed(entry, mark));
      if (!isSame) return trouble('just-sent');
      if (note && !(await putLater(database, note.value))) return trouble('too-many');
      await dropEntries(
        database,
        movable.unsent.filter(({ n }) => n !== kept?.n),
      );
      if (kept) await outbox.put(kept);
      return ok(null);
    });
  });
