// Device sessions: a tablet proves its key, gets a cookie for fifteen minutes, and every later call is known by it.
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Selectable } from 'kysely';
import { type Clock, minutes } from '../kernel/clock';
import type { Config } from './config';
import type { Database, Tables } from './database';
import { refuse } from './refusals';

export type TabletRow = Selectable<Tables['tablets']>;

declare module 'fastify' {
  interface FastifyRequest {
    /** The tablet that asks; null before requireTablet and where a route does not require one. */
    tablet: TabletRow | null;
  }
}

export type RequireTablet = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

interface SessionParts {
  readonly config: Pick<Config, 'publicUrl' | 'tls'>;
  readonly db: Database;
  readonly clock: Clock;
}

const sessionMinutes = 15;
/** Calls in a minute from one tablet: a first fetch of everything stays far below. */
const mostCallsFromATablet = 300;

/** What is kept of a code or a token: enough to know it again, not to use it. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('base64url');
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const isHttps = ({ publicUrl, tls }: SessionParts['config']): boolean => publicUrl?.protocol === 'https:' || tls !== null;

/** `__Host-` asks for Secure, which plain http on this machine cannot give. */
export const cookieFor = (config: SessionParts['config'], name: string): string => (isHttps(config) ? `__Host-${name}` : name);
export const sessionCookie = (config: SessionParts['config']): string => cookieFor(config, 'tablet');

/** Writes the session and sets its cookie; sessions that are over are swept out on the way. */
export async function startSession({ config, db, clock }: SessionParts, tablet: string, reply: FastifyReply): Promise<void> {
  const token = newSecret();
  const now = clock();
  await db.deleteFrom('tablet_sessions').where('expires_at', '<=', now).execute();
  const session = { token_hash: hashOf(token), tablet, expires_at: now + minutes(sessionMinutes) };
  await db.insertInto('tablet_sessions').values(session).execute();
  reply.setCookie(sessionCookie(config), token, {
    httpOnly: true,
    sameSite: 'strict',
    secure: isHttps(config),
    path: '/',
    maxAge: sessionMinutes * 60,
  });
}

/** The tablet of a cookie's session, revoked or not; null when the cookie opens none. */
async function tabletOf({ db, clock }: Pick<SessionParts, 'db' | 'clock'>, token: string | undefined): Promise<TabletRow | null> {
  if (!token) return null;
  const row = await db
    .selectFrom('tablet_sessions')
    .innerJoin('tablets', 'tablets.id', 'tablet_sessions.tablet')
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', clock())
    .selectAll('tablets')
    .executeTakeFirst();
  return row ?? null;
}

/** Refuses with `not-enrolled` (no session: the tablet renews it), `tablet-revoked` or `too-many-requests`. */
export function requireTablet(app: FastifyInstance, parts: SessionParts): RequireTablet {
  app.decorateRequest('tablet', null);
  const counts = new Map<string, { minute: number; calls: number }>();
  const isTooMany = (tablet: string): boolean => {
    const minute = Math.floor(parts.clock() / minutes(1));
    const before = counts.get(tablet);
    const calls = before?.minute === minute ? before.calls + 1 : 1;
    counts.set(tablet, { minute, calls });
    return calls > mostCallsFromATablet;
  };
  return async (request, reply) => {
    const tablet = await tabletOf(parts, request.cookies[sessionCookie(parts.config)]);
    if (!tablet) return refuse(reply, 'not-enrolled');
    if (tablet.revoked_at !== null) return refuse(reply, 'tablet-revoked');
    if (isTooMany(tablet.id)) return refuse(reply.header('retry-after', 60), 'too-many-requests');
    request.tablet = tablet;
    return undefined;
  };
}
