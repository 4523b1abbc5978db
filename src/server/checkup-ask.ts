// Asks a web address the way a stranger would, and notes what a browser keeps to itself: the certificate, the version of TLS.
import { request as askPlain, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as askSecure } from 'node:https';
import type { TLSSocket } from 'node:tls';

export interface Certificate {
  readonly protocol: string;
  /** The last moment of its validity, in ms. */
  readonly until: number;
  /** Null: browsers trust it. Otherwise the name that OpenSSL has for why not. */
  readonly distrust: string | null;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** At most the first 64 KiB. */
  readonly body: string;
  readonly certificate: Certificate | null;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Throws what Node throws (ECONNREFUSED and the like) where nobody answers. */
export type Ask = (url: URL, asked?: Asked) => Promise<Answer>;

/** In ms. */
const patience = 10_000;
const mostBytes = 64 * 1024;

function certificateOf({ socket }: IncomingMessage): Certificate | null {
  if (!('getPeerCertificate' in socket)) return null;
  const secure = socket as TLSSocket;
  const until = Date.parse(secure.getPeerCertificate().valid_to);
  return { protocol: secure.getProtocol() ?? '', until, distrust: secure.authorized ? null : String(secure.authorizationError) };
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of message.setEncoding('utf8')) {
    text += String(piece);
    if (text.length > mostBytes) break;
  }
  return text;
}

/** Certificates that nobody trusts are looked at as well; `ca`: one more authority that is trusted. No redirect is followed. */
export const createAsk =
  (ca?: string): Ask =>
  (url, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((answered, failed) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const options: RequestOptions = { method, headers: { ...headers, ...length }, timeout: patience, agent: false };
      const take = (message: IncomingMessage): void => {
        const certificate = certificateOf(message);
        const { statusCode = 0, headers: given } = message;
        bodyOf(message).then(text => answered({ status: statusCode, headers: given, body: text, certificate }), failed);
      };
      const secure = { ...options, rejectUnauthorized: false, ...(ca === undefined ? {} : { ca }) };
      const sent = url.protocol === 'https:' ? askSecure(url, secure, take) : askPlain(url, options, take);
      sent.on('timeout', () => sent.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
      sent.on('error', failed);
      sent.end(body);
    });
