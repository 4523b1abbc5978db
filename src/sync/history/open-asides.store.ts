// What gave way and still waits for its author to decide: read for the pill, and for the list.
import type { Session } from '../../device/session';
import { findInside, type Kept, type Look, openAll } from '../records.store';
import { setAsideKind } from './set-aside';

export type KeptAside = Kept<typeof setAsideKind>;

/** Those that still wait for her. Inside a transaction on people, rows, outbox and quarantined. */
export const findAsides = (session: Session): Promise<Look> => findInside(session, setAsideKind);

export async function openAsides(session: Session, look: Look): Promise<readonly KeptAside[]> {
  const { items } = await openAll(session, setAsideKind, look);
  return items.filter(({ row, author }) => row.standing === 'open' && author === session.person.id);
}
