// Who may do what in the office, cell by cell: each kind of actor on each kind of person, each act in each nursery.
import { describe, expect, test } from 'vitest';
import {
  type Actor,
  nurseryActs,
  type Person,
  type Ruling,
  rulingIn,
  rulingInProgramme,
  rulingOn,
  rulingOnClosing,
  rulingOnInviting,
  rulingOnReopening,
  rulingOnWhole,
} from '../../src/features/office/office-rules';

const nobody = { name: '', leads: [], programme: null, sees: [], inProgramme: [] };
const actors = {
  leader: { ...nobody, person: 'me', role: 'leader', leads: ['own'], sees: ['own'] },
  mentor: { ...nobody, person: 'me', role: 'mentor', sees: ['own'] },
  'programme lead': {
    ...nobody,
    person: 'me',
    role: 'programme-lead',
    programme: 'p',
    sees: ['own', 'second'],
    inProgramme: ['own', 'second'],
  },
} as const satisfies Record<string, Actor>;
type Who = keyof typeof actors;

const works = (...where: readonly (readonly [nursery: string, role: string])[]) =>
  where.map(([nursery, role]) => ({ nursery, role, room: null }));
const person = (id: string, where: Person['works'], outside: string | null = null, home = 'own'): Person => ({
  id,
  home,
  outside,
  works: where,
  hasAccount: false,
});
const people = {
  'an educator': person('a', works(['own', 'educator'])),
  'a leader': person('b', works(['own', 'leader'])),
  'a leader here who leads elsewhere': person('c', works(['own', 'educator'], ['foreign', 'leader'])),
  'somebody elsewhere': person('d', works(['foreign', 'educator'])),
  'a mentor of the programme': person('e', [], 'mentor', 'p'),
  'a mentor of another': person('f', [], 'mentor', 'q'),
  'a programme lead who works here': person('g', works(['own', 'educator']), 'programme-lead', 'p'),
  'another lead of the programme': person('h', [], 'programme-lead', 'p'),
  herself: person('me', works(['own', 'leader']), 'programme-lead', 'p'),
} satisfies Record<string, Person>;

const [may, no, none] = ['may', 'not-allowed', 'not-found'] as const satisfies readonly Ruling[];
type Cell = readonly [changing: Ruling, ending: Ruling, inviting: Ruling, invitingAnew: Ruling, closing: Ruling];
const all = (ruling: Ruling): Cell => [ruling, ruling, ruling, ruling, ruling];

/** Per person: for a leader, a mentor, a programme lead. */
const table: Record<keyof typeof people, readonly [Cell, Cell, Cell]> = {
  'an educator': [all(may), all(no), all(may)],
  'a leader': [[may, may, may, no, no], all(no), all(may)],
  'a leader here who leads elsewhere': [[may, no, no, no, no], all(no), [may, no, no, no, no]],
  'somebody elsewhere': [all(none), all(none), all(none)],
  'a mentor of the programme': [all(none), all(none), all(may)],
  'a mentor of another': [all(none), all(none), all(none)],
  'a programme lead who works here': [all(no), all(no), [may, may, may, no, no]],
  'another lead of the programme': [all(none), all(none), [may, may, may, no, no]],
  herself: [all(no), all(no), all(no)],
};

const who = Object.keys(actors) as Who[];
describe.each(Object.keys(people) as (keyof typeof people)[])('on %s', name => {
  test.each(who)('a %s rules as the table says', one => {
    const [actor, target] = [actors[one], people[name]];
    const known = { ...target, hasAccount: true };
    const found = [rulingOn(actor, target), rulingOnWhole(actor, target), rulingOnInviting(actor, target)];
    expect([...found, rulingOnInviting(actor, known), rulingOnClosing(actor, known)]).toEqual(table[name][who.indexOf(one)]);
  });
});

const onlyLeads = ['join-people', 'mentoring'];
const onlyItsLeaders = ['baby-report', 'fetch-export'];
describe.each(nurseryActs)('%s', act => {
  test('is allowed in the own nursery to a leader and a programme lead, or to one of the two alone', () => {
    expect(rulingIn(actors.leader, 'own', act)).toBe(onlyLeads.includes(act) ? no : may);
    expect(rulingIn(actors['programme lead'], 'own', act)).toBe(onlyItsLeaders.includes(act) ? no : may);
    expect(rulingIn(actors.mentor, 'own', act)).toBe(no);
  });

  test('finds no nursery outside the scope', () => {
    for (const one of who) expect(rulingIn(actors[one], 'foreign', act)).toBe(none);
    expect([rulingIn(actors.leader, 'second', act), rulingIn(actors.mentor, 'second', act)]).toEqual([none, none]);
    expect(rulingIn(actors['programme lead'], 'second', act)).toBe(onlyItsLeaders.includes(act) ? no : may);
  });
});

describe('a new PIN for somebody who has forgotten hers', () => {
  const cells: readonly (readonly [keyof typeof people, string, readonly Ruling[]])[] = [
    ['an educator', 'own', [may, no, may]],
    ['a leader', 'own', [may, no, may]],
    ['a leader here who leads elsewhere', 'own', [may, no, may]],
    ['a leader here who leads elsewhere', 'foreign', [none, none, none]],
    ['an educator', 'second', [none, none, none]],
    ['somebody elsewhere', 'own', [none, no, none]],
    ['a programme lead who works here', 'own', [no, no, may]],
    ['a mentor of the programme', 'own', [none, no, none]],
    ['herself', 'own', [no, no, no]],
  ];
  test.each(cells)('is for whoever leads %s in %s, or its programme, and never for herself', (name, nursery, ruled) => {
    expect(who.map(one => rulingOnReopening(actors[one], people[name], nursery))).toEqual(ruled);
  });
});

test('the programme is its lead’s alone', () => {
  expect(who.map(one => rulingInProgramme(actors[one]))).toEqual([no, no, may]);
});
