// Where somebody was writing when her page went: the address, the field and the cursor's place in it, sealed for her alone.
import type { Session } from '../device/session';
import { keepUnfinished, readUnfinished } from '../device/unfinished';

export interface PlaceLeft {
  /** With its query. */
  readonly path: string;
  /** Counted among the fields of the page. */
  readonly field: number;
  readonly from: number;
  readonly to: number;
}

const about = 'here';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

export async function readPlaceLeft(session: Session): Promise<PlaceLeft | null> {
  const { path, field, from, to } = Object(await readUnfinished(session, 'place', about)) as Readonly<Record<string, unknown>>;
  const isPath = typeof path === 'string' && /^\/(?!\/)/.test(path);
  return isPath && isCount(field) && isCount(from) && isCount(to) ? { path, field, from, to } : null;
}

/** Null: she was writing nowhere. */
export const keepPlaceLeft = (session: Session, place: PlaceLeft | null) => keepUnfinished(session, 'place', about, place);
