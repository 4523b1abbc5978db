// The only place where the tablet's page speaks to the server; every expected trouble comes back under a name.
import * as v from 'valibot';
import type { Bytes } from '../kernel/bytes';
import { parse, parseJson } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { type RequestRefusal, requestRefusals } from '../sync/verdict';

/** Longer than a slow phone line needs for 256 KB, shorter than anybody's patience. */
const timeLimit = 30_000;

export type HttpTrouble = RequestRefusal | 'no-network';
export type HttpAnswer = Result<unknown, HttpTrouble>;

/** Text as gzip; null: it goes as it is (packed-body.ts). */
export type Pack = (text: string) => Promise<Bytes | null>;

export interface Http {
  /** Sends `body` as JSON and gives the JSON that came back (null for an empty answer). */
  post(path: string, body: unknown, pack?: Pack): Promise<HttpAnswer>;
  /** Gives the JSON at `path`; the browser's cache may answer once the server has said that nothing changed. */
  get(path: string): Promise<HttpAnswer>;
}

/** What speaks on the wire; tests hand in a cable of their own. */
interface HttpParts {
  readonly fetch?: typeof fetch;
}

const refusalSchema = v.object({ refusal: v.picklist(requestRefusals) });

/** What a HEAD is answered has no body to name it in. */
const namedByStatus: Readonly<Record<number, RequestRefusal>> = {
  401: 'not-enrolled',
  404: 'not-found',
  409: 'upload-elsewhere',
  413: 'body-too-large',
  415: 'upload-not-taken',
  429: 'too-many-requests',
  460: 'upload-damaged',
};

/** Answers of proxies and of servers too ill to name the trouble themselves. */
const refusalOfStatus = (status: number): RequestRefusal => (status >= 500 ? 'server-trouble' : (namedByStatus[status] ?? 'bad-request'));

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
    async post(path, body, pack) {
      const text = JSON.stringify(body);
      const packed = (await pack?.(text)) ?? null;
      return ask(path, {
        method: 'POST',
        cache: 'no-store',
        headers: { ...mark, 'content-type': 'application/json', ...(packed && { 'content-encoding': 'gzip' }) },
        body: packed ?? text,
      });
    },
    get: path => ask(path, { method: 'GET', cache: 'no-cache', headers: mark }),
  };
}

/** A good answer with its bytes. */
export interface ByteAnswer {
  readonly bytes: Bytes;
  header(name: string): string | null;
}

export interface ByteRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Blob;
  /** In ms. */
  readonly patience?: number;
}

/** Sends bytes and gives bytes; refusals come back under their names, as above. */
export type SendBytes = (path: string, request: ByteRequest) => Promise<Result<ByteAnswer, HttpTrouble>>;

export const createSendBytes =
  (parts: HttpParts = {}): SendBytes =>
  async (path, { method, headers, body, patience = timeLimit }) => {
    const send = parts.fetch ?? ((input, init) => fetch(input, init));
    try {
      const signal = AbortSignal.timeout(patience);
      const init: RequestInit = { method, cache: 'no-store', credentials: 'same-origin', redirect: 'error', signal };
      const response = await send(path, { ...init, headers: { 'x-larkrise': '1', ...headers }, ...(body ? { body } : {}) });
      if (!response.ok) return understand(response, await response.text()) as Result<never, HttpTrouble>;
      const bytes = new Uint8Array(await response.arrayBuffer());
      return ok({ bytes, header: name => response.headers.get(name) });
    } catch {
      return trouble('no-network');
    }
  };
