// Staged pages: parts of pull answers, kept sealed as they came until their person is unlocked and their last page is there.
// Invariants: 1 a holder's pages are applied in the order in which they came, up to the last page of an answer and no
// further, all in one transaction; 2 a cursor lies in the page that it belongs to, so what is thrown away is fetched again;
// 3 nothing that waits is settled before the rows that it became are applied.
import type { Cursor, Person, SettledNumber, StagedPage, TabletDatabase } from '../device/database';
import { isUnanswered, readMark } from '../device/outbox-mark';
import { sendAnew } from '../device/outbox-numbers';
import type { Session } from '../device/session';
import { dropStaged } from '../device/staged';
import { fromBase64Url } from '../kernel/bytes';
import { holderOf } from './bucket';
import { generationIn } from './key-ids';
import { keyOfHolder } from './outbox-entry.store';
import type { PullAnswer } from './protocol';
import { putPages, type ReadyPage, readyPage, type Standing, standingWhere } from './ready-pages.store';
import { endWaiting } from './settle.store';

/** The parts of an answer, one for each holder; null when a page of it is not base64url. */
export function partsOf(person: string, answer: PullAnswer): readonly StagedPage[] | null {
  const pageByHolder = new Map(answer.pages.map(page => [page.holder, page]));
  const holders = new Set([person, ...Object.keys(answer.cursors).map(bucket => holderOf(bucket, person)), ...pageByHolder.keys()]);
  const parts: StagedPage[] = [];
  for (const holder of holders) {
    const sealed = pageByHolder.get(holder);
    const bytes = sealed ? fromBase64Url(sealed.bytes) : null;
    if (sealed && !bytes) return null;
    parts.push({
      holder,
      person,
      page: sealed && bytes ? { key: sealed.key, bytes } : null,
      cursors: Object.fromEntries(Object.entries(answer.cursors).filter(([bucket]) => holderOf(bucket, person) === holder)),
      isLast: !answer.more,
      told: holder === person && !answer.more ? { mark: answer.told, settled: answer.settled } : null,
    });
  }
  return parts;
}

/** How far a person's buckets are fetched, applied or not, and what she was told with it. Inside a transaction on cursors and staged. */
export async function fetchedSoFar(
  database: TabletDatabase,
  person: string,
): Promise<{ readonly cursors: readonly Cursor[]; readonly isStaged: boolean; readonly told: StagedPage['told'] }> {
  const [applied, staged] = await Promise.all([database.cursors.toArray(), database.staged.toArray()]);
  const hers = ({ holder, bucket }: Pick<Cursor, 'holder' | 'bucket'>) => holder === holderOf(bucket, person);
  const waiting = staged.flatMap(({ holder, cursors }) =>
    Object.entries(cursors).flatMap(([bucket, place]) => (hers({ holder, bucket }) ? [{ holder, bucket, place }] : [])),
  );
  const places = new Map([...applied.filter(hers), ...waiting].map(cursor => [cursor.bucket, cursor]));
  const told = staged.findLast(page => page.holder === person && page.told)?.told ?? null;
  return { cursors: [...places.values()], isStaged: waiting.length > 0 || staged.some(({ holder }) => holder === person), told };
}

/** Staged pages of one holder that may be applied: everything up to the last page of an answer. */
function whole(pages: readonly StagedPage[]): readonly StagedPage[] {
  const last = pages.findLastIndex(({ isLast }) => isLast);
  return pages.slice(0, last + 1);
}

/** What is staged for her and her colleagues together, whole answers only. */
async function readWhole(session: Session): Promise<readonly StagedPage[]> {
  const pages = await session.tablet.database.staged.toArray();
  const holders = [...new Set(pages.map(({ holder }) => holder))].filter(holder => isHers(session, holder));
  const parts = holders.flatMap(holder => whole(pages.filter(page => page.holder === holder)));
  return parts.some(part => part.person === session.person.id && isTooNew(session, part)) ? [] : parts;
}

/**
 * Sealed for her under a newer generation of a nursery's key than she was unlocked with. Her wrap has it from the next contact on, so all of
 * hers waits until she unlocks again: what was answered together is applied together.
 */
export const isTooNew = ({ keys }: Session, { holder, page }: Pick<StagedPage, 'holder' | 'page'>): boolean =>
  page !== null && generationIn(page.key, holder) !== null && !keys.ids.includes(page.key);

/** Her own pages, and those of her nurseries; a colleague's are sealed under a key that she does not have. */
const isHers = (session: Session, holder: string): boolean =>
  holder === session.person.id || session.keys.ids.includes(keyOfHolder(session, holder));

/** Pages that are being made ready while the rest of their answer is fetched, by their number. */
export type ReadyAhead = Map<number, Promise<ReadyPage | null>>;

/** What of some parts opened. `unopened`: holders of whom at least one page did not; nothing of theirs is applied. */
export interface OpenedParts {
  readonly parts: readonly StagedPage[];
  readonly pages: readonly ReadyPage[];
  readonly unopened: readonly string[];
}

/** What does not open, a page under a key that she has not been given yet, stops nothing else. Throws when keys are dropped. */
export async function openParts(session: Session, parts: readonly StagedPage[], ahead: ReadyAhead = new Map()): Promise<OpenedParts> {
  const open = async ({ seq, holder, page }: StagedPage): Promise<ReadyPage | null> =>
    page ? (ahead.get(seq ?? 0) ?? readyPage(session, { holder, ...page })) : { rows: [], removals: [] };
  const opened = await Promise.all(parts.map(open));
  if (!session.keys.isHeld()) throw new Error('locked while pages were opened');
  const unopened = new Set(parts.flatMap(({ holder }, at) => (opened[at] ? [] : [holder])));
  const stays = ({ holder }: StagedPage) => !unopened.has(holder);
  return {
    parts: parts.filter(stays),
    pages: opened.flatMap((page, at) => (page && parts[at] && stays(parts[at]) ? [page] : [])),
    unopened: [...unopened],
  };
}

/** What stands where parts will be put. */
interface Before {
  readonly standing: Standing;
  readonly person: Person | undefined;
}

/** Inside the transaction in which they will be put. */
export async function standingBefore({ tablet: { database }, person }: Session, { pages }: OpenedParts): Promise<Before> {
  const [standing, known] = await Promise.all([standingWhere(database, pages), database.people.get(person.id)]);
  return { standing, person: known };
}

/**
 * Rows, cursors and what was settled, inside the caller's transaction on rows, damaged, cursors, people, outbox, numbers and quarantined.
 * Nothing is settled by half an answer: where a page did not open, it is asked for again.
 */
export async function putParts({ tablet: { database }, person }: Session, opened: OpenedParts, before: Before): Promise<void> {
  const { parts, pages, unopened } = opened;
  const cursors = new Map(
    parts.flatMap(({ holder, cursors }) =>
      Object.entries(cursors).map(([bucket, place]): [string, Cursor] => [`${holder} ${bucket}`, { holder, bucket, place }]),
    ),
  );
  const told = unopened.length > 0 ? null : (parts.findLast(part => part.holder === person.id)?.told ?? null);
  // All of it is sent to the storage before any of it is waited for: each turn of waiting costs more than what is done in it.
  await Promise.all([
    putPages(database, pages, before.standing),
    database.cursors.bulkPut([...cursors.values()]),
    told && before.person && before.person.told !== told.mark ? database.people.put({ ...before.person, told: told.mark }) : null,
  ]);
  await settle(database, person.id, told?.settled ?? []);
}

/**
 * A number stands for the change that was sent under it: another change of the same number is sent and judged by itself.
 * What was refused and has been taken in since needs its author no more.
 */
async function settle(database: TabletDatabase, author: string, settled: readonly SettledNumber[]): Promise<void> {
  if (settled.length === 0) return;
  const numbers = settled.map(({ n }): [string, number] => [author, n]);
  const [waiting, refused] = await Promise.all([database.outbox.bulkGet(numbers), database.quarantined.bulkGet(numbers)]);
  const over = settled.flatMap(({ change, reason }, at) => {
    const entry = waiting[at];
    return entry?.change === change ? [{ entry, reason }] : [];
  });
  const takenIn = numbers.filter((_, at) => settled[at]?.reason === null && refused[at]?.change === settled[at]?.change);
  const mark = await readMark(database);
  const replaced = settled.flatMap(({ change }, at) => {
    const entry = waiting[at];
    return entry && entry.change !== change && !isUnanswered(entry, mark) ? [entry] : [];
  });
  await endWaiting(database, over);
  await sendAnew(database, replaced);
  await database.quarantined.bulkDelete(takenIn);
}

/** Applies what is staged and whole, for her and her nurseries. False: a page did not open, and is fetched again. */
export async function applyStaged(session: Session, ahead?: ReadyAhead): Promise<boolean> {
  const { database } = session.tablet;
  const { rows, outbox, numbers, quarantined, cursors, people, damaged, staged } = database;
  for (;;) {
    const parts = await readWhole(session);
    if (parts.length === 0) return true;
    const opened = await openParts(session, parts, ahead);
    const applied = parts.flatMap(({ seq }) => seq ?? []);
    const isApplied = await database.transaction('rw', [rows, outbox, numbers, quarantined, cursors, people, damaged, staged], async () => {
      const [keys, before] = await Promise.all([staged.toCollection().primaryKeys(), standingBefore(session, opened)]);
      const there = new Set(keys);
      if (applied.some(number => !there.has(number))) return false; // another tab has applied or dropped some of it: look again
      await putParts(session, opened, before);
      await staged.bulkDelete(applied);
      await dropStaged(database, opened.unopened);
      return true;
    });
    if (isApplied) return opened.unopened.length === 0;
  }
}

/** Keeps an answer for later. Null: the tablet has moved since it asked. Gives the numbers under which the parts lie. */
export async function stageParts(
  database: TabletDatabase,
  parts: readonly StagedPage[],
  isCurrent: () => Promise<boolean>,
): Promise<readonly number[] | null> {
  const { people, rows, cursors, damaged, staged } = database;
  return database.transaction('rw', [people, rows, cursors, damaged, staged], async () =>
    (await isCurrent()) ? staged.bulkAdd([...parts], { allKeys: true }) : null,
  );
}
