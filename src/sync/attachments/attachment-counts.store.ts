// How far her photos and voice notes have come: for the pill and the list of what she has kept.
import type { KeptBlob } from '../../device/database';
import { type Live, live } from '../../device/live';
import type { Session } from '../../device/session';

export interface Carried {
  /** Which one is on its way, counted from those that began to wait together: 3 of 5. */
  readonly number: number;
  readonly of: number;
  /** What all of them are; null where both are among them. */
  readonly what: 'photo' | 'voice' | null;
  /** Bytes of those that wait. */
  readonly sent: number;
  readonly bytes: number;
  /** The records whose bytes are not at the server yet. */
  readonly waiting: readonly string[];
}

/** Null where none of hers waits. Small pictures are not counted: they go with their photos. */
export function carriedOf(blobs: readonly KeptBlob[]): Carried | null {
  const counted = blobs.filter(({ what }) => what !== 'thumbnail');
  const waiting = counted.filter(({ state }) => state === 'waits');
  if (waiting.length === 0) return null;
  const since = Math.min(...waiting.map(one => one.since));
  const before = counted.filter(({ state, sentAt }) => state === 'sent' && sentAt >= since);
  const whats = new Set([...before, ...waiting].map(({ what }) => what));
  return {
    number: before.length + 1,
    of: before.length + waiting.length,
    what: whats.size > 1 ? null : whats.has('photo') ? 'photo' : 'voice',
    sent: waiting.reduce((sum, { offset }) => sum + (offset ?? 0), 0),
    bytes: waiting.reduce((sum, { size }) => sum + size, 0),
    waiting: waiting.map(({ id }) => id),
  };
}

export const liveCarried = ({ tablet: { database }, person }: Session): Live<Carried | null> =>
  live(
    async () => database.blobs.where('state').anyOf('waits', 'sent').toArray(),
    async blobs => carriedOf(blobs.filter(blob => blob.person === person.id)),
    database.health,
  );
