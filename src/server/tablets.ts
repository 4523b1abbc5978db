// Tablets as the server knows them: codes that enrol one, challenges that prove one is itself, and whose tiles it shows.
import { type Clock, days, minutes } from '../kernel/clock';
import { ok, type Result, trouble } from '../kernel/result';
import { type PlaceNames, sessionText, type TabletPerson } from '../sync/tablet-protocol';
import { counterOfTablet, writeAuditSeldom } from './audit';
import type { Database } from './database';
import { isSignedBy } from './signatures';
import { hashOf, newSecret, type TabletRow } from './tablet-sessions';

export interface TabletParts {
  readonly db: Database;
  readonly clock: Clock;
}

export const codeMinutes = 10;
const challengeMinutes = 2;

export interface NewCode {
  readonly tabletName: string;
  /** A shared tablet's nursery; a personal one has a person instead. */
  readonly nursery: string | null;
  readonly person: string | null;
  /** Who made it in the office: what it enrols waits until the six digits were compared; without it, it waits for nobody. */
  readonly madeBy?: string;
}

/** A code for one tablet, ten minutes long; `forDemo` makes one that any number may use for a day. */
export async function makeEnrolmentCode({ db, clock }: TabletParts, wanted: NewCode, forDemo = false): Promise<string> {
  const code = newSecret();
  const lasts = minutes(forDemo ? 24 * 60 : codeMinutes);
  await db
    .insertInto('enrolment_codes')
    .values({
      code_hash: hashOf(code),
      tablet_name: wanted.tabletName,
      nursery: wanted.nursery,
      person: wanted.person,
      expires_at: clock() + lasts,
      reusable: forDemo ? 1 : 0,
      made_by: wanted.madeBy ?? null,
    })
    .execute();
  return code;
}

type Unproven = 'not-enrolled' | 'tablet-revoked';

async function standing({ db, clock }: TabletParts, id: string): Promise<Result<TabletRow, Unproven>> {
  const tablet = await db.selectFrom('tablets').selectAll().where('id', '=', id).executeTakeFirst();
  if (!tablet) return trouble('not-enrolled');
  if (tablet.revoked_at === null) return ok(tablet);
  await db.transaction().execute(async tx => {
    const line = { at: clock(), counter: await counterOfTablet(tx, id), who: 'tablet', what: 'tablet-turned-away' } as const;
    await writeAuditSeldom(tx, { ...line, about: id, tablet: id }, days(1));
  });
  return trouble('tablet-revoked');
}

/** A text to sign, once and within two minutes. */
export async function makeChallenge({ db, clock }: TabletParts, tablet: string): Promise<Result<string, Unproven>> {
  const known = await standing({ db, clock }, tablet);
  if (!known.ok) return known;
  const nonce = newSecret();
  await db.deleteFrom('tablet_challenges').where('expires_at', '<=', clock()).execute();
  await db
    .insertInto('tablet_challenges')
    .values({ nonce, tablet, expires_at: clock() + minutes(challengeMinutes) })
    .execute();
  return ok(nonce);
}

/** Whether the tablet signed a challenge of its own; the challenge is used up either way. */
export async function proveTablet(
  { db, clock }: TabletParts,
  proof: { readonly tablet: string; readonly nonce: string; readonly signature: Uint8Array },
): Promise<Result<TabletRow, Unproven>> {
  const used = await db
    .deleteFrom('tablet_challenges')
    .where('nonce', '=', proof.nonce)
    .where('tablet', '=', proof.tablet)
    .returning('expires_at')
    .executeTakeFirst();
  const known = await standing({ db, clock }, proof.tablet);
  if (!known.ok) return known;
  if (!used || used.expires_at <= clock()) return trouble('not-enrolled');
  const isProven = isSignedBy(known.value.public_key, sessionText(proof.tablet, proof.nonce), proof.signature);
  return isProven ? known : trouble('not-enrolled');
}

/** Mentors and programme leads have tablets of their own; they are guests on a nursery's. */
const guests = ['mentor', 'programme-lead'];

type TabletOf = Pick<TabletRow, 'nursery' | 'person'>;

/** Whose tiles this tablet shows, by name: everybody of its nursery, or its one person while she has a role at all. */
export async function peopleOfTablet({ db, clock }: TabletParts, tablet: TabletOf): Promise<TabletPerson[]> {
  const found = await db
    .selectFrom('people')
    .leftJoin('memberships', join =>
      join.onRef('memberships.person', '=', 'people.id').on(on => on.or([on('until', 'is', null), on('until', '>', clock())])),
    )
    .where(tablet.nursery ? 'memberships.nursery' : 'people.id', '=', tablet.nursery ?? tablet.person)
    .select(['people.id', 'name', 'hue', 'home', 'wrap', 'people.role as outside', 'memberships.role as inside', 'nursery', 'room'])
    .orderBy('people.name')
    .execute();
  const people = found.flatMap(({ outside, inside, nursery, room, ...one }) => {
    const role = tablet.nursery ? inside : (outside ?? inside);
    const isShown = role !== null && !(tablet.nursery && guests.includes(role));
    return isShown ? [{ ...one, role, nursery: nursery ?? '', room: room ?? '' }] : [];
  });
  return [...new Map(people.map(one => [one.id, one])).values()];
}

/** What the nurseries and rooms are called that are spoken of on this tablet: its own, or those in which its person works or mentors. */
export async function placesOfTablet({ db, clock }: TabletParts, { nursery, person }: TabletOf): Promise<PlaceNames> {
  const lasting = <Row extends { until: number | null }>({ until }: Row) => until === null || until > clock();
  const works = await db.selectFrom('memberships').select(['nursery', 'until']).where('person', '=', person).execute();
  const mentors = await db.selectFrom('mentorings').select(['nursery', 'until']).where('mentor', '=', person).execute();
  const ids = nursery ? [nursery] : [...new Set([...works, ...mentors].filter(lasting).map(one => one.nursery))];
  if (ids.length === 0) return { nurseries: [], rooms: [] };
  const nurseries = await db.selectFrom('nurseries').select(['id', 'name']).where('id', 'in', ids).orderBy('name').execute();
  const rooms = await db.selectFrom('rooms').select(['id', 'name']).where('nursery', 'in', ids).orderBy('name').execute();
  return { nurseries, rooms };
}
