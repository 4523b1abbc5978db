// What can be done from the list: mending what the server refused, putting it away, and taking a copy along.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readMark } from '../../src/device/outbox-mark';
import type { Session } from '../../src/device/session';
import { envelopeOf } from '../../src/sync/outbox-entry.store';
import { readSealed } from '../../src/sync/saved/sealed-copy';
import { openSavedList, partOfList, refuseAll, sayAWord, writeReflection } from '../support/saved-list';
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
  vi.restoreAllMocks();
  vi.resetAllMocks();
});

test('what the server keeps apart says why, shows the words and lets her copy them', async () => {
  await writeReflection(session, 'Too long a story');
  await refuseAll(session, 'too-large');
  const copied = vi.fn(async () => {});
  vi.stubGlobal('navigator', { clipboard: { writeText: copied } });
  openSavedList(session, { nudge, onClose });
  const needs = await partOfList('Needs you');
  expect(needs.getByText(/This is too long to send in one piece/)).toBeTruthy();
  expect(needs.getByText('Needs you', { selector: '.tag' })).toBeTruthy();
  fireEvent.click(needs.getByRole('button', { name: 'Copy the words' }));
  expect(copied.mock.calls).toEqual([['Too long a story']]);
  expect(await screen.findByText('Copied')).toBeTruthy();
});

test('what would be refused again as it is cannot be tried again, but written anew', async () => {
  await writeReflection(session, 'Too long a story');
  await refuseAll(session, 'too-large');
  openSavedList(session, { nudge, onClose });
  expect((await screen.findByRole('link', { name: 'Write it again' })).getAttribute('href')).toBe('/reflections/new');
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

test('words that can be taken another time are tried again with one tap, and wait', async () => {
  await writeReflection(session, 'Mabel reached first.');
  await refuseAll(session, 'number-reused');
  openSavedList(session, { nudge, onClose });
  fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  expect((await partOfList('Waits on this tablet')).getByText('Mabel reached first.')).toBeTruthy();
  expect(screen.getByText(/It is written again and waits to be sent/)).toBeTruthy();
  expect(screen.queryByRole('heading', { level: 3, name: 'Needs you' })).toBeNull();
  expect(nudge).toHaveBeenCalledOnce();
});

test('what she is done with leaves the list, and comes back when she says so', async () => {
  await writeReflection(session, 'Mabel reached first.');
  await refuseAll(session, 'not-allowed');
  openSavedList(session, { nudge, onClose });
  fireEvent.click(await screen.findByRole('button', { name: 'Done with this' }));
  await waitFor(() => expect(screen.queryByRole('heading', { level: 3, name: 'Needs you' })).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect((await partOfList('Needs you')).getByText('Mabel reached first.')).toBeTruthy();
});

test('a copy is saved as a file only after saying who can read it, with every word that is not at the server', async () => {
  await writeReflection(session, 'Refused words');
  await refuseAll(session, 'too-large');
  await writeReflection(session, `Mabel reached first.\n${'Then she laughed. '.repeat(600)}the end`);
  await sayAWord(session, 'сонечко', 'family');
  const files: File[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation(file => {
    files.push(file as File);
    return 'blob:larkrise/1';
  });
  const taken: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    taken.push(`${this.href} ${this.download}`);
  });
  openSavedList(session, { nudge, onClose });
  fireEvent.click(await screen.findByRole('button', { name: 'Save a copy as a file' }));
  expect(await screen.findByText('Anyone who gets this file can read it.')).toBeTruthy();
  expect(screen.getByText(/It holds the 3 things of yours that are not at the server yet/)).toBeTruthy();
  expect(files).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Save the file' }));
  expect(taken).toEqual(['blob:larkrise/1 larkrise-amina-2026-11-23.txt']);
  const text = new TextDecoder().decode(await files[0]!.arrayBuffer());
  for (const words of [
    'Refused words',
    'This is too long to send',
    'Then she laughed. the end',
    'Amina, written down for Mabel’s family',
    'сонечко',
  ])
    expect(text).toContain(words);
  expect(await screen.findByText('The file larkrise-amina-2026-11-23.txt is among this tablet’s downloads.')).toBeTruthy();
  vi.restoreAllMocks();
});

test('what waits for others goes along closed: nothing of it can be read, and the server finds all of it in the file', async () => {
  await writeReflection(session, 'Mabel reached first.');
  const files: File[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation(file => {
    files.push(file as File);
    return 'blob:larkrise/2';
  });
  openSavedList(await colleagueOf(session, 'kasia', 'Kasia'), { nudge, onClose });
  fireEvent.click(await screen.findByRole('button', { name: 'Save a copy as a file' }));
  expect(await screen.findByText('Nobody can read what is in this file. Only your Larkrise server can open it.')).toBeTruthy();
  expect(screen.getByText(/It holds the one thing that waits for somebody else on this tablet/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Save the file' }));
  const text = new TextDecoder().decode(await files[0]!.arrayBuffer());
  expect(text).not.toContain('Mabel');
  const copy = readSealed(text);
  const [entry] = await session.tablet.database.outbox.toArray();
  expect(copy).toEqual({ ok: true, value: { tablet: 'blue', pushes: [[envelopeOf('blue', entry!)]] } });
  expect((await readMark(session.tablet.database)).claimed).toBe(entry?.seq);
});

test('where the storage cannot be read, her own words are saved all the same, and the file says what is missing', async () => {
  await writeReflection(session, 'Mabel reached first.');
  const files: File[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation(file => {
    files.push(file as File);
    return 'blob:larkrise/3';
  });
  openSavedList(session, { nudge, onClose });
  const save = await screen.findByRole('button', { name: 'Save a copy as a file' });
  vi.spyOn(session.tablet.database.numbers, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
  fireEvent.click(save);
  fireEvent.click(await screen.findByRole('button', { name: 'Save the file' }));
  const text = new TextDecoder().decode(await files[0]!.arrayBuffer());
  expect(text).toContain('Mabel reached first.');
  expect(text).toContain('What waits for the server could not be added');
});

test('she can think better of it, and nothing leaves', async () => {
  await writeReflection(session, 'Mabel reached first.');
  const made = vi.spyOn(URL, 'createObjectURL');
  openSavedList(session, { nudge, onClose });
  fireEvent.click(await screen.findByRole('button', { name: 'Save a copy as a file' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Not now' }));
  expect(screen.getByRole('button', { name: 'Save a copy as a file' })).toBeTruthy();
  expect(made).not.toHaveBeenCalled();
});

test('where the tablet can, the file goes to another app', async () => {
  await writeReflection(session, 'Mabel reached first.');
  const share = vi.fn(async (_: ShareData) => {});
  vi.stubGlobal('navigator', { canShare: () => true, share });
  openSavedList(session, { nudge, onClose });
  fireEvent.click(await screen.findByRole('button', { name: 'Save a copy as a file' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Give it to another app' }));
  const [file] = share.mock.calls[0]![0].files!;
  expect(await file!.text()).toContain('Mabel reached first.');
  expect(await screen.findByRole('button', { name: 'Save a copy as a file' })).toBeTruthy();
});
