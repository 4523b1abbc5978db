// Who is here: the babies and the colleagues whom this person may see.
import type { Live } from '../../device/live';
import { livePlaceNames } from '../../device/place-names';
import type { Session } from '../../device/session';
import { type Listing, liveRecords } from '../../sync/records.store';
import type { PlaceNames } from '../../sync/tablet-protocol';
import { childKind } from './child';
import { colleagueKind } from './colleague';

export const liveChildren = (session: Session): Live<Listing<typeof childKind>> => liveRecords(session, childKind);

export const liveColleagues = (session: Session): Live<Listing<typeof colleagueKind>> => liveRecords(session, colleagueKind);

/** What the nurseries and rooms are called of which this tablet speaks. */
export const livePlaces = ({ tablet }: Session): Live<PlaceNames> => livePlaceNames(tablet.database);
