// The only place where the tablet's page speaks to the server; every expected trouble comes back under a name.
import * as v from 'valibot';
import { parse, parseJson } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { type RequestRefusal, requestRefusals } from '../sync/verdict';

/** Longer than a slow phone line needs for 256 KB, shorter than anybody's patience. */
const timeLimit = 30_000;

export type HttpTrouble = RequestRefusal | 'no-network';
export type HttpAnswer = Result<unknown, HttpTrouble>;

export interface Http {
  /** Sends `body` as JSON and gives the JSON that came back (null for an empty answer). */
  post(path: string, body: unknown): Promise<HttpAnswer>;
  /** Gives the JSON at `path`; the browser's cache may answer once the server has said that nothing changed. */
  get(path: string): Promise<HttpAnswer>;
}

/** What speaks on the wire; tests hand in a cable of their own. */
interface HttpParts {
  readonly fetch?: typeof fetch;
}

const refusalSchema = v.object({ refusal: v.picklist(requestRefusals) });

/** Answers of proxies and of servers too ill to name the trouble themselves. */
const refusalOfStatus = (status: number): RequestRefusal => {
  if (status >= 500) return 'server-trouble';
  if (status === 404) return 'not-found';
  if (status === 413) return 'body-too-large';
  return status === 429 ? 'too-many-requests' : 'bad-request';
};

/** A good answer that is not JSON comes from a Wi-Fi sign-in page, not from us: no network. */
function understand(response: Response, text: string): HttpAnswer {
  const body = text === '' ? null : parseJson(text);
  if (response.ok) return body === undefined ? trouble('no-network') : ok(body);
  const named = parse(refusalSchema, body);
  return trouble(named.ok ? named.value.refusal : refusalOfStatus(response.status));
}

export function createHttp(parts: HttpParts = {}): Http {
  const send = parts.fetch ?? ((input, init) => fetch(input, init));
  const ask = async (path: string, init: RequestInit): Promise<HttpAnswer> => {
    try {
      const signal = AbortSignal.timeout(timeLimit);
      const response = await send(path, { credentials: 'same-origin', redirect: 'error', signal, ...init });
      return understand(response, await response.text());
    } catch {
      return trouble('no-network');
    }
  };
  const mark = { 'x-larkrise': '1', accept: 'application/json' };
  return {
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        cache: 'no-store',
        headers: { ...mark, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    get: path => ask(path, { method: 'GET', cache: 'no-cache', headers: mark }),
  };
}
