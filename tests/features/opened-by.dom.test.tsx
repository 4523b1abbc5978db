// What an educator reads under words that she sent: who has opened them and when, and whether it was these words or earlier ones.
import 'fake-indexeddb/auto';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { openingId, openingKind } from '../../src/features/mentoring/opening';
import { OpenedBy } from '../../src/features/reflections/OpenedBy';
import { sharedReflectionId, sharedReflectionKind } from '../../src/features/reflections/reflection';
import { readRecords } from '../../src/sync/records.store';
import { arrived } from '../support/arrived';
import { unlocked } from '../support/unlocked';

const bucket = 'person:amina@quince-street';
const reflection = '01a19b1c-8520-7cf8-a449-bda1cce08922';
const shared = sharedReflectionId('amina', reflection);
const sentAt = Date.UTC(2026, 10, 22, 15, 0);
let session: Session;

beforeEach(async () => {
  session = await unlocked();
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
});

const sent = (standing: 'with-mentor' | 'withdrawn' = 'with-mentor') =>
  arrived(session, sharedReflectionKind, [
    { id: shared, author: 'amina', bucket, at: sentAt, row: { reflection, module: null, prompt: null, text: 'She looked.', standing } },
  ]);
const opened = (by: string, at: number, words = sentAt, mentor = by || 'ruth') =>
  arrived(session, openingKind, [
    { id: openingId(mentor, reflection), author: mentor, bucket, at, row: { shared, of: 'amina', reflection, by, words } },
  ]);

async function show(): Promise<void> {
  const [kept] = (await readRecords(session, sharedReflectionKind)).items;
  if (!kept) throw new Error('nothing was shared');
  render(<OpenedBy session={session} shared={kept} />);
}

test('it says who opened the words, on which day and when', async () => {
  await sent();
  await opened('Ruth', Date.UTC(2026, 10, 22, 16, 10));
  await show();
  expect(await screen.findByText('Ruth opened this on 22 November 2026 at 4:10pm.')).toBeTruthy();
});

test('of words that were sent anew it says that the earlier ones were opened', async () => {
  await sent();
  await opened('Ruth', Date.UTC(2026, 10, 22, 9, 5), sentAt - 3_600_000);
  await show();
  expect(await screen.findByText('Ruth opened the words before these on 22 November 2026 at 9:05am.')).toBeTruthy();
});

test('it still says so when she has taken them back, and two mentors are two lines', async () => {
  await sent('withdrawn');
  await opened('Ruth', Date.UTC(2026, 10, 22, 16, 10));
  await opened('', Date.UTC(2026, 10, 22, 17, 0), sentAt, 'rosa');
  await show();
  expect(await screen.findByText('Ruth opened this on 22 November 2026 at 4:10pm.')).toBeTruthy();
  expect(screen.getByText('Your mentor opened this on 22 November 2026 at 5:00pm.')).toBeTruthy();
});
