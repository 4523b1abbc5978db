// A new PIN for somebody who has forgotten hers: two people who lead, and 72 hours; and one's own, at once, for passphrase and second factor.
import type { FastifyInstance } from 'fastify';
import type * as v from 'valibot';
import { accountOf, isPassphrase } from '../../server/accounts';
import type { Database, Writing } from '../../server/database';
import { drawPin, giveNewPin } from '../../server/new-pin';
import { loadActor, loadPerson } from '../../server/office-people';
import type { OfficeGuards } from '../../server/office-sessions';
import {
  agreeToReopening,
  askForReopening,
  endReopening,
  type KnownReopening,
  reopeningOf,
  standingReopenings,
  whyNoSlip,
} from '../../server/reopening';
import { printCard } from '../../server/reopening-cards';
import { countTry, forgetTries, proofCounts } from '../../server/throttles';
import { serverCounter } from '../audit/audit';
import { nothingSchema, type PinSlip } from './office-protocol';
import {
  type Asked,
  cannot,
  deniedBy,
  done,
  homeOf,
  mustWait,
  noteIn,
  type OfficeRouteParts,
  type Outcome,
  officePost,
} from './office-route.server';
import { type Actor, type Person, rulingOnReopening, rulingOnWhole } from './office-rules';
import { reopeningPace, youngestAccount } from './reopening';
import * as wire from './reopening-protocol';
import { slipsSchema } from './staff-protocol';
import { mayAgree, overAt, readyAt, standingOf } from './two-people';

type Slips = Outcome<{ slips: PinSlip[] }>;
type Step = Asked<v.InferOutput<typeof wire.reopeningRequestSchema>>;

const notFound = { ok: false, trouble: 'not-found' } as const;

/** Whether her account is old enough for her word to count. */
async function isGrown(db: Database | Writing, person: string, now: number): Promise<boolean> {
  const account = await accountOf(db, person);
  return account !== undefined && account.made_at + youngestAccount <= now;
}

interface Standing {
  readonly known: KnownReopening;
  readonly person: Person & { readonly name: string };
}

/** What the id names, where she may do something about it; outside of that there is nothing, as always. */
async function standingFor(parts: OfficeRouteParts, { body, who: { actor } }: Step): Promise<Standing | Outcome<never>> {
  const known = await reopeningOf(parts.db, body.id);
  const person = known && (await loadPerson(parts.db, known.person, parts.clock()));
  if (!known || !person) return notFound;
  return deniedBy(rulingOnReopening(actor, person, known.nursery)) ?? { known, person };
}

const isStanding = (found: Standing | Outcome<never>): found is Standing => 'known' in found;

async function ask(parts: OfficeRouteParts, { body, who: { actor } }: Asked<v.InferOutput<typeof wire.askReopeningSchema>>) {
  const person = await loadPerson(parts.db, body.person, parts.clock());
  const denied = deniedBy(person ? rulingOnReopening(actor, person, body.nursery) : 'not-found');
  if (denied) return body.person === actor.person && denied.ok === false && denied.trouble === 'not-allowed' ? cannot('own-role') : denied;
  return parts.db.transaction().execute(async (tx): Promise<Outcome<object>> => {
    const now = parts.clock();
    if (!(await isGrown(tx, actor.person, now))) return cannot('account-too-new');
    const asked = await askForReopening(tx, { ...body, by: actor.person }, now);
    if (!asked.ok) return cannot(asked.trouble);
    await noteIn(tx, { at: now, who: actor.person, what: 'reopening-asked', about: body.person, counter: body.nursery });
    return done({});
  });
}

/** One of the two at least leads everything that she is: her PIN opens more than this nursery where she works elsewhere as well. */
async function leadsWhole(tx: Writing, people: readonly string[], person: Person, now: number): Promise<boolean> {
  for (const one of people) {
    const actor = await loadActor(tx, one, now);
    if (actor && rulingOnWhole(actor, person) === 'may') return true;
  }
  return false;
}

async function agree(parts: OfficeRouteParts, step: Step): Promise<Outcome<object>> {
  const found = await standingFor(parts, step);
  if (!isStanding(found)) return found;
  const { person: by } = step.who.actor;
  const { known, person } = found;
  return parts.db.transaction().execute(async (tx): Promise<Outcome<object>> => {
    const now = parts.clock();
    if (by !== known.askedBy && !(await isGrown(tx, by, now))) return cannot('account-too-new');
    if (by !== known.askedBy && !(await leadsWhole(tx, [known.askedBy, by], person, now))) return { ok: false, trouble: 'not-allowed' };
    const agreed = await agreeToReopening(tx, known.id, by, now);
    if (!agreed.ok) return cannot(agreed.trouble);
    await noteIn(tx, { at: now, who: by, what: 'reopening-agreed', about: person.id, counter: known.nursery });
    return done({});
  });
}

const isOneOfTwo = ({ askedBy, agreedBy }: KnownReopening, { person }: Actor): boolean => person === askedBy || person === agreedBy;

async function withdraw(parts: OfficeRouteParts, step: Step): Promise<Outcome<object>> {
  const found = await standingFor(parts, step);
  if (!isStanding(found)) return found;
  const { actor } = step.who;
  if (!isOneOfTwo(found.known, actor)) return { ok: false, trouble: 'not-allowed' };
  return parts.db.transaction().execute(async (tx): Promise<Outcome<object>> => {
    const now = parts.clock();
    if (!(await endReopening(tx, found.known.id, now))) return cannot('reopening-over');
    const line = { at: now, who: actor.person, about: found.person.id, counter: found.known.nursery };
    await noteIn(tx, { ...line, what: 'reopening-withdrawn' });
    return done({});
  });
}

async function slip(parts: OfficeRouteParts, step: Step): Promise<Slips> {
  const found = await standingFor(parts, step);
  if (!isStanding(found)) return found;
  const { actor } = step.who;
  if (!isOneOfTwo(found.known, actor)) return { ok: false, trouble: 'not-allowed' };
  const { pin, stretched } = await drawPin();
  const { id, name } = found.person;
  return parts.db.transaction().execute(async (tx): Promise<Slips> => {
    const now = parts.clock();
    const why = await whyNoSlip(tx, found.known.id, now);
    if (why) return cannot(why);
    if (!(await giveNewPin(parts, tx, id, { ...stretched, isHanded: true }, now))) return notFound;
    const card = await printCard(tx, id, now);
    await noteIn(tx, { at: now, who: actor.person, what: 'pin-by-two', about: id, counter: found.known.nursery });
    return done({ slips: [{ id, name, pin, card }] });
  });
}

/** Her session and a fresh second factor alone are a desk that she has left: the passphrase is asked as well. */
async function ownPin(parts: OfficeRouteParts, { body, who: { actor } }: Asked<{ passphrase: string }>): Promise<Slips> {
  const counts = proofCounts(actor.person);
  const wait = await countTry(parts, counts);
  if (wait !== null) return mustWait(wait);
  const account = await accountOf(parts.db, actor.person);
  if (!account || !(await isPassphrase(parts, account, body.passphrase))) return cannot('passphrase-wrong');
  await forgetTries(parts, counts);
  const { pin, stretched } = await drawPin();
  return parts.db.transaction().execute(async (tx): Promise<Slips> => {
    const now = parts.clock();
    if (!(await giveNewPin(parts, tx, actor.person, stretched, now))) return notFound;
    const counter = (await homeOf(tx, actor.person)) ?? serverCounter;
    await noteIn(tx, { at: now, who: actor.person, what: 'own-pin-made', counter });
    return done({ slips: [{ id: actor.person, name: actor.name, pin, card: null }] });
  });
}

/** What stands for her as this actor sees it; null: nothing, or nothing of the actor's business. */
export async function shownReopening(parts: OfficeRouteParts, actor: Actor, person: Person): Promise<wire.ShownReopening | null> {
  const now = parts.clock();
  const known = (await standingReopenings(parts.db, [person.id], now)).get(person.id);
  if (!known || rulingOnReopening(actor, person, known.nursery) !== 'may') return null;
  const standing = standingOf(known, reopeningPace, now);
  if (standing === 'over' || standing === 'stopped') return null;
  const ids = [known.askedBy, known.agreedBy].filter(id => id !== null);
  const rows = await parts.db.selectFrom('people').select(['id', 'name']).where('id', 'in', ids).execute();
  const nameOf = (id: string) => rows.find(row => row.id === id)?.name ?? '';
  return {
    ...{ id: known.id, standing, askedBy: nameOf(known.askedBy), askedAt: known.askedAt },
    agreedBy: known.agreedBy === null ? null : nameOf(known.agreedBy),
    ...{ from: readyAt(known, reopeningPace), until: overAt(known, reopeningPace) },
    mayAgree: standing === 'asked' && mayAgree(known, actor.person),
    isOneOfTwo: isOneOfTwo(known, actor),
  };
}

export function reopeningRoutes(app: FastifyInstance, guards: OfficeGuards, parts: OfficeRouteParts): void {
  const gives = slipsSchema;
  const takes = wire.reopeningRequestSchema;
  officePost(app, guards, {
    ...{ path: wire.askReopeningPath, summary: 'Somebody has forgotten her PIN', takes: wire.askReopeningSchema, gives: nothingSchema },
    guard: 'proven',
    act: asked => ask(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: wire.agreeReopeningPath, summary: 'A second person agrees to a new PIN', takes, gives: nothingSchema, guard: 'proven' },
    act: asked => agree(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: wire.withdrawReopeningPath, summary: 'One of the two takes it back', takes, gives: nothingSchema, guard: 'proven' },
    act: asked => withdraw(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: wire.reopeningSlipPath, summary: 'The slip with the new PIN, once', takes, gives, guard: 'proven' },
    act: asked => slip(parts, asked),
  });
  officePost(app, guards, {
    ...{ path: wire.ownPinPath, summary: 'A new PIN for herself', takes: wire.ownPinSchema, gives, guard: 'proven' },
    act: asked => ownPin(parts, asked),
  });
}
