// What a tablet does at each contact beside syncing: reports, renews its leases, erases; or says farewell when it was taken out of use.
import { version } from '../../package.json';
import { openBlobStore } from '../device/blob-store';
import { signAs } from '../device/credentials';
import { emptyTablet } from '../device/empty-tablet';
import type { Identity } from '../device/enrolment';
import { createHttp, createSendBytes, type Http } from '../device/http';
import type { Leases } from '../device/leases';
import { sendPinChanges } from '../device/pin-changes';
import type { Tablet } from '../device/session';
import { eraseHere } from '../sync/erasures/erasing.store';
import { sayFarewell } from '../sync/leaving/farewell.store';
import { sendLastBytes } from '../sync/leaving/farewell-bytes.store';
import type { Errand, Round } from '../sync/sync-round.store';
import type { ReportRequest } from '../sync/tablet-report';
import { reportErrand } from '../sync/tablet-report.store';

export interface ContactParts {
  readonly tablet: Tablet;
  readonly identity: Identity;
  /** In a session. */
  readonly http: Http;
  readonly leases: () => Promise<Leases>;
  readonly askWhoIsHere: () => Promise<Round>;
  /** The server has said so since it last said anything else. */
  readonly isRevoked: () => boolean;
  /** Shows that the tablet was taken out of use; done when nobody is unlocked in any tab and nothing more is written. */
  readonly close: () => Promise<(() => void) | null>;
  /** Nothing is on the tablet any more. */
  readonly emptied: () => Promise<void>;
  readonly setTooOld: () => void;
}

/** In ms: so often is looked whether a lease has ended. */
const minute = 60_000;

async function storageHere(): Promise<ReportRequest['storage']> {
  const { usage, quota } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  return usage === undefined || quota === undefined ? null : { used: Math.round(usage), most: Math.round(quota) };
}

/** Looks now and each minute; trouble with the storage is met again, and told, by whoever reads or writes. */
function watchLeases(leases: ContactParts['leases']): void {
  const look = () => void leases().then(here => here.dropEnded().catch(() => undefined));
  setInterval(look, minute);
  look();
}

export function contactErrand(parts: ContactParts): Errand {
  const { tablet, identity, http, leases, setTooOld } = parts;
  const { database } = tablet;
  watchLeases(leases);
  const report = reportErrand({
    ...{ database, http, leases, setTooOld, app: version, storage: storageHere },
    running: () => performance.now(),
    fetchPeople: parts.askWhoIsHere,
    erase: erasures => eraseHere(database, erasures, () => openBlobStore(database)),
  });
  const sign = (text: string) => signAs(identity, text);
  const farewell = () =>
    sayFarewell({
      ...{ tablet, http: createHttp(), close: parts.close, sign },
      sendBytes: () => sendLastBytes({ tablet, send: createSendBytes(), sign }),
      empty: async () => {
        await emptyTablet(database);
        await parts.emptied();
      },
    });
  return async () => {
    if (!parts.isRevoked()) await sendPinChanges(database, http); // its trouble is met by the report, too
    const reported = parts.isRevoked() ? null : await report();
    if (reported && (reported.ok || reported.trouble !== 'tablet-revoked')) return reported;
    return farewell();
  };
}
