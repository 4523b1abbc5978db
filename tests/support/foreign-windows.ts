// What a page of another site can do with frames, windows and forms that lead to ours; and what might make our service worker keep what it must not.
import type { Aim } from './foreign-ways';

/** Frames of all sorts round our pages: those that can be looked into, or that tell of themselves. Runs in the foreign page. */
export async function frames({ ours, reads }: Aim): Promise<readonly string[]> {
  const learnt: string[] = [];
  addEventListener('message', ({ origin, data }) => origin === ours && learnt.push(`a message: ${String(data)}`));
  for (const path of reads) {
    const frame = Object.assign(document.createElement('iframe'), { src: ours + path });
    document.body.append(frame);
    await new Promise(done => {
      frame.addEventListener('load', done, { once: true });
      setTimeout(done, 1_000);
    });
    try {
      const text = frame.contentDocument?.body?.textContent ?? '';
      if (text !== '' && frame.contentWindow?.location.origin === ours) learnt.push(`${path}: ${text.slice(0, 40)}`);
    } catch {
      // nobody may look into it
    }
    if ((frame.contentWindow?.length ?? 0) > 0) learnt.push(`${path} has frames`);
    frame.contentWindow?.postMessage({ type: 'LOOK' }, '*');
    frame.remove();
  }
  return learnt;
}

/** What can still be done to a window that was opened on a page of ours. Runs in the foreign page. */
export async function reach(victim: Window | null): Promise<readonly string[]> {
  const learnt: string[] = [];
  if (victim && !victim.closed) learnt.push('it is still held');
  const tries: Readonly<Record<string, () => unknown>> = {
    address: () => victim?.location.href,
    document: () => victim?.document.title,
    name: () => victim?.name,
    storage: () => victim?.localStorage.length,
  };
  for (const [what, tried] of Object.entries(tries)) {
    try {
      const found = tried();
      if (found !== undefined && found !== null && found !== '') learnt.push(`${what}: ${String(found)}`);
    } catch {
      // that is how it should be
    }
  }
  victim?.postMessage({ type: 'LOOK' }, '*');
  return learnt;
}

/** Sends a form that leads the whole window to our server. Runs in the foreign page. */
export function topForm([action, body]: readonly [string, object]): void {
  const form = Object.assign(document.createElement('form'), { method: 'post', action, enctype: 'text/plain' });
  form.append(Object.assign(document.createElement('input'), { name: JSON.stringify(body).slice(0, -1), value: '}' }));
  document.body.append(form);
  form.submit();
}

/** Addresses that might make a service worker keep what it must not. */
export const cacheTricks: readonly string[] = [
  '/api/v1/tablets/people',
  '/api/v1/office/me',
  '/api/v1/sync/pokes?x=1',
  '/index.html?next=/api/v1/tablets/people',
  '/index.html?__WB_REVISION__=00000000',
  '/assets/..%2fapi/v1/tablets/people',
  '/assets/../api/v1/tablets/people',
  '/packs/media/..%2f..%2fapi/v1/tablets/people',
  '/packs/media/../../api/v1/tablets/people',
  '//api/v1/tablets/people',
  '/%61pi/v1/tablets/people',
  '/api/v1/tablets/people#/index.html',
  '/f/AAAAAAAAAAAAAAAAAAAAAA',
  '/office?x=.js',
  '/office.html?service-worker.js',
  '/service-worker.js?importScripts=/api/v1/tablets/people',
];
