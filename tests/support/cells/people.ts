// Everybody who can have to do with a nursery, and how each of them stands to what Amina of the Wrens makes.
import type { Standing } from '../../../src/main/who-may.server';

const rooms = { wrens: 'wrens', robins: 'robins' } as const;
export const quince = {
  nursery: 'quince-street',
  programme: 'early-words',
  event: 'picnic',
  ...rooms,
  rooms: Object.values(rooms),
} as const;
export const alder = { nursery: 'alder-row', programme: 'first-steps', finches: 'finches', rooms: ['finches'] } as const;

interface Works {
  readonly nursery: string;
  readonly role: 'educator' | 'leader';
  readonly room: string | null;
  readonly hasEnded?: true;
}

interface Mentors {
  readonly educator: string;
  readonly nursery: string;
  readonly hasEnded?: true;
}

export interface Given {
  readonly id: string;
  /** As a sentence calls her. */
  readonly as: string;
  /** To what Amina made in her room; that she made it herself is said apart. */
  readonly standings: readonly Exclude<Standing, 'author' | 'owner'>[];
  readonly home: string;
  readonly role?: 'mentor' | 'programme-lead';
  readonly works?: readonly Works[];
  readonly mentors?: readonly Mentors[];
}

const at = (nursery: string, role: Works['role'], room: string | null, hasEnded?: true): readonly Works[] => [
  hasEnded ? { nursery, role, room, hasEnded } : { nursery, role, room },
];
const { nursery, wrens, robins, programme } = quince;
const inNursery = ['belongs', 'nursery', 'programme'] as const;
const inRoom = [...inNursery, 'room'] as const;

const amina: Given = {
  ...{ id: 'amina', as: 'the educator who made it', standings: inRoom, home: nursery },
  works: at(nursery, 'educator', wrens),
};

/** Nobody of them is called twice; who has left did so two months ago. */
export const everybody: readonly Given[] = [
  amina,
  {
    ...{ id: 'kasia', as: 'a colleague of the room', standings: [...inRoom, 'event'], home: nursery },
    works: at(nursery, 'educator', wrens),
  },
  { id: 'tess', as: 'an educator of every room', standings: inRoom, home: nursery, works: at(nursery, 'educator', null) },
  { id: 'nia', as: 'a colleague of another room', standings: inNursery, home: nursery, works: at(nursery, 'educator', robins) },
  {
    ...{ id: 'zoe', as: 'a colleague of the room who is at home in another nursery', standings: inRoom, home: alder.nursery },
    works: [...at(nursery, 'educator', wrens), ...at(alder.nursery, 'educator', alder.finches)],
  },
  { id: 'helen', as: 'the leader', standings: [...inRoom, 'leader', 'answers'], home: nursery, works: at(nursery, 'leader', null) },
  {
    ...{ id: 'ruth', as: 'her mentor', standings: ['belongs', 'programme', 'mentor'], home: programme, role: 'mentor' },
    mentors: [{ educator: 'amina', nursery }],
  },
  {
    ...{ id: 'rosa', as: 'the mentor of a colleague', standings: ['belongs', 'programme'], home: programme, role: 'mentor' },
    mentors: [{ educator: 'nia', nursery }],
  },
  {
    ...{ id: 'rhea', as: 'a mentor elsewhere', standings: ['belongs'], home: alder.programme, role: 'mentor' },
    mentors: [{ educator: 'olga', nursery: alder.nursery }],
  },
  {
    ...{ id: 'lara', as: 'the mentor whom she had before', standings: ['belongs'], home: programme, role: 'mentor' },
    mentors: [{ educator: 'amina', nursery, hasEnded: true }],
  },
  { id: 'pia', as: 'the programme lead', standings: ['belongs', 'programme', 'lead'], home: programme, role: 'programme-lead' },
  { id: 'paul', as: 'the lead of another programme', standings: ['belongs'], home: alder.programme, role: 'programme-lead' },
  {
    ...{ id: 'olga', as: 'an educator of another nursery', standings: ['belongs'], home: alder.nursery },
    works: at(alder.nursery, 'educator', alder.finches),
  },
  {
    ...{ id: 'hugo', as: 'the leader of another nursery', standings: ['belongs'], home: alder.nursery },
    works: at(alder.nursery, 'leader', null),
  },
  { id: 'lena', as: 'somebody who has left the room', standings: [], home: nursery, works: at(nursery, 'educator', wrens, true) },
  { id: 'leo', as: 'a leader who has left', standings: [], home: nursery, works: at(nursery, 'leader', null, true) },
  { id: 'lin', as: 'a programme lead who has left', standings: [], home: programme },
  { id: 'nadia', as: 'somebody who belongs nowhere', standings: [], home: 'nowhere' },
];

/** Whose nurseries' shared tablets bring her what is hers: where she works now. */
export const worksAt = ({ works = [] }: Given, where: string): boolean => works.some(one => one.nursery === where && one.hasEnded !== true);
