// The list of everything she has kept: each thing by its name, with whose it is, since when and where, and nothing of anybody else's.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { keepTry } from '../../src/features/gap-tasks/gap-task.store';
import { noteProgress } from '../../src/features/modules/note-progress.store';
import { beginReflection, liveReflections, sendToMentor } from '../../src/features/reflections/reflection.store';
import { setAsideKind } from '../../src/sync/history/set-aside';
import { writeRecords } from '../../src/sync/outbox.store';
import { answerAll, takeAll } from '../support/outbox';
import { openSavedList, partOfList, sayAWord, writeReflection } from '../support/saved-list';
import { colleagueOf, unlocked } from '../support/unlocked';

let session: Session;
const nudge = vi.fn();
const onClose = vi.fn();

beforeEach(async () => {
  session = await unlocked();
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
  vi.unstubAllGlobals();
  vi.resetAllMocks();
});

/** What waits has reached the server and is not back yet. */
const arrived = () => answerAll(session.tablet.database);

test('nothing waits: it says so, and what will be listed here', async () => {
  openSavedList(session, { nudge, onClose });
  expect(await screen.findByText('Nothing of yours waits. Everything has reached the server.')).toBeTruthy();
  expect(await screen.findByText('What you write, try or watch is listed here from the first word on.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Save a copy as a file' })).toBeNull();
});

test('what waits is there with whose it is, since when and where it is, and can be sent now', async () => {
  await writeReflection(session, 'Mabel reached first.\nThen she laughed.');
  openSavedList(session, { nudge, onClose });
  const waits = await partOfList('Waits on this tablet');
  expect(waits.getByRole('heading', { name: 'Reflection' })).toBeTruthy();
  expect(waits.getByText('Mabel reached first.')).toBeTruthy();
  expect(waits.getByText('Amina')).toBeTruthy();
  expect(waits.getByText('since 23 November 2026, 7:24am')).toBeTruthy();
  expect(waits.getByText('Saved here')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try to send now' }));
  expect(nudge).toHaveBeenCalledOnce();
});

test('everything that she can keep is found under its name, and leads to where it lives', async () => {
  await writeReflection(session, 'Mabel reached first.');
  const { signal: listing, stop } = liveReflections(session);
  await waitFor(() => expect(listing.value?.items).toHaveLength(1));
  const [reflection] = listing.value?.items ?? [];
  stop();
  await sendToMentor(session, reflection!);
  await keepTry(session, { task: 'wait-longer', module: 'tuning-in', child: null, went: 'well', note: 'She waited for me.' });
  await sayAWord(session, 'curious', 'educator');
  await sayAWord(session, 'сонечко', 'family');
  await noteProgress(session, 'tuning-in', { position: 30, chapters: ['one'] }, undefined);
  openSavedList(session, { nudge, onClose });
  const waits = await partOfList('Waits on this tablet');
  const items = waits.getAllByRole('listitem').map(item => {
    const by = within(item);
    const whose = by.getByText(/^Amina/).firstChild?.textContent;
    return [by.getByRole('heading').textContent, whose, by.getByRole('link').getAttribute('href')].join(' | ');
  });
  expect(items.sort()).toEqual([
    'Gap task | Amina | /gap-tasks/tuning-in',
    `Reflection for your mentor | Amina | /reflections/${reflection?.id}`,
    `Reflection | Amina | /reflections/${reflection?.id}`,
    'Strengths word | Amina, for Mabel | /babies/mabel',
    'Strengths word | Amina, written down for Mabel’s family | /babies/mabel',
    'What you watched | Amina, on “Tuning in” | /learn/tuning-in',
  ]);
  fireEvent.click(waits.getAllByRole('link')[0]!);
  expect(onClose).toHaveBeenCalledOnce();
});

test('a baby whom this tablet cannot name is still a baby', async () => {
  await sayAWord(session, 'calm', 'educator', 'liban');
  await sayAWord(session, 'spokój', 'family', 'liban');
  openSavedList(session, { nudge, onClose });
  expect(await screen.findByText('Amina, for a baby')).toBeTruthy();
  expect(await screen.findByText('Amina, written down for a family')).toBeTruthy();
});

test('what has arrived is under "Sent", and no longer waits', async () => {
  await writeReflection(session, 'Mabel reached first.');
  await arrived();
  await writeReflection(session, 'Liban slept.');
  openSavedList(session, { nudge, onClose });
  expect((await partOfList('Sent')).getByText('Mabel reached first.')).toBeTruthy();
  expect((await partOfList('Sent')).getByText('written 23 November 2026, 7:24am')).toBeTruthy();
  expect((await partOfList('Waits on this tablet')).getAllByRole('listitem')).toHaveLength(1);
});

test('what she decided about two versions of hers waits under a name of its own, and is no writing of hers once it has arrived', async () => {
  const bucket = `person:${session.person.id}@${session.person.home}`;
  const aside = { record: 'r', kind: 'reflection', field: 'text', value: 'Mabel slept.', version: 'v', wrote: 1, tablet: 'Blue' };
  const set = { ...aside, winner: session.person.id, winnerTablet: 'Green', standing: 'dealt' } as const;
  await writeRecords(session, [{ kind: setAsideKind, id: 'aside:1', bucket, set, seen: {} }]);
  openSavedList(session, { nudge, onClose });
  const waits = await partOfList('Waits on this tablet');
  expect(waits.getByRole('heading', { name: 'Which of two versions you chose' })).toBeTruthy();
  expect(waits.getByText('Mabel slept.')).toBeTruthy();
  await arrived();
  await waitFor(() => expect(screen.queryByText('Mabel slept.')).toBeNull());
});

test('a text that grew while it waited is one thing in the list', async () => {
  const writing = beginReflection(session, { module: null, prompt: null });
  await writing.write('Mabel');
  await takeAll(session.tablet.database);
  await writing.write('Mabel reached first.');
  expect(await session.tablet.database.outbox.count()).toBe(2);
  openSavedList(session, { nudge, onClose });
  expect((await partOfList('Waits on this tablet')).getAllByRole('listitem')).toHaveLength(1);
  expect(screen.getByText('Mabel reached first.')).toBeTruthy();
});

test('without a network it says what is safe', async () => {
  openSavedList(session, { state: 'offline', trouble: 'no-network' });
  expect(await screen.findByText(/Your words are safe on this tablet and leave when the network is back/)).toBeTruthy();
});

test('trouble with the server has its own sentence', async () => {
  openSavedList(session, { state: 'waiting', trouble: 'tablet-revoked' });
  expect(await screen.findByText('This tablet was taken out of use. Please give it to your leader.')).toBeTruthy();
});

test('what colleagues have waiting is counted, never shown', async () => {
  const kasia = await colleagueOf(session, 'kasia', 'Kasia');
  await writeReflection(kasia, 'what only Kasia may read');
  await writeReflection(kasia, 'and this');
  await writeReflection(session, 'mine');
  openSavedList(session, { nudge, onClose });
  expect(await screen.findByText('2 more wait for others on this tablet.')).toBeTruthy();
  expect(await screen.findByText('mine')).toBeTruthy();
  expect(document.body.textContent).not.toContain('Kasia');
});

test('a thing that cannot be opened is listed as it is, and the others stand', async () => {
  await writeReflection(session, 'mine');
  await sayAWord(session, 'calm', 'educator');
  const { outbox } = session.tablet.database;
  await outbox
    .where({ kind: 'strength-word' })
    .modify({ bytes: new Uint8Array(60) })
    .catch(() => undefined);
  for (const entry of await outbox.toArray()) if (entry.kind === 'strength-word') await outbox.put({ ...entry, bytes: new Uint8Array(60) });
  openSavedList(session, { nudge, onClose });
  expect(await screen.findByText('This one cannot be opened on this tablet. It is kept as it is and still sent.')).toBeTruthy();
  expect(screen.getByText('mine')).toBeTruthy();
});

test('three hundred things that wait open twenty at a time', async () => {
  for (let at = 0; at < 300; at++) await writeReflection(session, `number ${at}`);
  openSavedList(session, { nudge, onClose });
  const waits = await partOfList('Waits on this tablet');
  expect(waits.getAllByRole('listitem')).toHaveLength(20);
  fireEvent.click(waits.getByRole('button', { name: 'Show 20 more' }));
  expect(waits.getAllByRole('listitem')).toHaveLength(40);
});

test('ten thousand characters are shown by their beginning, and whole when asked', async () => {
  const long = `${'👩🏽‍🍼 وصلت مابل أولا. '.repeat(400)}`.trim();
  await writeReflection(session, long);
  openSavedList(session, { nudge, onClose });
  const more = await screen.findByRole('button', { name: 'Show all the words' });
  const shown = () => screen.getByRole('heading', { name: 'Reflection' }).closest('.kept')?.querySelector('.kept-words');
  expect(shown()?.textContent?.length).toBeLessThan(220);
  expect(shown()?.textContent?.isWellFormed()).toBe(true);
  expect(shown()?.querySelector('bdi')?.getAttribute('dir')).toBe('auto');
  fireEvent.click(more);
  expect(shown()?.textContent).toBe(long);
});
