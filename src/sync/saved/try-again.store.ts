// What an author can do with what the server refused: try it again, or take it off her list.
// Invariants: 1 what was refused stays here until the server has answered for the same words under new numbers, or until
// she puts it away herself; 2 while those new numbers wait, nothing can be tried a second time.
import type { OutboxEntry, QuarantinedEntry, TabletDatabase } from '../../device/database';
import { openJson, sealJson } from '../../device/sealed-json';
import type { Session } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { newId } from '../../kernel/id';
import { ok, type Result, trouble } from '../../kernel/result';
import type { Change } from '../change';
import { groupOf, sealed, written } from '../outbox.store';
import { keyOfHolder, openEntry, priorBinding } from '../outbox-entry.store';
import { countsOf, type Prepared, storeInside, unlessMoved } from '../outbox-storing.store';
import type { QuarantineReason, WriteTrouble } from '../verdict';
import { writeTrouble } from '../write-trouble.store';
import { readRefused } from './refused.store';

/** The most changes that a group can tie together; more go one by one. */
const mostInAGroup = 99;

const keysOf = (entries: readonly OutboxEntry[]) => entries.map(({ author, n }): [string, number] => [author, n]);

/**
 * Writes refused changes again, as new ones: the same words, fields and time of writing under new numbers, several of them
 * together or not at all. `not-allowed`: she has no key any more for where they belong; `malformed`: they cannot be opened here.
 */
export async function tryAgain(
  session: Session,
  refused: readonly QuarantinedEntry[],
): Promise<Result<'saved-here', WriteTrouble | QuarantineReason>> {
  try {
    for (;;) {
      const prepared = await prepareAgain(session, refused);
      if (!prepared.ok) return prepared;
      const outcome = await storeAgain(session.tablet.database, refused, prepared.value);
      if (outcome === 'moved') continue;
      if (outcome === 'stored') written(session, prepared.value);
      return ok('saved-here');
    }
  } catch (error) {
    return writeTrouble(session, error);
  }
}

type Again = Result<readonly Prepared[], QuarantineReason>;

async function prepareAgain(session: Session, refused: readonly QuarantinedEntry[]): Promise<Again> {
  const before = await countsOf(session.tablet.database, session.person.id);
  const group = refused.length <= mostInAGroup ? groupOf(session, refused.length) : null;
  const renamed = new Map<string, string>();
  const prepared: Prepared[] = [];
  for (const [at, entry] of refused.entries()) {
    const change = await openEntry(session, entry);
    if (!change) return trouble('malformed');
    if (!session.keys.ids.includes(keyOfHolder(session, entry.holder))) return trouble('not-allowed');
    const again = renamedChange(session, change, renamed);
    const numbers = { n: before.n + at + 1, seq: before.seq + at + 1, group };
    prepared.push({ entry: await entryAgain(session, { ...entry, ...numbers }, again, entry), replaces: null });
  }
  return ok(prepared);
}

/** A change that saw an earlier refused one sees that one's new name: they build on each other as they did. */
function renamedChange({ tablet }: Session, change: Change, renamed: Map<string, string>): Change {
  const base = Object.fromEntries(Object.entries(change.base).map(([field, version]) => [field, renamed.get(version) ?? version]));
  const again = { ...change, change: newId(tablet.clock(), tablet.random()), base };
  renamed.set(change.change, again.change);
  return again;
}

async function entryAgain(session: Session, numbered: QuarantinedEntry, change: Change, before: QuarantinedEntry): Promise<OutboxEntry> {
  const { reason: _, again: __, ...entry } = numbered;
  const key = keyOfHolder(session, entry.holder);
  const saw = before.prior ? await openJson(session.keys, before.key, priorBinding(before), before.prior) : null;
  const prior = saw?.ok ? await sealJson(session.keys, key, priorBinding(entry), saw.value) : null;
  return sealed(session, { ...entry, key, prior, change: change.change, claimed: 0, verdict: null }, change);
}

/** `over`: somebody was faster, nothing is left to be tried; `moved`: the numbers are taken, prepare again. */
async function storeAgain(
  database: TabletDatabase,
  refused: readonly QuarantinedEntry[],
  prepared: readonly Prepared[],
): Promise<'stored' | 'moved' | 'over'> {
  const { outbox, numbers, quarantined } = database;
  return unlessMoved(() =>
    database.transaction('rw', outbox, numbers, quarantined, async () => {
      const open = new Set((await readRefused(database, refused[0]?.author ?? '')).map(({ n }) => n));
      if (refused.length === 0 || refused.some(({ n }) => !open.has(n))) return 'over';
      await storeInside(database, prepared);
      await quarantined.bulkPut(refused.map((entry, at) => ({ ...entry, again: prepared[at]?.entry.n ?? 0 })));
      return 'stored';
    }),
  );
}

/** Its author has decided that these words need nothing more of her. */
export const putAway = (session: Session, refused: readonly QuarantinedEntry[]): Promise<Result<null, WriteTrouble>> =>
  orStorageTrouble(async () => {
    await session.tablet.database.quarantined.bulkDelete(keysOf(refused));
    return ok(null);
  });

/** And back again: they need her as before. */
export const fetchBack = (session: Session, refused: readonly QuarantinedEntry[]): Promise<Result<null, WriteTrouble>> =>
  orStorageTrouble(async () => {
    await session.tablet.database.quarantined.bulkPut(refused);
    return ok(null);
  });
