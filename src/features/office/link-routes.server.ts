// What a one-use link opens: an invitation makes an account; a start link makes the first programme lead's, or lets one room be tried.

import type { FastifyInstance } from 'fastify';
import { noteOf } from '../../server/account-trail';
import { hashPassphrase, keepAccount, openForOffice, sealForOffice } from '../../server/accounts';
import type { Writing } from '../../server/database';
import { asOffice } from '../../server/office';
import { type LinkRow, linkBinding, linkOf, useLink } from '../../server/office-links';
import { loadActor, loadPerson } from '../../server/office-people';
import { type SessionParts, startOfficeSession } from '../../server/office-sessions';
import { newFactor, stepOfCode, toBase32 } from '../../server/one-time-codes';
import { joinProgrammeIn } from '../../server/programmes';
import type { Work } from '../../sync/work.server';
import { tidyName } from './names';
import { enterReady, nextHue, type ReadyPerson, readyPerson } from './new-people.server';
import * as office from './office-protocol';
import { type Asked, cannot, done, type OfficeRouteParts, type Outcome, openPost } from './office-route.server';
import { rulingOnInviting } from './office-rules';
import { passphraseTrouble } from './passphrase';

export type LinkRouteParts = OfficeRouteParts & SessionParts;
type Opened<Body> = Omit<Asked<Body>, 'who'>;

export const isEmpty = async (db: Writing | SessionParts['db']): Promise<boolean> =>
  !(await db.selectFrom('people').select('id').limit(1).executeTakeFirst());

/** Whether whoever made it may still invite her: what either of them is may have changed since. A start link is the operator's. */
async function isStillGiven(db: Writing | SessionParts['db'], { made_by, person: id }: LinkRow, now: number): Promise<boolean> {
  if (id === null) return true;
  const person = await loadPerson(db, id, now);
  const inviter = await loadActor(db, made_by, now);
  return person !== null && inviter !== null && rulingOnInviting(inviter, person) === 'may';
}

async function look(parts: LinkRouteParts, token: string): Promise<Outcome<office.OfficeLink>> {
  const link = await linkOf(parts, token);
  if (!link) return cannot('link-over');
  const until = link.expires_at;
  if (link.person === null) return done({ what: 'start', isEmpty: await isEmpty(parts.db), until });
  const actor = await loadActor(parts.db, link.person, parts.clock());
  const isGiven = await isStillGiven(parts.db, link, parts.clock());
  if (!actor || !isGiven) return cannot('link-over'); // she is nothing any more that signs in, or it was not hers to give
  const rows = actor.sees.length === 0 ? [] : await parts.db.selectFrom('nurseries').select('name').where('id', 'in', actor.sees).execute();
  return done({ what: 'invitation', name: actor.name, role: actor.role, nurseries: rows.map(({ name }) => name).sort(), until });
}

/** A secret that is kept with the link until a code of it was seen; asked again, another one. */
async function beginAccount(parts: LinkRouteParts, token: string): Promise<Outcome<{ secret: string }>> {
  const link = await linkOf(parts, token);
  if (!link) return cannot('link-over');
  const secret = newFactor();
  const factor = await sealForOffice(parts, linkBinding(link), secret);
  await parts.db.updateTable('office_links').set({ factor }).where('token_hash', '=', link.token_hash).execute();
  return done({ secret: toBase32(secret) });
}

interface Finish {
  readonly token: string;
  readonly firstName?: string;
  readonly signInName: string;
  readonly passphrase: string;
  readonly code: string;
}

/** Who the account is for: somebody who was invited, or the programme lead whom a start link makes. */
async function ownerOf(parts: LinkRouteParts, link: LinkRow, firstName: string | undefined): Promise<Outcome<ReadyPerson | string>> {
  if (link.person !== null) {
    const isStill = await loadActor(parts.db, link.person, parts.clock());
    return isStill ? done(link.person) : cannot('link-over');
  }
  const name = tidyName(firstName ?? '');
  if (name === null) return cannot('name-missing');
  const home = await firstProgramme(parts);
  return done(await readyPerson({ name, hue: nextHue([]), home, outside: 'programme-lead' }, parts.clock()));
}

/** That of whoever leads one already; else the first that this server has; else one that is still to come. */
async function firstProgramme({ db, programmes }: LinkRouteParts): Promise<string> {
  const lead = await db.selectFrom('people').select('home').where('role', '=', 'programme-lead').orderBy('id').executeTakeFirst();
  return lead?.home ?? programmes[0] ?? 'programme';
}

const isTaken = async (tx: Writing, signInName: string, person: string): Promise<boolean> => {
  const named = await tx.selectFrom('accounts').select('person').where('sign_in_name', '=', signInName).executeTakeFirst();
  return named !== undefined && named.person !== person;
};

async function finishAccount(
  parts: LinkRouteParts,
  { body, reply }: Opened<Finish>,
): Promise<Outcome<{ recoveryCodes: string[]; pin: string | null }>> {
  const link = await linkOf(parts, body.token);
  if (!link) return cannot('link-over');
  const signInName = office.asSignInName(body.signInName);
  if (signInName === null) return cannot('sign-in-name-not-fit');
  const secret = link.factor && (await openForOffice(parts, linkBinding(link), link.factor));
  const step = secret && stepOfCode(secret, body.code, parts.clock(), 0);
  if (!secret || step === null) return cannot('code-wrong');
  const owner = await ownerOf(parts, link, body.firstName);
  if (!owner.ok) return owner;
  const ready = typeof owner.value === 'string' ? null : owner.value;
  const person = ready?.slip.id ?? String(owner.value);
  const name = ready?.slip.name ?? (await loadPerson(parts.db, person, parts.clock()))?.name ?? '';
  const trouble = passphraseTrouble(body.passphrase, [name, signInName]);
  if (trouble) return cannot(trouble);
  const passphraseHash = await hashPassphrase(body.passphrase);
  const made = await asOffice(parts, async (work, now) => {
    if (!(await useLink(work.tx, link, now)) || !(await isStillGiven(work.tx, link, now))) return cannot('link-over');
    if (await isTaken(work.tx, signInName, person)) return cannot('sign-in-name-taken');
    if (ready) await enterLead(work, ready, now);
    const recoveryCodes = await keepAccount(parts, work.tx, { person, signInName, passphraseHash, factor: secret, step });
    await noteOf(work.tx, person, { at: now, who: link.made_by, what: 'account-made', about: person });
    return done({ recoveryCodes: [...recoveryCodes], pin: ready?.slip.pin ?? null });
  });
  if (made.ok) await startOfficeSession(parts, person, reply);
  return made;
}

/** Nurseries that were tried before belong to her programme from now on. */
async function enterLead(work: Work, ready: ReadyPerson, now: number): Promise<void> {
  const programme = ready.prepared.home;
  await enterReady(work, ready, now);
  const joined = (await work.tx.selectFrom('programme_nurseries').select('nursery').execute()).map(({ nursery }) => nursery);
  const all = await work.tx.selectFrom('nurseries').select('id').execute();
  for (const { id } of all.filter(({ id }) => !joined.includes(id))) await joinProgrammeIn(work.tx, { programme, nursery: id });
}

export function linkRoutes(app: FastifyInstance, parts: LinkRouteParts): void {
  openPost(app, {
    ...{
      path: office.lookAtLinkPath,
      summary: 'What a link of the office is for',
      takes: office.linkRequestSchema,
      gives: office.linkSchema,
    },
    act: ({ body }) => look(parts, body.token),
  });
  openPost(app, {
    ...{
      path: office.beginAccountPath,
      summary: 'A secret for the authenticator',
      takes: office.linkRequestSchema,
      gives: office.factorSchema,
    },
    act: ({ body }) => beginAccount(parts, body.token),
  });
  openPost(app, {
    ...{
      path: office.finishAccountPath,
      summary: 'Make the account of a link',
      takes: office.finishAccountSchema,
      gives: office.accountSchema,
    },
    act: asked => finishAccount(parts, asked),
  });
}
