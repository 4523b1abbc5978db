// Complaints about data on a real tablet database, for whoever says that something is not right: written, sent, taken down with a family, read.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { ComplaintForm } from '../../src/features/complaints/ComplaintForm';
import { ComplaintList } from '../../src/features/complaints/ComplaintList';
import { ComplaintPage } from '../../src/features/complaints/ComplaintPage';
import { childKind } from '../../src/features/roster/child';
import { arrived } from '../support/arrived';
import {
  answered,
  asAmina,
  asHelen,
  asPia,
  become,
  beginsAs,
  complain,
  drafts,
  own,
  sent,
  session,
  show,
  write,
} from '../support/complaints-shown';
import { unlocked } from '../support/unlocked';

beginsAs(asAmina);

const baby = () =>
  arrived(session, childKind, [
    {
      ...{ id: 'zosia', author: 'helen', bucket: 'room:wrens@quince-street', at: 1 },
      row: { room: 'wrens', name: 'Zosia', keyPerson: '', ageInMonths: 9, homeLanguage: 'pl', face: '', standing: 'here' },
    },
  ]);

describe('somebody who says that something is not right', () => {
  const open = async (query: Record<string, string> = {}) => {
    show(<ComplaintForm session={session} params={{}} query={query} />);
    await screen.findByLabelText('What is not right?');
  };

  test('is told who reads it, sends it offline, and comes to the page that says by when she must hear', async () => {
    await open();
    expect(screen.getByText(/^The leaders of the nursery read it, and you/)).toBeTruthy();
    write('What is not right?', 'My hours are wrong.');
    fireEvent.click(screen.getByRole('button', { name: 'Send it to the leaders' }));
    await waitFor(() => expect(location.pathname).toMatch(/^\/complaints\/[0-9a-f-]{36}$/));
    expect(await sent(session)).toEqual([
      { nursery: 'quince-street', programme: null, baby: null, from: 'Amina', words: 'My hours are wrong.' },
    ]);
    expect(await drafts(session)).toEqual(['']);
    show(<ComplaintPage session={session} params={{ id: location.pathname.slice('/complaints/'.length) }} query={{}} />);
    expect(await screen.findByText('You must hear by 22 December 2026 that it has arrived.')).toBeTruthy();
    expect(screen.getByText('29 days left')).toBeTruthy();
    expect(screen.getByText('Saved here')).toBeTruthy();
  });

  test('can choose that her leaders do not read it', async () => {
    await open();
    fireEvent.click(screen.getByRole('radio', { name: 'Not the leaders: who leads the programme' }));
    expect(screen.getByText(/The leaders of the nursery do not/)).toBeTruthy();
    write('What is not right?', 'About Helen.');
    fireEvent.click(screen.getByRole('button', { name: 'Send it to who leads the programme' }));
    await waitFor(async () => expect(await sent(session)).toMatchObject([{ programme: 'g', words: 'About Helen.' }]));
  });

  test('who leads the nursery herself is answered by whoever leads the programme, without having to ask', async () => {
    await become(asHelen());
    await open();
    expect(screen.queryByRole('radio')).toBeNull();
    expect(screen.getByRole('button', { name: 'Send it to who leads the programme' })).toBeTruthy();
  });

  test('finds her words again after the tablet has locked', async () => {
    await open();
    write('What is not right?', 'My hours');
    fireEvent.blur(screen.getByLabelText('What is not right?'));
    await screen.findByText(/^Kept on this tablet/);
    cleanup();
    await open();
    expect(screen.getByLabelText<HTMLTextAreaElement>('What is not right?').value).toBe('My hours');
    expect(await sent(session)).toEqual([]);
  });

  test('is told while she writes that it is too long to send, and not a letter of it is lost', async () => {
    await open();
    const long = `My hours. ${'a'.repeat(4_000)}`;
    write('What is not right?', long);
    expect(await screen.findByText('That is too long. Please use up to 4000 characters.')).toBeTruthy();
    fireEvent.blur(screen.getByLabelText('What is not right?'));
    await screen.findByText(/^Kept on this tablet/);
    expect(await drafts(session)).toEqual([long]);
    cleanup();
    await open();
    expect(screen.getByLabelText<HTMLTextAreaElement>('What is not right?').value).toBe(long);
  });

  test('is never told that more was kept than can be', async () => {
    await open();
    write('What is not right?', 'a'.repeat(16_001));
    fireEvent.blur(screen.getByLabelText('What is not right?'));
    expect((await screen.findByText(/^Not kept yet/)).textContent).not.toMatch(/kept here/);
    expect(screen.queryByText(/^Kept on this tablet/)).toBeNull();
    write('What is not right?', 'a'.repeat(16_000));
    fireEvent.blur(screen.getByLabelText('What is not right?'));
    await screen.findByText(/^Kept on this tablet/);
  });

  test('is asked for words before anything is sent', async () => {
    await open();
    fireEvent.click(screen.getByRole('button', { name: 'Send it to the leaders' }));
    expect(await screen.findByRole('heading', { name: 'There is a problem' })).toBeTruthy();
    expect(screen.getAllByText('Please write what is not right.')).toHaveLength(2);
    expect(await sent(session)).toEqual([]);
  });

  test('takes it down with a family in its own words, under the name that the family gives', async () => {
    await baby();
    await open({ baby: 'zosia' });
    expect(screen.getByRole('heading', { level: 1, name: 'Zosia’s family: something about their data is not right' })).toBeTruthy();
    expect(document.title).not.toContain('Zosia');
    expect(screen.getByLabelText<HTMLInputElement>('Who says it?').value).toBe('Zosia’s family');
    write('Who says it?', 'Zosia’s mum');
    write('What is not right?', 'W domu mówimy też po kaszubsku.');
    fireEvent.click(screen.getByRole('button', { name: 'Send it to the leaders' }));
    await waitFor(async () => expect(await sent(session)).toMatchObject([{ baby: 'zosia', from: 'Zosia’s mum' }]));
  });

  test('who works in no nursery, on a tablet that was told nothing yet, writes nothing that nobody could answer', async () => {
    await become(unlocked({ id: 'ruth', role: 'mentor', nursery: '', room: '', home: 'g', buckets: [] }));
    show(<ComplaintForm session={session} params={{}} query={{}} />);
    expect(await screen.findByText('This tablet does not know yet who would answer you')).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  test('who leads the programme is told where she can turn instead', async () => {
    await become(asPia());
    show(<ComplaintForm session={session} params={{}} query={{}} />);
    expect(await screen.findByText(/^You lead the programme, so nobody above you answers here/)).toBeTruthy();
    expect(screen.getByText(/0303 123 1113/)).toBeTruthy();
  });
});

describe('whoever reads her own', () => {
  test('sees each step with its date, and can print it', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    await complain(session, 3, { bucket: own });
    await answered(session, 'acknowledged', '', own);
    await answered(session, 'outcome', 'Two hours were missing.\nThey are there now.', own);
    show(<ComplaintPage session={session} params={{ id: 'c' }} query={{}} />);
    await screen.findByText('Helen has written the outcome');
    const steps = within(screen.getByRole('list')).getAllByRole('listitem');
    expect(steps.map(step => step.querySelector('.item-title')?.textContent)).toEqual([
      'Sent',
      'Helen has read it and looks into it',
      'Helen has written the outcome',
    ]);
    expect(screen.queryByText('Your answer')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Print it' }));
    expect(print).toHaveBeenCalledOnce();
  });

  test('says that she needs no answer any more only after she was asked', async () => {
    await complain(session, 3, { bucket: own });
    show(<ComplaintPage session={session} params={{ id: 'c' }} query={{}} />);
    fireEvent.click(await screen.findByRole('button', { name: 'I need no answer any more' }));
    fireEvent.click(screen.getByRole('button', { name: 'Tell them' }));
    expect(await screen.findByText('No answer is needed any more')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'I need no answer any more' })).toBeNull();
  });

  test('finds all of them in a list, and is told what is there before there are any', async () => {
    show(<ComplaintList session={session} />);
    expect(await screen.findByRole('heading', { name: 'Nothing said so far' })).toBeTruthy();
    await complain(session, 30, { bucket: own });
    expect(await screen.findByText('1 day late')).toBeTruthy();
    expect(screen.getByRole('link', { name: /My hours are wrong/ }).getAttribute('href')).toBe('/complaints/c');
  });
});

test('what is not on the tablet is said so, with the way back', async () => {
  show(<ComplaintPage session={session} params={{ id: 'none' }} query={{}} />);
  expect(await screen.findByText('This is not on this tablet')).toBeTruthy();
});
