// The office at work: nurseries, rooms, people one by one and by list, roles, mentors, invitations; each within its scope, each with a line in the trail.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as office from '../../src/features/office/office-protocol';
import * as staff from '../../src/features/office/staff-protocol';
import { peopleOfTablet } from '../../src/server/tablets';
import { type Browser, type Desk, openDesk, osier, programme, quince } from '../support/office-desk';

let desk: Desk;
let [denise, helen, ruth]: Browser[] = [];
const lead = () => denise!;
const leader = () => helen!;
const mentor = () => ruth!;
beforeEach(async () => {
  desk = await openDesk();
  [denise, helen, ruth] = [await desk.signedIn('denise'), await desk.signedIn('helen'), await desk.signedIn('ruth')];
});
afterEach(() => desk.stop());

const done = { ok: true, value: {} };
const notFound = { refusal: 'not-found' };
const notAllowed = { refusal: 'not-allowed' };
const given = (answer: { readonly body: { readonly value?: never } }): Record<string, unknown> => Object(answer.body.value);
const namesIn = async (browser: Browser, nursery = quince) =>
  (given(await browser.get(`${staff.nurseryPeoplePath}?nursery=${nursery}`)).people as readonly staff.Staff[])?.map(({ name }) => name);
const tiles = async (nursery = quince) =>
  (await peopleOfTablet(desk.server, { nursery, person: null })).map(({ name, role, room }) => [name, role, room]);

describe('nurseries', () => {
  test('are seen by whoever leads them, leads their programme or mentors in them', async () => {
    const seen = async (browser: Browser) =>
      (given(await browser.get(staff.nurseriesPath)).nurseries as readonly staff.OfficeNursery[]).map(({ id, people }) => [id, people]);
    expect(await seen(leader())).toEqual([[quince, 3]]);
    expect(await seen(mentor())).toEqual([[quince, 3]]);
    expect(await seen(lead())).toEqual([
      [osier, 2],
      [quince, 3],
    ]);
  });

  test('are added with their rooms by a programme lead alone, and belong to her programme', async () => {
    const wanted = { name: ' Larch  Fold ', rooms: ['Acorns', 'Catkins'] };
    expect((await leader().post(staff.addNurseryPath, wanted)).body).toEqual(notAllowed);
    const { id } = given(await lead().post(staff.addNurseryPath, wanted));
    const made = (given(await lead().get(staff.nurseriesPath)).nurseries as readonly staff.OfficeNursery[]).find(one => one.id === id);
    expect(made).toMatchObject({ name: 'Larch Fold', rooms: [{ name: 'Acorns' }, { name: 'Catkins' }], people: 0 });
    expect((await lead().post(staff.addNurseryPath, { ...wanted, name: 'LARCH FOLD' })).body.trouble).toBe('name-taken');
  });

  test('and rooms are renamed and rooms added within the scope', async () => {
    expect((await leader().post(staff.renameNurseryPath, { nursery: quince, name: 'Quince' })).body).toEqual(done);
    expect((await leader().post(staff.addRoomPath, { nursery: quince, name: 'wrens' })).body.trouble).toBe('name-taken');
    const { id } = given(await leader().post(staff.addRoomPath, { nursery: quince, name: 'Robins' }));
    expect((await leader().post(staff.renameRoomPath, { room: id, name: 'Wrens' })).body.trouble).toBe('name-taken');
    expect((await leader().post(staff.renameRoomPath, { room: id, name: 'Swifts' })).body).toEqual(done);
    expect((await leader().post(staff.renameRoomPath, { room: 'otters', name: 'Moles' })).body).toEqual(notFound);
    expect((await mentor().post(staff.renameNurseryPath, { nursery: quince, name: 'Mine' })).body).toEqual(notAllowed);
    expect((await leader().post(staff.renameNurseryPath, { nursery: osier, name: 'Mine' })).body).toEqual(notFound);
    expect(await desk.trail()).toEqual(expect.arrayContaining(['helen nursery-renamed', 'helen room-made', 'helen room-renamed']));
  });
});

describe('new people', () => {
  test('are on the tablets at once, with PINs that are told this one time', async () => {
    const people = [
      { name: 'Zara', role: 'educator', room: 'wrens' },
      { name: 'Tom', role: 'leader', room: null },
    ];
    const answer = await leader().post(staff.addPeoplePath, { nursery: quince, people });
    const { slips } = given(answer) as unknown as { slips: office.PinSlip[] };
    expect(slips.map(({ name, pin }) => [name, /^\d{6}$/.test(pin)])).toEqual([
      ['Zara', true],
      ['Tom', true],
    ]);
    expect(await tiles()).toEqual(
      expect.arrayContaining([
        ['Zara', 'educator', 'wrens'],
        ['Tom', 'leader', ''],
      ]),
    );
    const colours = await desk.server.db.selectFrom('people').select('hue').where('name', 'in', ['Zara', 'Tom']).execute();
    expect(new Set(colours.map(({ hue }) => hue)).size).toBe(2);
    expect(await desk.trail()).toContain(`helen person-added ${slips[0]?.id}`);
  });

  test('are known to their colleagues’ tablets by a record of their own', async () => {
    const people = [{ name: 'Zara', role: 'educator', room: 'wrens' }];
    const { slips } = given(await leader().post(staff.addPeoplePath, { nursery: quince, people })) as unknown as {
      slips: office.PinSlip[];
    };
    const rows = await desk.server.db.selectFrom('records').select(['kind', 'counter']).where('id', '=', slips[0]!.id).execute();
    expect(rows).toEqual([{ kind: 'colleague', counter: quince }]);
    const counter = await desk.server.db.selectFrom('counters').select('place').where('id', '=', quince).executeTakeFirst();
    expect(counter?.place).toBeGreaterThan(0);
  });

  test('with a name that is there, in a room that is not, without a name or without scope are not made', async () => {
    const add = async (browser: Browser, name: string, room: string | null = null, nursery = quince) =>
      (await browser.post(staff.addPeoplePath, { nursery, people: [{ name, role: 'educator', room }] })).body;
    expect((await add(leader(), 'AMINA')).trouble).toBe('name-taken');
    expect((await add(leader(), 'Zara', 'otters')).trouble).toBe('room-unknown');
    expect((await add(leader(), ' \u200B ')).trouble).toBe('name-missing');
    expect(await add(leader(), 'Zara', null, osier)).toEqual(notFound);
    expect(await add(mentor(), 'Zara')).toEqual(notAllowed);
    expect(await namesIn(leader())).toEqual(['Amina', 'Helen', 'Marcia']);
  });

  test('of a list are looked at first, and come all or not at all', async () => {
    const bad = { nursery: quince, text: 'Name,Role,Room\nZara,,Wrens\nTom,boss,\n' };
    const read = given(await leader().post(staff.readListPath, bad)) as unknown as staff.StaffList;
    expect(read.lines.map(({ line, troubles }) => [line, troubles])).toEqual([
      [2, []],
      [3, ['role-unknown']],
    ]);
    expect((await leader().post(staff.takeListPath, bad)).body.trouble).toBe('lines-to-mend');
    expect(await namesIn(leader())).toHaveLength(3);
    const good = { nursery: quince, text: bad.text.replace('boss', 'leader') };
    expect((given(await leader().post(staff.takeListPath, good)).slips as readonly unknown[]).length).toBe(2);
    expect(await namesIn(leader())).toEqual(['Amina', 'Helen', 'Marcia', 'Tom', 'Zara']);
    expect((await leader().post(staff.takeListPath, good)).body.trouble).toBe('lines-to-mend'); // pressed twice: they are there already
  });

  test('outside nurseries are made by a programme lead, and are seen by no leader', async () => {
    const wanted = { name: 'Nia', role: 'mentor' };
    expect((await leader().post(staff.addOutsidePath, wanted)).body).toEqual(notAllowed);
    expect((await leader().get(staff.outsidePeoplePath)).body).toEqual(notAllowed);
    expect((await lead().post(staff.addOutsidePath, wanted)).body.ok).toBe(true);
    const people = given(await lead().get(staff.outsidePeoplePath)).people as readonly staff.Staff[];
    expect(people.map(({ name, role, account }) => [name, role, account])).toEqual([
      ['Denise', 'programme-lead', 'has-one'],
      ['Nia', 'mentor', 'none'],
      ['Ruth', 'mentor', 'has-one'],
    ]);
  });
});

describe('what somebody is', () => {
  test('is changed by whoever leads her nursery, and her tablets see it', async () => {
    expect((await leader().post(staff.changeRolePath, { person: 'amina', nursery: quince, role: 'leader' })).body).toEqual(done);
    expect((await leader().post(staff.changeRoomPath, { person: 'amina', nursery: quince, room: null })).body).toEqual(done);
    expect(await tiles()).toContainEqual(['Amina', 'leader', '']);
    expect((await leader().post(staff.leavePath, { person: 'amina', nursery: quince })).body).toEqual(done);
    expect((await leader().post(staff.leavePath, { person: 'amina', nursery: quince })).body).toEqual(notFound);
    expect(await desk.trail()).toEqual(
      expect.arrayContaining(['helen role-changed amina', 'helen room-changed amina', 'helen person-left amina']),
    );
  });

  test('is never changed by herself, from outside, or by somebody below', async () => {
    const role = (person: string, nursery = quince) => ({ person, nursery, role: 'educator' });
    expect((await leader().post(staff.changeRolePath, role('helen'))).body.trouble).toBe('own-role');
    expect((await leader().post(staff.changeRolePath, role('ioana', osier))).body).toEqual(notFound);
    expect((await leader().post(staff.changeRolePath, role('ioana'))).body).toEqual(notFound);
    expect((await leader().post(staff.changeRolePath, role('denise'))).body).toEqual(notFound);
    expect((await mentor().post(staff.changeRolePath, role('amina'))).body).toEqual(notAllowed);
    await desk.server.db
      .insertInto('memberships')
      .values({ id: 'm', person: 'denise', nursery: quince, role: 'educator', room: null, until: null })
      .execute();
    expect((await leader().post(staff.changeRolePath, { ...role('denise'), role: 'leader' })).body).toEqual(notAllowed);
    expect((await leader().post(staff.leavePath, { person: 'amina', nursery: null })).body).toEqual(notAllowed);
  });

  test('in one more nursery is given by the programme lead, and the nursery’s key comes with it', async () => {
    const wanted = { person: 'amina', nursery: osier, role: 'educator', room: 'otters' };
    const before = await desk.server.db.selectFrom('people').select('wrap').where('id', '=', 'amina').executeTakeFirst();
    expect((await leader().post(staff.joinNurseryPath, { ...wanted, nursery: quince })).body).toEqual(notAllowed);
    expect((await lead().post(staff.joinNurseryPath, wanted)).body).toEqual(done);
    expect((await lead().post(staff.joinNurseryPath, wanted)).body.trouble).toBe('is-so-already');
    expect(await tiles(osier)).toContainEqual(['Amina', 'educator', 'otters']);
    const after = await desk.server.db.selectFrom('people').select('wrap').where('id', '=', 'amina').executeTakeFirst();
    expect(after?.wrap).not.toBe(before?.wrap);
  });

  test('ends altogether by the programme lead who leads all of it', async () => {
    expect((await lead().post(staff.leavePath, { person: 'ruth', nursery: null })).body).toEqual(done);
    expect((await mentor().get(office.mePath)).body).toEqual({ refusal: 'signed-out' });
    expect((await lead().post(staff.leavePath, { person: 'denise', nursery: null })).body.trouble).toBe('own-role');
  });
});

test('mentors are given and taken by the programme lead alone', async () => {
  const pair = { mentor: 'ruth', person: 'ioana', nursery: osier };
  const farida = await desk.signedIn('farida');
  expect((await farida.post(staff.beginMentoringPath, pair)).body).toEqual(notAllowed);
  expect((await lead().post(staff.beginMentoringPath, pair)).body).toEqual(done);
  expect((await lead().post(staff.beginMentoringPath, pair)).body.trouble).toBe('is-so-already');
  expect((await lead().post(staff.beginMentoringPath, { ...pair, mentor: 'helen' })).body).toEqual(notFound);
  expect((await lead().post(staff.endMentoringPath, pair)).body).toEqual(done);
  expect((await lead().post(staff.endMentoringPath, pair)).body.trouble).toBe('is-so-already');
  const still = await desk.server.db.selectFrom('mentorings').select('educator').where('until', 'is', null).execute();
  expect(still).toEqual([{ educator: 'amina' }]);
});

describe('accounts', () => {
  const invite = async (browser: Browser, person: string) => (await browser.post(staff.invitePath, { person })).body;

  test('are offered within the scope, to those who sign in, and shown in the list', async () => {
    expect((await invite(leader(), 'marcia')).ok).toBe(true);
    expect((await invite(leader(), 'amina')).trouble).toBe('not-somebody-who-signs-in');
    expect([await invite(leader(), 'farida'), await invite(leader(), 'denise')]).toEqual([notFound, notFound]);
    const people = given(await leader().get(`${staff.nurseryPeoplePath}?nursery=${quince}`)).people as readonly staff.Staff[];
    expect(people.map(({ name, account, mayChange, mentors }) => [name, account, mayChange, mentors])).toEqual([
      ['Amina', null, true, ['ruth']],
      ['Helen', 'has-one', false, []],
      ['Marcia', 'invited', true, []],
    ]);
  });

  test('that somebody has are offered anew and ended only by somebody above her', async () => {
    await desk.account('marcia');
    expect(await invite(leader(), 'marcia')).toEqual(notAllowed);
    expect((await leader().post(staff.closeAccountPath, { person: 'marcia' })).body).toEqual(notAllowed);
    expect((await invite(lead(), 'marcia')).ok).toBe(true);
    expect((await lead().post(staff.closeAccountPath, { person: 'helen' })).body).toEqual(done);
    expect((await leader().get(office.mePath)).body).toEqual({ refusal: 'signed-out' });
    expect((await lead().post(staff.closeAccountPath, { person: 'helen' })).body.trouble).toBe('is-so-already');
  });

  test('of somebody who leads elsewhere as well are not handed out by the leader of one place', async () => {
    await desk.server.db
      .insertInto('memberships')
      .values({ id: 'm', person: 'farida', nursery: quince, role: 'educator', room: null, until: null })
      .execute();
    expect(await invite(leader(), 'farida')).toEqual(notAllowed);
    expect((await invite(lead(), 'farida')).ok).toBe(true);
  });

  test('of another programme are not seen by this one’s lead', async () => {
    await desk.server.db
      .updateTable('people')
      .set({ home: `${programme}-2` })
      .where('id', '=', 'ruth')
      .execute();
    await desk.server.db.updateTable('programme_nurseries').set({ until: desk.server.clock() }).where('nursery', '=', osier).execute();
    expect([await invite(lead(), 'ruth'), await invite(lead(), 'farida')]).toEqual([notFound, notFound]);
    expect((await lead().get(`${staff.nurseryPeoplePath}?nursery=${osier}`)).body).toEqual(notFound);
  });
});
