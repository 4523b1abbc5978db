// Signing in to the office and out of it, and what somebody changes about her own account.
import { finished } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { noteOf, noteSeldomOf } from '../../server/account-trail';
import {
  accountOf,
  endSessionsOf,
  findCode,
  hashPassphrase,
  isPassphrase,
  offerFactor,
  recoveryCodesLeft,
  renewRecoveryCodes,
  setPassphrase,
  takeFactor,
} from '../../server/accounts';
import type { Writing } from '../../server/database';
import { knowBrowser, knownBrowser } from '../../server/known-browser';
import { loadActor } from '../../server/office-people';
import {
  endOf,
  endOfficeSession,
  markProven,
  type OfficeGuards,
  proofLasts,
  type SessionParts,
  startOfficeSession,
} from '../../server/office-sessions';
import { newFactor, toBase32 } from '../../server/one-time-codes';
import { countTry, forgetTries, proofCounts, signInCounts } from '../../server/throttles';
import type { AuditAct } from '../audit/audit';
import * as office from './office-protocol';
import { type Asked, cannot, done, mustWait, type Outcome, officeGet, officePost, openPost } from './office-route.server';
import { passphraseTrouble } from './passphrase';

const hour = 60 * 60_000;

/** Who was not let in: once an hour for each name that somebody has, and once for all the others, with the same work. */
async function noteRefused({ db, clock }: SessionParts, person: string | null): Promise<void> {
  await db.transaction().execute(async tx => {
    const what: AuditAct = person === null ? 'sign-in-unknown' : 'sign-in-refused';
    await noteSeldomOf(tx, person ?? '', { at: clock(), who: 'nobody', what, about: person }, hour);
  });
}

type SignIn = Omit<Asked<{ name: string; passphrase: string; code: string }>, 'who'>;

/**
 * Each of name, passphrase and code is looked at, however early one of them is wrong, and the answer is one. What is known of somebody is
 * read only after all three were right, and what was refused is written down after the answer: its time tells nothing about a name.
 */
async function signIn(parts: SessionParts, { body, request, reply }: SignIn): Promise<Outcome<object>> {
  const name = office.asSignInName(body.name) ?? '';
  const counts = signInCounts(name, request.ip, await knownBrowser(parts, request, name));
  const wait = await countTry(parts, counts);
  if (wait !== null) return mustWait(wait);
  const account = await parts.db.selectFrom('accounts').selectAll().where('sign_in_name', '=', name).executeTakeFirst();
  const isRight = await isPassphrase(parts, account, body.passphrase);
  const code = await findCode(parts, account, body.code);
  const actor = account && isRight && code ? await loadActor(parts.db, account.person, parts.clock()) : null;
  if (!actor || !(await code?.use()) || !(await startOfficeSession(parts, actor.person, reply, account?.passphrase))) {
    finished(reply.raw, () => void noteRefused(parts, account?.person ?? null).catch(fault => request.log.error({ err: fault })));
    return cannot('sign-in-wrong');
  }
  await forgetTries(parts, counts);
  await knowBrowser(parts, reply, name);
  await noteOwn(parts, actor.person, 'signed-in');
  return done({});
}

/** What somebody did with her own account. */
const noteOwn = async ({ db, clock }: SessionParts, who: string, what: AuditAct): Promise<void> =>
  db.transaction().execute(tx => noteOwnIn(tx, clock(), who, what));

const noteOwnIn = async (tx: Writing, at: number, who: string, what: AuditAct): Promise<void> => noteOf(tx, who, { at, who, what });

async function me(parts: SessionParts, { who: { actor, session } }: Pick<Asked<null>, 'who'>): Promise<Outcome<office.Me>> {
  const now = parts.clock();
  const account = await accountOf(parts.db, actor.person);
  return done({
    person: actor.person,
    name: actor.name,
    signInName: account?.sign_in_name ?? '',
    role: actor.role,
    recoveryCodesLeft: await recoveryCodesLeft(parts, actor.person),
    now,
    provenUntil: session.proven_at + proofLasts,
    endsAt: endOf(session, now),
  });
}

/** Ten wrong ones in a row end every session of hers: whoever sits there has found it open. */
const mostMisses = 10;

async function prove(parts: SessionParts, { body, who: { actor, session } }: Asked<{ code: string }>): Promise<Outcome<object>> {
  const counts = proofCounts(actor.person);
  const wait = await countTry(parts, counts);
  if (wait !== null) return mustWait(wait);
  const code = await findCode(parts, await accountOf(parts.db, actor.person), body.code);
  if (!code || !(await code.use())) {
    await parts.db.transaction().execute(async tx => {
      await noteSeldomOf(tx, actor.person, { at: parts.clock(), who: actor.person, what: 'proof-refused' }, hour);
    });
    const missed = await parts.db
      .selectFrom('office_misses')
      .select('count')
      .where('name', '=', counts[0]?.name ?? '')
      .executeTakeFirst();
    if ((missed?.count ?? 0) >= mostMisses) await endSessionsOf(parts.db, actor.person);
    return cannot('code-wrong');
  }
  await forgetTries(parts, counts);
  await markProven(parts, session);
  return done({});
}

/** The session that asks goes on under a new cookie; all others end. */
async function changePassphrase(parts: SessionParts, asked: Asked<{ now: string; next: string }>): Promise<Outcome<object>> {
  const { body, who, reply } = asked;
  const { person, name } = who.actor;
  const counts = proofCounts(person);
  const wait = await countTry(parts, counts);
  if (wait !== null) return mustWait(wait);
  const account = await accountOf(parts.db, person);
  if (!account || !(await isPassphrase(parts, account, body.now))) return cannot('passphrase-wrong');
  await forgetTries(parts, counts);
  const trouble = passphraseTrouble(body.next, [name, account.sign_in_name]);
  if (trouble) return cannot(trouble);
  const passphraseHash = await hashPassphrase(body.next);
  await parts.db.transaction().execute(async tx => {
    await setPassphrase(parts, tx, person, passphraseHash);
    await noteOwnIn(tx, parts.clock(), person, 'passphrase-changed');
  });
  await startOfficeSession(parts, person, reply);
  return done({});
}

async function beginFactor(parts: SessionParts, { who }: Asked<object>): Promise<Outcome<{ secret: string }>> {
  const factor = newFactor();
  await offerFactor(parts, who.actor.person, factor);
  return done({ secret: toBase32(factor) });
}

async function changeFactor(parts: SessionParts, { body, who }: Asked<{ code: string }>): Promise<Outcome<{ recoveryCodes: string[] }>> {
  const { person } = who.actor;
  const account = await accountOf(parts.db, person);
  return parts.db.transaction().execute(async tx => {
    if (!account || !(await takeFactor(parts, tx, account, body.code))) return cannot('code-wrong');
    const recoveryCodes = [...(await renewRecoveryCodes(tx, person))];
    await noteOwnIn(tx, parts.clock(), person, 'authenticator-changed');
    return done({ recoveryCodes });
  });
}

async function newRecovery(parts: SessionParts, { who }: Asked<object>): Promise<Outcome<{ recoveryCodes: string[] }>> {
  return parts.db.transaction().execute(async tx => {
    const recoveryCodes = [...(await renewRecoveryCodes(tx, who.actor.person))];
    await noteOwnIn(tx, parts.clock(), who.actor.person, 'recovery-codes-made');
    return done({ recoveryCodes });
  });
}

export function accountRoutes(app: FastifyInstance, guards: OfficeGuards, parts: SessionParts): void {
  const [nothing, empty, recovery] = [office.nothingSchema, office.emptyRequestSchema, office.recoveryCodesSchema];
  openPost(app, {
    path: office.signInPath,
    summary: 'Sign in to the office with name, passphrase and a code',
    takes: office.signInRequestSchema,
    gives: nothing,
    act: asked => signIn(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: office.provePath, summary: 'Show the second factor again', takes: office.proveRequestSchema, gives: nothing },
    guard: 'signedIn',
    act: asked => prove(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: office.signOutPath, summary: 'Sign out of the office', takes: empty, gives: nothing },
    guard: 'looking',
    act: async ({ who, reply }) => {
      await endOfficeSession(parts, who.session, reply);
      return done({});
    },
  });
  officeGet(app, guards, {
    ...{ path: office.mePath, summary: 'Who is signed in to the office', gives: office.meSchema },
    guard: 'signedIn',
    act: asked => me(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: office.passphrasePath, summary: 'Change the passphrase', takes: office.passphraseRequestSchema, gives: nothing },
    guard: 'proven',
    act: asked => changePassphrase(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: office.beginFactorPath, summary: 'A secret for another authenticator', takes: empty, gives: office.factorSchema },
    guard: 'proven',
    act: asked => beginFactor(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: office.changeFactorPath, summary: 'Use the other authenticator', takes: office.codeRequestSchema, gives: recovery },
    guard: 'proven',
    act: asked => changeFactor(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: office.recoveryPath, summary: 'New recovery codes', takes: empty, gives: recovery },
    guard: 'proven',
    act: asked => newRecovery(parts, asked),
  });
}
