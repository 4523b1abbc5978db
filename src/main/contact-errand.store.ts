// What a tablet does at each contact beside syncing: reports, renews its leases, erases; or says farewell when it was taken out of use.
import { version } from '../../package.json';
import { openBlobStore } from '../device/blob-store';
import { signAs } from '../device/credentials';
import { emptyTablet } from '../device/empty-tablet';
import type { Identity } from '../device/enrolment';
import type { Guards } from '../device/guards';
import { createHttp, createSendBytes, type Http } from '../device/http';
import { sendPinChanges } from '../device/pin-changes';
import type { Tablet } from '../device/session';
import { laterErrand, sendLastLater } from '../device/write-now-sending';
import { eraseHere } from '../sync/erasures/erasing.store';
import { sayFarewell, shut } from '../sync/leaving/farewell.store';
import { sendLastBytes } from '../sync/leaving/farewell-bytes.store';
import type { Errand, Round } from '../sync/sync-round.store';
import type { ReportRequest } from '../sync/tablet-report';
import { reportErrand } from '../sync/tablet-report.store';

export interface ContactParts {
  readonly tablet: Tablet;
  readonly identity: Identity;
  /** In a session. */
  readonly http: Http;
  readonly guards: () => Promise<Guards>;
  readonly askWhoIsHere: () => Promise<Round>;
  /** The server has said so since it last said anything else. */
  readonly isRevoked: () => boolean;
  /** Shows that the tablet was taken out of use; done when nobody is unlocked in any tab and nothing more is written. */
  readonly close: () => Promise<(() => void) | null>;
  /** Nothing is on the tablet any more. */
  readonly emptied: () => Promise<void>;
  readonly setTooOld: () => void;
}

async function storageHere(): Promise<ReportRequest['storage']> {
  const { usage, quota } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  return usage === undefined || quota === undefined ? null : { used: Math.round(usage), most: Math.round(quota) };
}

export function contactErrand(parts: ContactParts): Errand {
  const { tablet, identity, http, guards, setTooOld } = parts;
  const { database } = tablet;
  const report = reportErrand({
    ...{ database, http, setTooOld, app: version, storage: storageHere },
    leases: async () => (await guards()).leases,
    running: () => performance.now(),
    fetchPeople: parts.askWhoIsHere,
    erase: erasures => eraseHere(database, erasures, () => openBlobStore(database)),
  });
  const later = laterErrand({ database, http, clock: tablet.clock, running: () => performance.now() });
  const sign = (text: string) => signAs(identity, text);
  const sendBytes = async () => {
    const sent = await sendLastLater({ database, tablet: tablet.id, http: createHttp(), sign });
    return sent.ok ? sendLastBytes({ tablet, send: createSendBytes(), sign }) : sent;
  };
  const farewell = () =>
    sayFarewell({
      ...{ tablet, http: createHttp(), close: parts.close, sign },
      sendBytes,
      shut: async () => shut(await guards()),
      empty: async () => {
        await emptyTablet(database);
        await parts.emptied();
      },
    });
  return async () => {
    if (!parts.isRevoked()) await sendPinChanges(database, http); // its trouble is met by the report, too
    const reported = parts.isRevoked() ? null : await report();
    if (reported?.ok) await later(); // what does not get through is tried again, and holds up nothing
    if (reported && (reported.ok || reported.trouble !== 'tablet-revoked')) return reported;
    return farewell();
  };
}
