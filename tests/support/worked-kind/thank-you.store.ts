// Thank-yous on the tablet: said in one breath, read by everybody, taken back by whoever said them.
import type { Live } from '../../../src/device/live';
import type { Session } from '../../../src/device/session';
import type { Result } from '../../../src/kernel/result';
import { nurseryBucket } from '../../../src/sync/bucket';
import { freshId, writeRecord } from '../../../src/sync/record-writing.store';
import { type Kept, type Listing, liveRecords } from '../../../src/sync/records.store';
import type { WriteTrouble } from '../../../src/sync/verdict';
import { thankYouKind } from './thank-you';

type Saved = Result<'saved-here', WriteTrouble>;

export const sayThankYou = (session: Session, to: string, words: string): Promise<Saved> =>
  writeRecord(session, thankYouKind, {
    id: freshId(session),
    bucket: nurseryBucket(session.person.nursery),
    set: { to, nursery: session.person.nursery, words },
  });

export const takeBack = (session: Session, { id, row, seen }: Kept<typeof thankYouKind>): Promise<Saved> =>
  writeRecord(session, thankYouKind, { id, bucket: nurseryBucket(row.nursery), set: { standing: 'taken-back' }, seen });

export const liveThankYous = (session: Session): Live<Listing<typeof thankYouKind>> => liveRecords(session, thankYouKind);
