// Sessions of the office: a cookie for half an hour without a request and eight hours at the most, and how long ago the second factor was asked.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../features/office/office-rules';
import { minutes } from '../kernel/clock';
import { noteSeldomOf } from './account-trail';
import { type AccountParts, accountOf, endSessionsOf, holdAccount } from './accounts';
import type { Config } from './config';
import type { Database, Tables } from './database';
import { loadActor } from './office-people';
import { refuse } from './refusals';
import { cookieFor, hashOf, isHttps, newSecret } from './tablet-sessions';
import { sweepTries } from './throttles';

const idle = minutes(30);
const longest = minutes(8 * 60);
/** The clock was set back where a session was seen later than this from now: nobody can say how old it is. */
const clocksDiffer = minutes(2);
/** So long a proof counts. */
export const proofLasts = minutes(5);
/** A session is written anew no more often than this. */
const rhythm = minutes(1);

type Row = Tables['office_sessions'];

/** Somebody who is signed in, asking now. */
export interface SignedIn {
  readonly actor: Actor;
  readonly session: Row;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks in the office; null before requireOffice and where a route does not require it. */
    office: SignedIn | null;
  }
}

export type RequireOffice = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

export interface OfficeGuards {
  /** Signed in, or `signed-out`. Asking keeps the session from going idle. */
  readonly signedIn: RequireOffice;
  /** The same for what a page asks by itself again and again: it keeps nothing alive. */
  readonly looking: RequireOffice;
  /** The second factor was asked within five minutes, or `prove-again`. */
  readonly proven: RequireOffice;
  /** She asked for what she may not do: a line in her trail, once an hour. */
  noteDenied(who: SignedIn): Promise<void>;
}

export interface SessionParts extends AccountParts {
  readonly config: Pick<Config, 'publicUrl' | 'tls'>;
}

const officeCookie = (config: SessionParts['config']): string => cookieFor(config, 'office');

/**
 * A session for somebody who has just shown her second factor; what is over is swept out on the way. False where her account was closed
 * meanwhile, or has another passphrase than this one, as it lies in the database, by which she came in.
 */
export async function startOfficeSession(
  { db, clock, config }: SessionParts,
  person: string,
  reply: FastifyReply,
  passphrase?: Buffer,
): Promise<boolean> {
  const [token, now] = [newSecret(), clock()];
  await db
    .deleteFrom('office_sessions')
    .where(row => row.or([row('seen_at', '<=', now - idle), row('begun_at', '<=', now - longest)]))
    .execute();
  await sweepTries({ db, clock });
  const session = { token_hash: hashOf(token), person, begun_at: now, seen_at: now, proven_at: now };
  const isBegun = await db.transaction().execute(async tx => {
    await holdAccount(tx, person);
    const account = await accountOf(tx, person);
    if (!account || (passphrase && !account.passphrase.equals(passphrase))) return false;
    await tx.insertInto('office_sessions').values(session).execute();
    return true;
  });
  if (isBegun) reply.setCookie(officeCookie(config), token, { ...cookieFlags(config), maxAge: longest / 1000 });
  return isBegun;
}

const cookieFlags = (config: SessionParts['config']) =>
  ({ httpOnly: true, sameSite: 'strict', secure: isHttps(config), path: '/' }) as const;

export async function endOfficeSession({ db, config }: SessionParts, session: Row, reply: FastifyReply): Promise<void> {
  await db.deleteFrom('office_sessions').where('token_hash', '=', session.token_hash).execute();
  reply.clearCookie(officeCookie(config), cookieFlags(config));
}

export const markProven = async ({ db, clock }: Pick<SessionParts, 'db' | 'clock'>, session: Row): Promise<void> =>
  void (await db.updateTable('office_sessions').set({ proven_at: clock() }).where('token_hash', '=', session.token_hash).execute());

/** Without another request it is over then. */
export const endOf = ({ begun_at }: Row, seenAt: number): number => Math.min(seenAt + idle, begun_at + longest);

async function sessionOf(db: Database, token: string | undefined, now: number): Promise<Row | null> {
  if (!token) return null;
  const row = await db
    .selectFrom('office_sessions')
    .innerJoin('accounts', 'accounts.person', 'office_sessions.person')
    .selectAll('office_sessions')
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  const isOfAnotherTime = row !== undefined && Math.max(row.seen_at, row.proven_at) > now + clocksDiffer;
  return row && now < endOf(row, row.seen_at) && !isOfAnotherTime ? row : null;
}

/** A session ends with what she was: whoever leads nothing any more is signed out by her next request. */
async function signedIn({ db, clock, config }: SessionParts, request: FastifyRequest): Promise<SignedIn | null> {
  const session = await sessionOf(db, request.cookies[officeCookie(config)], clock());
  if (!session) return null;
  const actor = await loadActor(db, session.person, clock());
  if (!actor) await endSessionsOf(db, session.person);
  return actor && { actor, session };
}

async function touch({ db, clock }: SessionParts, { seen_at, token_hash }: Row): Promise<void> {
  if (clock() - seen_at < rhythm) return;
  await db.updateTable('office_sessions').set({ seen_at: clock() }).where('token_hash', '=', token_hash).execute();
}

async function noteDenied({ db, clock }: SessionParts, { actor }: SignedIn): Promise<void> {
  await db.transaction().execute(async tx => {
    await noteSeldomOf(tx, actor.person, { at: clock(), who: actor.person, what: 'office-not-allowed' }, minutes(60));
  });
}

export function guardOffice(app: FastifyInstance, parts: SessionParts): OfficeGuards {
  app.decorateRequest('office', null);
  const looking: RequireOffice = async (request, reply) => {
    request.office = await signedIn(parts, request);
    return request.office ? undefined : refuse(reply, 'signed-out');
  };
  const keeping: RequireOffice = async (request, reply) => {
    const refused = await looking(request, reply);
    if (request.office) await touch(parts, request.office.session);
    return refused;
  };
  const proven: RequireOffice = async (request, reply) => {
    const refused = await keeping(request, reply);
    const isProven = request.office !== null && parts.clock() < request.office.session.proven_at + proofLasts;
    return refused ?? (isProven ? undefined : refuse(reply, 'prove-again'));
  };
  return { signedIn: keeping, looking, proven, noteDenied: who => noteDenied(parts, who) };
}
