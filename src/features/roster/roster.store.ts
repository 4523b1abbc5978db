// Who is here: the babies and the colleagues whom this person may see.
import { computed } from '@preact/signals-core';
import type { Live } from '../../device/live';
import { livePlaceNames } from '../../device/place-names';
import type { Session } from '../../device/session';
import { type Listing, liveRecords } from '../../sync/records.store';
import type { PlaceNames } from '../../sync/tablet-protocol';
import { childKind } from './child';
import { colleagueKind } from './colleague';

/** The babies who are here: of those who left, leaders keep what was said, and nobody is shown them as if they came tomorrow. */
export function liveChildren(session: Session): Live<Listing<typeof childKind>> {
  const all = liveRecords(session, childKind);
  const here = computed(() => {
    const listing = all.signal.value;
    return listing && { ...listing, items: listing.items.filter(({ row }) => row.standing === 'here') };
  });
  return { ...all, signal: here };
}

export const liveColleagues = (session: Session): Live<Listing<typeof colleagueKind>> => liveRecords(session, colleagueKind);

/** What the nurseries and rooms are called of which this tablet speaks. */
export const livePlaces = ({ tablet }: Session): Live<PlaceNames> => livePlaceNames(tablet.database);
