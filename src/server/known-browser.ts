// A browser in which somebody has signed in to the office before: it opens nothing, but what others miss never makes it wait.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { days } from '../kernel/clock';
import type { Config } from './config';
import type { Keyring } from './keyring';
import { cookieFor, hashOf, isHttps } from './tablet-sessions';

interface KnownParts {
  readonly keyring: Keyring;
  readonly config: Pick<Config, 'publicUrl' | 'tls'>;
}

const keyId = 'office:browsers';
/** How long a browser is known after she signed in there last. */
const lasts = days(365);

/** One for each name, so that several people know the same browser. */
const cookieOf = ({ config }: KnownParts, signInName: string): string => cookieFor(config, `known-${hashOf(signInName).slice(0, 16)}`);

async function markOf({ keyring }: KnownParts, signInName: string, id: string): Promise<string> {
  const key = await keyring.make(keyId);
  return createHmac('sha256', key).update(`larkrise-browser-1|${signInName}|${id}`, 'utf8').digest('base64url');
}

/** Its id; null: nobody of this name has signed in here. The same work for a name that nobody has. */
export async function knownBrowser(parts: KnownParts, request: FastifyRequest, signInName: string): Promise<string | null> {
  const [id = '', mark = ''] = (request.cookies[cookieOf(parts, signInName)] ?? '').split('.');
  const [right, given] = [Buffer.from(await markOf(parts, signInName, id)), Buffer.from(mark)];
  return right.length === given.length && timingSafeEqual(right, given) ? id : null;
}

/** Right name, passphrase and code came from here. */
export async function knowBrowser(parts: KnownParts, reply: FastifyReply, signInName: string): Promise<void> {
  const id = randomBytes(16).toString('base64url');
  const value = `${id}.${await markOf(parts, signInName, id)}`;
  const flags = { httpOnly: true, sameSite: 'strict', secure: isHttps(parts.config), path: '/' } as const;
  reply.setCookie(cookieOf(parts, signInName), value, { ...flags, maxAge: lasts / 1000 });
}
