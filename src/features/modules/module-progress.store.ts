// How far somebody is in her modules.
import type { Live } from '../../device/live';
import type { Session } from '../../device/session';
import { type Listing, liveRecords } from '../../sync/records.store';
import { moduleProgressKind } from './module-progress';

export const liveProgress = (session: Session): Live<Listing<typeof moduleProgressKind>> => liveRecords(session, moduleProgressKind);
