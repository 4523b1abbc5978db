// How much of hers waits on this tablet and how much needs her: for the pill, the notice, and the list itself.
import type { OutboxEntry, QuarantinedEntry } from '../../device/database';
import { type Live, live } from '../../device/live';
import { type OutboxMark, readMark, unanswered } from '../../device/outbox-mark';
import type { Session } from '../../device/session';
import { findAsides, openAsides } from '../history/open-asides.store';
import type { QuarantineReason } from '../verdict';
import { together, type Unit } from './refused';
import { readRefused } from './refused.store';

export interface Waits {
  readonly refused: readonly Unit<QuarantinedEntry>[];
  readonly waiting: readonly Unit<OutboxEntry>[];
  readonly others: number;
  readonly mark: OutboxMark;
}

/** What has no verdict yet, and what needs its author; of others only how many records. Runs inside a transaction on outbox, numbers and quarantined. */
export async function readWaits({ tablet: { database }, person }: Session): Promise<Waits> {
  const unsent = await unanswered(database);
  const [mine, others] = [unsent.filter(({ author }) => author === person.id), unsent.filter(({ author }) => author !== person.id)];
  return {
    refused: together(await readRefused(database, person.id)),
    waiting: together(mine),
    mark: await readMark(database),
    others: new Set(others.map(({ author, row }) => `${author} ${row}`)).size,
  };
}

/** How much of hers waits on this tablet, and how much needs her decision: for the pill. */
export function liveCounts(session: Session): Live<{ readonly waiting: number; readonly needsYou: number }> {
  const { database } = session.tablet;
  const { people, rows, outbox, numbers, quarantined } = database;
  return live(
    () =>
      database.transaction('r', people, rows, outbox, numbers, quarantined, async () => ({
        ...(await readWaits(session)),
        asides: await findAsides(session),
      })),
    async ({ refused, waiting, asides }) => ({
      waiting: waiting.length,
      needsYou: refused.length + (await openAsides(session, asides)).length,
    }),
    database.health,
  );
}

/** Why the server did not take what still needs her. */
export function liveReasons(session: Session): Live<readonly QuarantineReason[]> {
  const { database } = session.tablet;
  return live(
    () => database.transaction('r', database.outbox, database.quarantined, async () => readRefused(database, session.person.id)),
    async refused => refused.map(({ reason }) => reason),
    database.health,
  );
}
