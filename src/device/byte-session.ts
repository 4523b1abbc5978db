// Bytes in the tablet's session: where it is over, it is opened anew once and the same is asked once more.
import { peoplePath } from '../sync/tablet-protocol';
import type { Http, SendBytes } from './http';

export function renewing(send: SendBytes, renew: () => Promise<unknown>): SendBytes {
  return async (path, request) => {
    const first = await send(path, request);
    if (first.ok || first.trouble !== 'not-enrolled') return first;
    await renew();
    return send(path, request);
  };
}

/** `http` renews the session by itself whatever it asks. */
export const sendThrough = (send: SendBytes, http: Http): SendBytes => renewing(send, () => http.get(peoplePath));
