// The saved list: what of hers waits on this tablet, item by item, and what needs her decision.
import type { OutboxEntry, QuarantinedEntry } from '../device/database';
import { type Live, live } from '../device/live';
import type { Session } from '../device/session';
import { openEntry } from './outbox.store';
import type { SavedState } from './records.store';
import type { QuarantineReason } from './verdict';

export interface WaitingItem {
  readonly kind: string;
  readonly row: string;
  readonly n: number;
  readonly writtenAt: number;
  readonly saved: SavedState;
  readonly reason: QuarantineReason | null;
  /** Her own words in it, longest first; null where there are none or they cannot be opened here. */
  readonly words: string | null;
}

const stateOf = (entry: OutboxEntry | QuarantinedEntry): SavedState => {
  if ('reason' in entry) return 'needs-you';
  if (entry.verdict !== null) return 'sent';
  return entry.claimed === 1 ? 'sending' : 'saved-here';
};

/** All her numbers. */
const rangeOf = ({ person }: Session): [[string, number], [string, number]] => [
  [person.id, 0],
  [person.id, Number.MAX_SAFE_INTEGER],
];

/** Hers alone, refused ones first, then the newest. */
export function liveWaiting(session: Session): Live<readonly WaitingItem[]> {
  const { database } = session.tablet;
  return live(
    async () => {
      const refused = await database.quarantined
        .where('[author+n]')
        .between(...rangeOf(session))
        .reverse()
        .toArray();
      const waiting = await database.outbox
        .where('[author+n]')
        .between(...rangeOf(session))
        .reverse()
        .toArray();
      return [...refused, ...waiting.filter(({ verdict }) => verdict === null)];
    },
    entries => Promise.all(entries.map(entry => waitingItem(session, entry))),
  );
}

async function waitingItem(session: Session, entry: OutboxEntry | QuarantinedEntry): Promise<WaitingItem> {
  const { kind, row, n, writtenAt } = entry;
  const change = await openEntry(session, entry);
  const texts = Object.entries(change?.set ?? {}).flatMap(([field, value]) =>
    (field === 'text' || field === 'note' || field === 'word') && typeof value === 'string' && value !== '' ? [value] : [],
  );
  const reason = 'reason' in entry ? entry.reason : null;
  return { kind, row, n, writtenAt, saved: stateOf(entry), reason, words: texts[0] ?? null };
}

/** How much of hers waits on this tablet, and how much needs her decision: for the pill. */
export function liveCounts(session: Session): Live<{ readonly waiting: number; readonly needsYou: number }> {
  const { database } = session.tablet;
  return live(
    async () => ({
      waiting: await database.outbox
        .where('[author+n]')
        .between(...rangeOf(session))
        .filter(({ verdict }) => verdict === null)
        .count(),
      needsYou: await database.quarantined
        .where('[author+n]')
        .between(...rangeOf(session))
        .count(),
    }),
    async counts => counts,
  );
}
