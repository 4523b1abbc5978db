// Who signs in to the office: invitations by a one-use link, and ending an account.

import type { FastifyInstance } from 'fastify';
import { noteOf } from '../../server/account-trail';
import { closeAccount } from '../../server/accounts';
import { asOffice } from '../../server/office';
import { makeInvitation, withdrawInvitation } from '../../server/office-links';
import { loadPerson } from '../../server/office-people';
import type { OfficeGuards } from '../../server/office-sessions';
import type { AuditAct } from '../audit/audit';
import { nothingSchema } from './office-protocol';
import { type Asked, cannot, deniedBy, done, type OfficeRouteParts, type Outcome, officePost } from './office-route.server';
import { type Actor, type Person, type Ruling, rulingOnClosing, rulingOnInviting, signsIn } from './office-rules';
import * as staff from './staff-protocol';

type AboutSomebody = Asked<{ person: string }>;

interface Judged {
  readonly person: Person;
  readonly denied: Outcome<never> | null;
}

async function judge(
  parts: OfficeRouteParts,
  actor: Actor,
  id: string,
  rule: (actor: Actor, person: Person) => Ruling,
): Promise<Judged | null> {
  const person = await loadPerson(parts.db, id, parts.clock());
  return person && { person, denied: deniedBy(rule(actor, person)) };
}

async function invite(
  parts: OfficeRouteParts,
  { body, who: { actor } }: AboutSomebody,
): Promise<Outcome<{ token: string; until: number }>> {
  const judged = await judge(parts, actor, body.person, rulingOnInviting);
  if (!judged || judged.denied) return judged?.denied ?? { ok: false, trouble: 'not-found' };
  if (!signsIn(judged.person)) return cannot('not-somebody-who-signs-in');
  return asOffice(parts, async ({ tx }, now) => {
    const made = await makeInvitation(tx, { person: body.person, madeBy: actor.person, now });
    await noteOf(tx, body.person, { at: now, who: actor.person, what: 'invited', about: body.person });
    return done(made);
  });
}

/** `run` gives whether there was something to end. */
async function end(
  parts: OfficeRouteParts,
  { body, who: { actor } }: AboutSomebody,
  { rule, what, run }: { rule: typeof rulingOnClosing; what: AuditAct; run: typeof withdrawInvitation },
): Promise<Outcome<object>> {
  const judged = await judge(parts, actor, body.person, rule);
  if (!judged || judged.denied) return judged?.denied ?? { ok: false, trouble: 'not-found' };
  return asOffice(parts, async ({ tx }, now) => {
    if (!(await run(tx, body.person))) return cannot('is-so-already');
    await noteOf(tx, body.person, { at: now, who: actor.person, what, about: body.person });
    return done({});
  });
}

export function invitationRoutes(app: FastifyInstance, guards: OfficeGuards, parts: OfficeRouteParts): void {
  const takes = staff.personRequestSchema;
  officePost(app, guards, {
    ...{ path: staff.invitePath, summary: 'Invite somebody to the office', takes, gives: staff.invitationSchema, guard: 'proven' },
    act: asked => invite(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: staff.withdrawInvitationPath, summary: 'Take an invitation back', takes, gives: nothingSchema, guard: 'signedIn' },
    act: asked => end(parts, asked, { rule: rulingOnInviting, what: 'invitation-withdrawn', run: withdrawInvitation }),
  });
  officePost(app, guards, {
    ...{ path: staff.closeAccountPath, summary: 'End somebody’s account', takes, gives: nothingSchema, guard: 'proven' },
    act: asked => end(parts, asked, { rule: rulingOnClosing, what: 'account-closed', run: closeAccount }),
  });
}
