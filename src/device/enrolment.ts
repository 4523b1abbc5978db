// What this browser is as a tablet: its identity with its own key pair, and sessions that are renewed by signature.
import { type Result, trouble } from '../kernel/result';
import type { EnrolledTablet } from '../sync/tablet-protocol';
import type { Credentials } from './credentials';
import type { TabletDatabase } from './database';
import { enrolledSetting } from './first-visit';
import type { Http, HttpAnswer, HttpTrouble } from './http';

/** What this tablet is, once enrolled. */
export interface Identity extends Credentials {
  readonly tablet: EnrolledTablet;
}

export async function loadIdentity(database: TabletDatabase): Promise<Identity | null> {
  const setting = await database.settings.get(enrolledSetting);
  return (setting?.value as Identity | undefined) ?? null;
}

/** What renews comes with the first call: showing what is here needs no session. */
async function renewNow(http: Http, credentials: Credentials): Promise<Result<null, HttpTrouble>> {
  const renewal = await import('./session-renewal').catch(() => null);
  return renewal ? renewal.renewSession(http, credentials) : trouble('no-network');
}

/**
 * The same http in a session: opened before the first call, renewed when it is over, and the call made once more.
 * Calls that find it over together renew it once. `heard` is told after each call whether the server says that this tablet was
 * taken out of use; what did not reach it says nothing.
 */
export function withSession(http: Http, credentials: Credentials, heard: (isRevoked: boolean) => void = () => undefined): Http {
  let isOpen = false;
  let renewing: Promise<Result<null, HttpTrouble>> | null = null;
  const renew = (): Promise<Result<null, HttpTrouble>> => {
    renewing ??= renewNow(http, credentials).finally(() => {
      renewing = null;
    });
    return renewing;
  };
  const asking = async (ask: () => Promise<HttpAnswer>): Promise<HttpAnswer> => {
    const first = isOpen ? await ask() : trouble('not-enrolled' as const);
    if (first.ok || first.trouble !== 'not-enrolled') return first;
    const renewed = await renew();
    isOpen = renewed.ok;
    return renewed.ok ? ask() : renewed;
  };
  const hearing = async (ask: () => Promise<HttpAnswer>): Promise<HttpAnswer> => {
    const answer = await asking(ask);
    if (answer.ok || answer.trouble === 'tablet-revoked') heard(!answer.ok);
    return answer;
  };
  return {
    post: (path, body, pack) => hearing(() => http.post(path, body, pack)),
    get: path => hearing(() => http.get(path)),
  };
}
