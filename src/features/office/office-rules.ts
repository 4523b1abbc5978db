// Who may do what in the office: pure, deny by default. A leader acts in her nurseries, a programme lead in those of her programme.
import type { OfficeRole } from './office-protocol';

/** Somebody who is signed in, with everything that she is now. */
export interface Actor {
  readonly person: string;
  readonly name: string;
  /** The most that she is. */
  readonly role: OfficeRole;
  /** Nurseries that she leads herself. */
  readonly leads: readonly string[];
  /** The programme that she leads. */
  readonly programme: string | null;
  /** Every nursery that she may see: those she leads, those of her programme, those in which she mentors. */
  readonly sees: readonly string[];
  /** Of these, the nurseries of her programme. */
  readonly inProgramme: readonly string[];
}

/** What is done to a nursery, or in it. */
export const nurseryActs = [
  'see',
  'rename',
  'rooms',
  'add-people',
  'change-people',
  'invite',
  'tablets',
  'join-people',
  'mentoring',
  'own-links',
  'baby-report',
  'nursery-export',
  'fetch-export',
  'reopen',
] as const;
export type NurseryAct = (typeof nurseryActs)[number];

/** What a programme lead alone does there. */
const forLeadsAlone: readonly NurseryAct[] = ['join-people', 'mentoring'];

/** What shows what she may read as a leader alone: leading the programme gives nobody a word about a baby. */
const forItsLeadersAlone: readonly NurseryAct[] = ['baby-report', 'fetch-export'];

export type Ruling = 'may' | 'not-allowed' | 'not-found';

/** Outside her scope nothing is there; inside, a mentor sees and changes nothing. */
export function rulingIn(actor: Actor, nursery: string, act: NurseryAct): Ruling {
  if (!actor.sees.includes(nursery)) return 'not-found';
  if (forItsLeadersAlone.includes(act)) return actor.leads.includes(nursery) ? 'may' : 'not-allowed';
  if (actor.inProgramme.includes(nursery)) return 'may';
  return actor.leads.includes(nursery) && !forLeadsAlone.includes(act) ? 'may' : 'not-allowed';
}

/** What is done to the programme itself: its nurseries, its mentors and leads. */
export const rulingInProgramme = ({ programme }: Actor): Ruling => (programme === null ? 'not-allowed' : 'may');

/** Somebody of whom an act of the office speaks. */
export interface Person {
  readonly id: string;
  /** The programme (or nursery) that her own records belong to. */
  readonly home: string;
  /** What she is outside nurseries. */
  readonly outside: string | null;
  readonly works: readonly { readonly nursery: string; readonly role: string; readonly room: string | null }[];
  readonly hasAccount: boolean;
}

const ranks = ['educator', 'leader', 'mentor', 'programme-lead'];
const rankOf = (role: string | null): number => ranks.indexOf(role ?? '');

export const mostOf = ({ outside, works }: Pick<Person, 'outside' | 'works'>): string | null =>
  [outside, ...works.map(({ role }) => role)].reduce((most, role) => (rankOf(role) > rankOf(most) ? role : most), null);

/** Whether she is in the actor's scope at all. */
const seesPerson = (actor: Actor, person: Person): boolean =>
  person.id === actor.person ||
  person.works.some(({ nursery }) => actor.sees.includes(nursery)) ||
  (person.outside !== null && actor.programme !== null && person.home === actor.programme);

/** Whether everything that she is lies within what the actor leads: nobody gains a foreign nursery by way of somebody who works in both. */
const leadsAllOf = ({ leads, inProgramme, programme }: Actor, { works, outside, home }: Person): boolean =>
  works.every(({ nursery }) => leads.includes(nursery) || inProgramme.includes(nursery)) && (outside === null || home === programme);

/** Changing what somebody is: never herself, never somebody above her. A leader changes another leader of her nursery. */
export function rulingOn(actor: Actor, person: Person): Ruling {
  if (!seesPerson(actor, person)) return 'not-found';
  if (person.id === actor.person) return 'not-allowed';
  return rankOf(mostOf(person)) <= rankOf(actor.role) && actor.role !== 'mentor' ? 'may' : 'not-allowed';
}

/** Ending everything that she is: whoever leads all of it. */
export function rulingOnWhole(actor: Actor, person: Person): Ruling {
  const ruling = rulingOn(actor, person);
  return ruling === 'may' && !leadsAllOf(actor, person) ? 'not-allowed' : ruling;
}

/**
 * A new PIN for somebody who has forgotten hers, in a nursery where she works: by whoever leads it or its programme, never for herself.
 * It takes two of them (two-people.ts), of whom one at least may decide about all that she is.
 */
export function rulingOnReopening(actor: Actor, person: Person, nursery: string): Ruling {
  const ruling = rulingIn(actor, nursery, 'reopen');
  if (ruling !== 'may') return ruling;
  return person.works.some(one => one.nursery === nursery) ? rulingOn(actor, person) : 'not-found';
}

/** Handing out an account. Who has one already is invited anew only by somebody above her: otherwise equals took over each other's. */
export function rulingOnInviting(actor: Actor, person: Person): Ruling {
  const ruling = rulingOnWhole(actor, person);
  const isBelow = rankOf(mostOf(person)) < rankOf(actor.role);
  return ruling === 'may' && !isBelow && person.hasAccount ? 'not-allowed' : ruling;
}

/** Closing an account: somebody above her, within her scope. */
export function rulingOnClosing(actor: Actor, person: Person): Ruling {
  const ruling = rulingOnWhole(actor, person);
  return ruling === 'may' && rankOf(mostOf(person)) >= rankOf(actor.role) ? 'not-allowed' : ruling;
}

/** An educator never signs in to the office. */
export const signsIn = (person: Pick<Person, 'outside' | 'works'>): boolean => rankOf(mostOf(person)) >= rankOf('leader');
