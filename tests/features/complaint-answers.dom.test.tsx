// Complaints about data for whoever has to answer them: calmly on her Today, acknowledged with one tap, answered in steps.
import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { ComplaintList } from '../../src/features/complaints/ComplaintList';
import { ComplaintPage } from '../../src/features/complaints/ComplaintPage';
import { complaintKind } from '../../src/features/complaints/complaint';
import { ComplaintsWaiting } from '../../src/features/today/ComplaintsWaiting';
import { TodayLeader } from '../../src/features/today/TodayLeader';
import { TodayProgrammeLead } from '../../src/features/today/TodayProgrammeLead';
import { readRecords } from '../../src/sync/records.store';
import { answered, asHelen, asPia, become, beginsAs, complain, drafts, session, show, write } from '../support/complaints-shown';
import { programmeOf, shelfWith } from '../support/shelf';

beginsAs(asHelen);

describe('a leader', () => {
  const today = async () => {
    show(<ComplaintsWaiting session={session} />);
    await readRecords(session, complaintKind);
  };

  test.each([
    [3, '1 complaint about data, 26 days left'],
    [28, '1 complaint about data, 1 day left'],
    [29, '1 complaint about data, today is the last day'],
    [31, '1 complaint about data, 2 days late'],
  ])('sees on her Today after %i days: %s', async (ago, text) => {
    await complain(session, ago);
    await today();
    expect((await screen.findByRole('link', { name: new RegExp(text) })).getAttribute('href')).toBe('/complaints/c');
  });

  test('sees nothing there while nothing waits, and of several the one with the fewest days', async () => {
    await complain(session, 3);
    await answered(session, 'outcome', 'Mended.');
    await today();
    await new Promise(done => setTimeout(done, 50));
    expect(screen.queryByRole('link')).toBeNull();
    await complain(session, 5, { id: 'd' });
    await complain(session, 9, { id: 'e' });
    expect((await screen.findByRole('link', { name: /2 complaints about data, 20 days left/ })).getAttribute('href')).toBe('/complaints');
  });

  test('finds it among what waits for her on her Today', async () => {
    const { shelf } = await shelfWith(session, programmeOf(1));
    await complain(session, 3);
    show(<TodayLeader session={session} shelf={shelf} />);
    expect(await screen.findByRole('link', { name: /1 complaint about data, 26 days left/ })).toBeTruthy();
  });

  test('acknowledges with one tap, which is said at once with her name', async () => {
    await complain(session, 3);
    show(<ComplaintPage session={session} params={{ id: 'c' }} query={{}} />);
    expect(await screen.findByText('They must hear from you by 19 December 2026 that it has arrived.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Acknowledge it' }));
    expect(await screen.findByText('Helen has read it and looks into it')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Acknowledge it' })).toBeNull();
    await today();
    expect(await screen.findByRole('link', { name: /1 complaint about data waits for its outcome/ })).toBeTruthy();
  });

  test('says how it is going, then the outcome, each in words of its own', async () => {
    await complain(session, 3, { baby: 'zosia', from: 'Zosia’s mum' });
    show(<ComplaintPage session={session} params={{ id: 'c' }} query={{}} />);
    expect(await screen.findByText(/^The family has no tablet/)).toBeTruthy();
    expect(screen.getByText('The family must hear by 19 December 2026 that this has arrived.')).toBeTruthy();
    await screen.findByLabelText('Your words');
    fireEvent.click(screen.getByRole('button', { name: 'Send the outcome' }));
    expect(await screen.findByText('Please write your answer first.')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'How it is going' }));
    write('Your words', 'I have asked the room.');
    fireEvent.click(screen.getByRole('button', { name: 'Send how it is going' }));
    expect(await screen.findByText('Helen says how it is going')).toBeTruthy();
    await waitFor(() => expect(screen.getByLabelText<HTMLTextAreaElement>('Your words').value).toBe(''));
    write('Your words', 'The tablet now lies in the office.');
    fireEvent.click(screen.getByRole('button', { name: 'Send the outcome' }));
    expect(await screen.findByText('Helen has written the outcome')).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Add to the outcome' })).toBeTruthy();
    expect(await drafts(session)).toEqual(['']);
  });

  test('finds what waits before what is settled, and is told when nothing waits', async () => {
    show(<ComplaintList session={session} />);
    expect(await screen.findByRole('heading', { name: 'Nothing waits for you' })).toBeTruthy();
    await complain(session, 3);
    expect(await screen.findByRole('heading', { name: 'For you to answer' })).toBeTruthy();
    await answered(session, 'outcome', 'Mended.');
    expect(await screen.findByRole('heading', { name: 'Settled' })).toBeTruthy();
  });
});

test('who leads a programme finds on her Today what was not for the leaders', async () => {
  await become(asPia());
  const { shelf } = await shelfWith(session, programmeOf(1));
  await complain(session, 3, { bucket: 'leads:g', programme: 'g', words: 'About Helen.' });
  show(<TodayProgrammeLead session={session} shelf={shelf} />);
  expect(await screen.findByRole('link', { name: /1 complaint about data, 26 days left/ })).toBeTruthy();
  show(<ComplaintList session={session} />);
  expect(await screen.findByText('Amina, Quince street')).toBeTruthy();
});
