// Who is here: the babies and the colleagues whom this person may see.
import type { Live } from '../../device/live';
import type { Session } from '../../device/session';
import { type Listing, liveRecords } from '../../sync/records.store';
import { childKind } from './child';
import { colleagueKind } from './colleague';

export const liveChildren = (session: Session): Live<Listing<typeof childKind>> => liveRecords(session, childKind);

export const liveColleagues = (session: Session): Live<Listing<typeof colleagueKind>> => liveRecords(session, colleagueKind);
