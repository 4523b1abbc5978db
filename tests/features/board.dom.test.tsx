// A strengths board on a real tablet database: six tiles, a word added, a word taken back and said again.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { childKind } from '../../src/features/roster/child';
import { BoardPage } from '../../src/features/strengths-boards/Board';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { writeRecord } from '../../src/sync/record-writing.store';
import { unlocked } from '../support/unlocked';

let session: Session;

beforeEach(async () => {
  session = await unlocked();
  await writeRecord(session, childKind, {
    id: 'mabel',
    bucket: 'room:wrens@quince-street',
    set: { room: 'wrens', name: 'Mabel', keyPerson: 'amina', ageInMonths: 6, homeLanguage: 'uk', face: '' },
  });
  vi.stubGlobal('scrollTo', () => {});
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
  vi.unstubAllGlobals();
});

const open = async (child = 'mabel') => {
  render(<BoardPage session={session} params={{ child }} query={{}} />);
  await screen.findByRole('heading', { level: 1 });
};
const say = (word: string, side: 'family' | 'educator' = 'family') => sayWord(session, { child: 'mabel', room: 'wrens', side, word });

test('an empty board waits for the family and for us, three tiles a side', async () => {
  await open();
  expect(await screen.findAllByRole('button', { name: 'Waiting for family' })).toHaveLength(3);
  expect(screen.getAllByRole('button', { name: 'Add a word' })).toHaveLength(3);
});

test('a word that is typed goes on the side that was tapped, with who wrote it down', async () => {
  await open();
  fireEvent.click((await screen.findAllByRole('button', { name: 'Waiting for family' }))[0]!);
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.input(dialog.getByLabelText('The word'), { target: { value: '  спокійна ' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Put it on the board' }));
  const word = await screen.findByText('спокійна');
  expect([word.tagName, word.getAttribute('lang'), word.getAttribute('dir')]).toEqual(['BDI', 'uk', 'auto']);
  expect(screen.getByText('Written down by you')).toBeTruthy();
  expect(screen.getAllByRole('button', { name: 'Waiting for family' })).toHaveLength(2);
});

test('an offered word is one tap, and nothing can be put there without a word', async () => {
  await open();
  fireEvent.click((await screen.findAllByRole('button', { name: 'Add a word' }))[0]!);
  const dialog = within(await screen.findByRole('dialog'));
  const put = dialog.getByRole('button', { name: 'Put it on the board' }) as HTMLButtonElement;
  expect(put.disabled).toBe(true);
  fireEvent.click(dialog.getByRole('button', { name: 'curious' }));
  fireEvent.click(put);
  expect(await screen.findByText('Said by you')).toBeTruthy();
});

test('a word longer than a tile is refused plainly and stays in the field', async () => {
  await open();
  fireEvent.click((await screen.findAllByRole('button', { name: 'Add a word' }))[0]!);
  const dialog = within(await screen.findByRole('dialog'));
  const field = dialog.getByLabelText('The word') as HTMLInputElement;
  fireEvent.input(field, { target: { value: 'x'.repeat(41) } });
  fireEvent.click(dialog.getByRole('button', { name: 'Put it on the board' }));
  expect(await dialog.findByText('That is longer than a tile. Please use up to 40 characters.')).toBeTruthy();
  expect(field.value).toHaveLength(41);
});

test('the fourth and fifth word are kept and counted', async () => {
  for (const word of ['one', 'two', 'three', 'four', 'five']) await say(word);
  await open();
  expect(await screen.findByText('and 2 more words are kept')).toBeTruthy();
});

test('one’s own word can be taken back, and undone for ten seconds', async () => {
  await say('giggly');
  await open();
  fireEvent.click(await screen.findByRole('button', { name: 'Take back “giggly”' }));
  expect(await screen.findByText('“giggly” is taken back')).toBeTruthy();
  await waitFor(() => expect(screen.getAllByRole('button', { name: 'Waiting for family' })).toHaveLength(3));
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('button', { name: 'Take back “giggly”' })).toBeTruthy();
});

test('a baby who is not on this tablet is said plainly', async () => {
  await open('somebody');
  expect(screen.getByText('This baby is not on this tablet')).toBeTruthy();
});
