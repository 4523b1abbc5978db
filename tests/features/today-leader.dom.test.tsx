// A leader's Today on a real tablet database: the fact that presses most, her rooms' boards, the modules on this tablet.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import type { Readiness } from '../../src/features/modules/readiness';
import { childKind } from '../../src/features/roster/child';
import { Babies } from '../../src/features/strengths-boards/Babies';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { TodayLeader } from '../../src/features/today/TodayLeader';
import { arrived } from '../support/arrived';
import { programmeOf, shelfWith, type TestShelf } from '../support/shelf';
import { unlocked } from '../support/unlocked';

const rooms = ['wrens', 'finches'];
const buckets = ['person:helen@quince-street', 'nursery:quince-street', ...rooms.map(room => `room:${room}@quince-street`)];
const programme = programmeOf(3);

let session: Session;
let shelf: TestShelf;

beforeEach(async () => {
  session = await unlocked({ id: 'helen', name: 'Helen', role: 'leader', buckets, told: 'told' });
  shelf = await shelfWith(session, programme);
  vi.stubGlobal('scrollTo', () => {});
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
  vi.unstubAllGlobals();
});

const babies = (names: readonly string[], room = 'wrens') =>
  arrived(
    session,
    childKind,
    names.map(name => ({
      id: `baby-${name}`,
      author: 'helen',
      bucket: `room:${room}@quince-street`,
      at: 1,
      row: { room, name, keyPerson: '', ageInMonths: 9, homeLanguage: '', face: '', standing: 'here' as const },
    })),
  );

const words = (name: string, side: 'family' | 'educator', count = 3, room = 'wrens') =>
  arrived(
    session,
    strengthWordKind,
    Array.from({ length: count }, (_, at) => ({
      id: `${name}-${side}-${at}`,
      author: 'kasia',
      bucket: `room:${room}@quince-street`,
      at,
      row: { child: `baby-${name}`, room, side, word: `a word ${at}`, standing: 'said' as const },
    })),
  );

const open = async () => {
  render(<TodayLeader session={session} shelf={shelf.shelf} />);
  return within((await screen.findAllByRole('heading', { level: 2 }))[0]!.parentElement!);
};

test('boards that wait for a family are the first thing said, with the babies’ names and the way to them', async () => {
  await babies(['Zosia', 'Liban', 'Mabel']);
  await Promise.all([words('Mabel', 'family'), words('Liban', 'family', 2), words('Zosia', 'educator')]);
  const card = await open();
  expect(card.getByRole('heading', { name: '2 boards wait for a word from the family' })).toBeTruthy();
  expect(card.getByText('Liban and Zosia')).toBeTruthy();
  expect(card.getByRole('link', { name: 'See the boards' }).getAttribute('href')).toBe('/babies?waiting=family');
});

test('of many names a few are said and the rest counted', async () => {
  await babies(['A', 'Ben', 'Cleo', 'Dora', 'Efe', '👶🏾 Sunny']);
  expect((await open()).getByText('👶🏾 Sunny, A, Ben and 3 more')).toBeTruthy();
});

test('a name from right to left keeps its direction to itself', async () => {
  await babies(['A', 'أمل', 'Oluwaseun-Alexandrina Featherstonehaugh Montgomery the 3rd']);
  const text = (await open()).getByText(/^A, /).textContent;
  expect(text).toBe('A, Oluwaseun-Alexandrina Featherstonehaugh Montgomery the 3rd and \u2068أمل\u2069');
});

test('once the families have spoken it is her own educators for whom boards wait', async () => {
  await babies(['Mabel']);
  await words('Mabel', 'family');
  expect((await open()).getByRole('heading', { name: '1 board waits for a word from the educators' })).toBeTruthy();
});

test('with every board full, the first module that is not here is said, and one tap fetches it', async () => {
  await shelf.hold(programme.modules.slice(0, 1), 'ready');
  const card = await open();
  expect(card.getByRole('heading', { name: 'Module 2 is not on this tablet yet' })).toBeTruthy();
  fireEvent.click(card.getByRole('button', { name: 'Fetch it now' }));
  await waitFor(() => expect(shelf.wanted).toContain(programme.modules[1]!.webcast.video.sha256));
  expect(await screen.findByRole('heading', { name: 'Module 2 is on its way to this tablet' })).toBeTruthy();
});

test('a module that cannot come without her help comes before everything, with the reason', async () => {
  await babies(['Mabel']);
  await shelf.hold(programme.modules.slice(2), 'failed', 'no-room');
  const card = await open();
  expect(card.getByRole('heading', { name: 'Module 3 could not be fetched' })).toBeTruthy();
  expect(card.getByText(/too full for it/)).toBeTruthy();
  expect(card.getByRole('button', { name: 'Try again' })).toBeTruthy();
});

test('when nothing presses it says so, and when nothing is here yet it says that', async () => {
  await shelf.hold(programme.modules, 'ready');
  expect((await open()).getByRole('heading', { name: 'Everything is ready' })).toBeTruthy();
  cleanup();
  await session.tablet.database.packs.clear();
  expect((await open()).getByRole('heading', { name: 'Nothing is here yet' })).toBeTruthy();
  expect(screen.queryByRole('heading', { name: 'Boards, room by room' })).toBeNull();
  expect(within(screen.getByRole('navigation', { name: 'Or one of these' })).queryAllByRole('link')).toEqual([]);
});

test('each room says by its own name how far its boards are, and each face leads to its board', async () => {
  const places = { nurseries: [], rooms: [{ id: 'wrens', name: 'The Wrens’ nest' }] };
  await session.tablet.database.settings.put({ name: 'places', value: places });
  await Promise.all([babies(['Mabel', 'Liban', 'Jeevan']), babies(['Nell'], 'finches')]);
  await Promise.all([words('Mabel', 'family'), words('Mabel', 'educator'), words('Liban', 'family', 1)]);
  await open();
  const wrens = within((await screen.findByRole('heading', { name: 'The Wrens’ nest' })).closest('.card') as HTMLElement);
  expect(wrens.getByText('1 complete · 1 begun · 1 not begun')).toBeTruthy();
  expect(wrens.getAllByRole('link').map(link => [link.textContent, link.getAttribute('href')])).toEqual([
    ['JJeevanNot begun', '/babies/baby-Jeevan'],
    ['LLiban5 words to come', '/babies/baby-Liban'],
    ['MMabelComplete', '/babies/baby-Mabel'],
  ]);
  expect(within(screen.getByRole('heading', { name: 'Finches' }).closest('.card') as HTMLElement).getByText('1 not begun')).toBeTruthy();
});

test('a room of sixty babies shows the first two dozen and the way to the others', async () => {
  await babies(Array.from({ length: 60 }, (_, at) => `Baby ${String(at).padStart(2, '0')}`));
  await open();
  expect(screen.getByRole('link', { name: '36 more babies' }).getAttribute('href')).toBe('/babies');
});

test('which modules play here is counted and said for each', async () => {
  await shelf.hold(programme.modules.slice(0, 1), 'ready');
  await open();
  expect(screen.getByText('1 of 3 play here without a network.')).toBeTruthy();
  const said = screen.getAllByRole('link', { name: /The module number/ }).map(link => link.textContent);
  expect(said).toEqual([
    '1The module number 1Ready on this tablet',
    '2The module number 2Not on this tablet yet',
    '3The module number 3Not on this tablet yet',
  ]);
});

test.each<[Readiness['state'], string]>([
  ['stopped', 'Module 1 is not on this tablet yet: it was stopped'],
  ['fetching', 'Module 1 is on its way to this tablet'],
])('a module that is %s is said to be so', async (state, title) => {
  await shelf.hold(programme.modules, state as 'stopped' | 'fetching');
  expect((await open()).getByRole('heading', { name: title })).toBeTruthy();
});

test('the babies whose boards wait come first when she follows the card', async () => {
  await babies(['Ada', 'Ben', 'Cleo']);
  await words('Ada', 'family');
  render(<Babies session={session} query={{ waiting: 'family' }} />);
  await screen.findByRole('heading', { name: 'Waiting for a word from the family' });
  const order = screen.getAllByRole('link').map(link => link.getAttribute('href'));
  expect(order).toEqual(['/babies/baby-Ben', '/babies/baby-Cleo', '/babies/baby-Ada']);
});
