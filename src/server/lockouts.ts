// Who was locked out of which tablet by ten wrong PINs: her tile there gets no wrap and no lease until she is let in again.

import type { TabletPerson } from '../sync/tablet-protocol';
import type { LockedOut } from '../sync/tablet-report';
import { counterOfTablet, writeAudit } from './audit';
import type { Database, Writing } from './database';
import { noticesFor } from './reopening';
import type { TabletRow } from './tablet-sessions';
import { peopleOfTablet, type TabletParts } from './tablets';

export async function lockedOutOf(db: Database | Writing, tablet: string): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('lockouts').select('person').where('tablet', '=', tablet).execute();
  return new Set(rows.map(({ person }) => person));
}

/** When each of these was last made a new PIN; 0: never. */
async function openingsOf(db: Database | Writing, people: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (people.length === 0) return new Map();
  const rows = await db.selectFrom('pins').select(['person', 'opening']).where('person', 'in', people).execute();
  return new Map(rows.map(({ person, opening }) => [person, opening]));
}

/** Whose PIN somebody else has seen. */
async function handedTo(db: Database | Writing, people: readonly string[]): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set();
  const rows = await db.selectFrom('pins').select('person').where('person', 'in', people).where('handed', '=', 1).execute();
  return new Set(rows.map(({ person }) => person));
}

/** Whose tiles this tablet shows; who was locked out of it has hers without a wrap. */
export async function tilesOfTablet(parts: TabletParts, tablet: TabletRow): Promise<TabletPerson[]> {
  const people = await peopleOfTablet(parts, tablet);
  const lockedOut = await lockedOutOf(parts.db, tablet.id);
  const ids = people.map(({ id }) => id);
  const [openings, handed, notices] = [
    await openingsOf(parts.db, ids),
    await handedTo(parts.db, ids),
    await noticesFor(parts.db, ids, parts.clock()),
  ];
  return people.map(one => {
    const reopening = notices.get(one.id);
    const told = { ...(reopening && { reopening }), ...(handed.has(one.id) && { handed: true as const }) };
    return { ...one, wrap: lockedOut.has(one.id) ? '' : one.wrap, opening: openings.get(one.id) ?? 0, ...told };
  });
}

interface LockoutsToNote {
  readonly tablet: string;
  /** As the tablet reports them. */
  readonly locked: readonly LockedOut[];
  /** Whose tiles it shows: of others it has nothing to say. */
  readonly here: readonly string[];
  readonly now: number;
}

/** May be told twice; one from before she was made a new PIN is over and says nothing any more. */
export async function noteLockouts(tx: Writing, { tablet, locked, here, now }: LockoutsToNote): Promise<void> {
  const openings = await openingsOf(
    tx,
    locked.map(({ person }) => person),
  );
  const standing = locked.filter(({ person, opening }) => here.includes(person) && opening >= (openings.get(person) ?? 0));
  for (const { person } of standing) {
    const row = { tablet, person, at: now };
    const noted = await tx
      .insertInto('lockouts')
      .values(row)
      .onConflict(at => at.columns(['tablet', 'person']).doNothing())
      .returning('person')
      .executeTakeFirst();
    if (!noted) continue;
    const counter = await counterOfTablet(tx, tablet);
    await writeAudit(tx, { at: now, counter, who: 'tablet', what: 'person-locked-out', about: person, tablet });
  }
}
