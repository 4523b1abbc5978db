// A gap task is kept in three taps, on a real tablet database.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { GapTaskTried } from '../../src/features/gap-tasks/GapTaskTried';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import type { Module } from '../../src/features/modules/pack';
import { readRecords } from '../../src/sync/records.store';
import { unlocked } from '../support/unlocked';

let session: Session;
const module = { id: 'tuning-in', gapTask: { id: 'five-second-wait' } } as unknown as Module;
const tap = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const tries = async () => (await readRecords(session, gapTaskTryKind)).items.map(({ row }) => row);

beforeEach(async () => {
  session = await unlocked();
  render(<GapTaskTried session={session} module={module} />);
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
});

test('tried, how it went, keep: three taps, and it is kept', async () => {
  tap('I tried it');
  tap('Not yet');
  tap('Keep');
  expect(await screen.findByText('Kept on this tablet')).toBeTruthy();
  expect(await tries()).toEqual([{ task: 'five-second-wait', module: 'tuning-in', child: null, went: 'not-yet', note: '' }]);
});

test('a line goes with it, and how it went can be changed before keeping', async () => {
  tap('I tried it');
  tap('Well');
  tap('Mixed');
  fireEvent.input(screen.getByLabelText('A line about it, if you like'), { target: { value: ' She looked back at me. ' } });
  tap('Keep');
  await screen.findByText('Kept on this tablet');
  expect((await tries()).map(({ went, note }) => [went, note])).toEqual([['mixed', 'She looked back at me.']]);
});

test('what cannot be kept is said, and the line stays', async () => {
  tap('I tried it');
  tap('Well');
  const line = screen.getByLabelText('A line about it, if you like') as HTMLTextAreaElement;
  fireEvent.input(line, { target: { value: 'Not lost' } });
  session.keys.drop();
  tap('Keep');
  await screen.findByText(/kept|keep/i, { selector: '.field-trouble' });
  expect(line.value).toBe('Not lost');
});
