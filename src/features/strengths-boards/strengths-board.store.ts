// The words on strengths boards, as this person may see them.
import type { Live } from '../../device/live';
import type { Session } from '../../device/session';
import { type Listing, liveRecords } from '../../sync/records.store';
import { strengthWordKind } from './strength-word';

/** The words of one baby, or of every baby whom this person may see. */
export const liveWords = (session: Session, child: string | null): Live<Listing<typeof strengthWordKind>> =>
  liveRecords(session, strengthWordKind, child ?? undefined);
