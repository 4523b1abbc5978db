// The office's commands: what is typed does what it says, once, and anything else changes nothing.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { colleagueKind } from '../../src/features/roster/colleague';
import { peopleCommand, peopleUsage } from '../../src/main/people-commands.server';
import { enterBaby, standsIn, writeAs } from '../support/children';
import { freshRoom, type Room } from '../support/room';
import { type Server, startServer } from '../support/world';

let server: Server;
let room: Room;

beforeAll(async () => {
  server = await startServer();
  room = await freshRoom(server);
  const { first, nursery, name } = room;
  const set = { name: 'Kasia', role: 'educator', room: name, nursery: nursery.id, hue: 'teal' };
  await writeAs(server, first, [{ kind: colleagueKind, id: first.id, set }]);
});
afterAll(() => server.db.destroy());

/** What the operator reads; null: it was done. */
async function larkrise(...words: string[]): Promise<string | null> {
  server.now += 1_000;
  const command = peopleCommand(words);
  if (!command) throw new Error(`"${words.join(' ')}" is no command`);
  return command(server);
}

const memberships = () =>
  server.db.selectFrom('memberships').select(['role', 'room', 'until']).where('person', '=', room.first.id).orderBy('until').execute();

test('words that are no command, or too few or too many of them, are none', () => {
  const none = [
    '',
    'people',
    'people leave',
    'people leave a b c',
    'people role a n mentor',
    'baby move a',
    'toString x',
    'people toString',
  ];
  for (const line of none) expect(peopleCommand(line.split(' ')), line).toBeNull();
});

test('each command is named in the help', () => {
  const lines = peopleUsage.split('\n').map(line => line.split(' ').slice(1, 3).join(' '));
  expect(lines).toEqual([
    'people leave',
    'people join',
    'people move',
    'people role',
    'people mentoring-ends',
    'baby leave|return',
    'baby move',
    'programme join|leave',
    'event join|leave',
  ]);
});

test('somebody changes her room and her role, and how her colleagues see her changes with it', async () => {
  const { first, nursery, name } = room;
  const [, other = ''] = nursery.rooms;
  expect(await larkrise('people', 'move', first.id, nursery.id, other)).toBeNull();
  expect(await larkrise('people', 'move', first.id, nursery.id, other)).toBe('It is so already: nothing was changed.');
  expect(await larkrise('people', 'move', first.id, nursery.id, 'nowhere')).toBe('The nursery has no room of this id.');
  expect(await larkrise('people', 'role', first.id, nursery.id, 'leader')).toBeNull();
  expect(await larkrise('people', 'move', first.id, nursery.id, 'all')).toBeNull();
  expect(await larkrise('people', 'move', 'nobody', nursery.id, name)).toBe('There is nobody of this id.');
  const standing = (await memberships()).filter(({ until }) => until === null);
  expect(standing).toEqual([{ role: 'leader', room: null, until: null }]);
  expect((await memberships()).length).toBe(4); // what was before is kept with its end
  expect((await server.db.selectFrom('records').select('version').where('id', '=', first.id).executeTakeFirstOrThrow()).version).toBe(4);
});

test('who leaves is known to the leaders alone from then on', async () => {
  const { first, nursery } = room;
  expect(await standsIn(server, first.id)).toEqual([`mentoring:${first.id}@${nursery.id}`, `nursery:${nursery.id}`]);
  expect(await larkrise('people', 'leave', first.id, 'another-nursery')).toBe('She does not work there, so nothing was changed.');
  expect(await larkrise('people', 'leave', first.id)).toBeNull();
  expect(await standsIn(server, first.id)).toEqual([`leaders:${nursery.id}`]);
  expect((await memberships()).filter(({ until }) => until === null)).toEqual([]);
  const mentorings = await server.db.selectFrom('mentorings').select('until').where('educator', '=', first.id).execute();
  expect(mentorings.map(({ until }) => until)).toEqual([server.now]);
});

test('a mentor who leaves is nobody any more, and her educators are told to nobody', async () => {
  const { mentor, nursery } = room;
  await server.db.updateTable('people').set({ role: 'mentor' }).where('id', '=', mentor.id).execute();
  expect(await larkrise('event', 'join', 'picnic', `p-${nursery.id}`, mentor.id)).toBeNull();
  expect(await larkrise('people', 'leave', mentor.id)).toBeNull();
  expect(await larkrise('people', 'leave', mentor.id)).toBe('She does not work there, so nothing was changed.');
  const lasting = await server.db
    .selectFrom('mentorings')
    .select('id')
    .where('mentor', '=', mentor.id)
    .where('until', 'is', null)
    .execute();
  const events = await server.db.selectFrom('event_people').select('until').where('person', '=', mentor.id).execute();
  expect([lasting, events]).toEqual([[], [{ until: server.now - 1_000 }]]);
});

test('a baby moves, leaves and comes back', async () => {
  const { second, nursery, name } = room;
  const [, other = ''] = nursery.rooms;
  const child = await enterBaby(server, second, name, 'Zosia');
  const lines: readonly (readonly [string, string | null, string])[] = [
    [`move ${child} ${other}`, null, `room:${other}@${nursery.id}`],
    [`move ${child} ${other}`, 'It is so already: nothing was changed.', `room:${other}@${nursery.id}`],
    [`move ${child} elsewhere`, 'The nursery has no room of this id.', `room:${other}@${nursery.id}`],
    [`leave ${child}`, null, `leaders:${nursery.id}`],
    [`leave ${child}`, 'It is so already: nothing was changed.', `leaders:${nursery.id}`],
    [`return ${child}`, null, `room:${other}@${nursery.id}`],
  ];
  for (const [line, said, stands] of lines) {
    expect(await larkrise('baby', ...line.split(' ')), line).toBe(said);
    expect(await standsIn(server, child), line).toEqual([stands]);
  }
  expect(await larkrise('baby', 'leave', 'nobody')).toBe('There is no baby of this id.');
});

test('what has no place in a programme or an event is said in words', async () => {
  const { nursery, second } = room;
  expect(await larkrise('programme', 'join', 'autumn', 'no-nursery')).toBe('There is no nursery of this id.');
  expect(await larkrise('programme', 'join', 'autumn', nursery.id)).toBeNull();
  expect(await larkrise('programme', 'leave', 'autumn', nursery.id)).toBeNull();
  expect(await larkrise('programme', 'join', 'autumn', nursery.id)).toBeNull();
  expect(await larkrise('event', 'leave', 'picnic', 'autumn', second.id)).toBe('It is so already: nothing was changed.');
});

test('with trouble nothing of it stays', async () => {
  const { third, nursery } = room;
  await server.db.deleteFrom('people').where('id', '=', third.id).execute();
  const before = await server.db.selectFrom('memberships').selectAll().where('person', '=', third.id).execute();
  expect(await larkrise('people', 'move', third.id, nursery.id, 'all')).toBe('There is nobody of this id.');
  expect(await server.db.selectFrom('memberships').selectAll().where('person', '=', third.id).execute()).toEqual(before);
});
