// What educators have sent to this mentor.
import type { Live } from '../../device/live';
import type { Session } from '../../device/session';
import { type Listing, liveRecords } from '../../sync/records.store';
import { sharedReflectionKind } from '../reflections/reflection';

export const liveSharedWithMe = (session: Session): Live<Listing<typeof sharedReflectionKind>> =>
  liveRecords(session, sharedReflectionKind);
