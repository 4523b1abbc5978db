// What was sent to a mentor on a real tablet database: the list, one of them opened, and that its author will know.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { noteOpened } from '../../src/features/mentoring/note-opened.store';
import { openingId, openingKind } from '../../src/features/mentoring/opening';
import { SharedPage } from '../../src/features/mentoring/SharedPage';
import { SharedWithMe } from '../../src/features/mentoring/SharedWithMe';
import { sharedReflectionId, sharedReflectionKind } from '../../src/features/reflections/reflection';
import { TodayMentor } from '../../src/features/today/TodayMentor';
import { days, minutes } from '../../src/kernel/clock';
import { readRecords } from '../../src/sync/records.store';
import { arrived } from '../support/arrived';
import { type MentorTablet, menteeNames, mentorTablet, openingsWaiting } from '../support/mentor-tablet';

let tablet: MentorTablet;

beforeEach(async () => {
  tablet = await mentorTablet();
  vi.stubGlobal('scrollTo', () => {});
});
afterEach(() => {
  cleanup();
  tablet.session.tablet.database.close();
  vi.unstubAllGlobals();
});

const today = async () => {
  cleanup();
  render(<TodayMentor session={tablet.session} shelf={tablet.shelf.shelf} />);
  await screen.findAllByRole('heading', { level: 2 });
};
/** Opens the words, and waits until the tablet has noted it. */
const read = async (reflection: string, by = 'kasia') => {
  cleanup();
  const before = await tablet.noted();
  const id = sharedReflectionId(by, reflection);
  render(<SharedPage session={tablet.session} shelf={tablet.shelf.shelf} params={{ id }} query={{}} />);
  await screen.findByRole('article');
  await waitFor(async () => expect(await tablet.noted()).not.toBe(before));
};

describe('what she has opened', () => {
  test('is sealed: nothing of her, of its author and of the words lies in it in clear', async () => {
    await tablet.know('kasia');
    await tablet.send({ reflection: 'one', at: tablet.now, text: 'giggling' });
    await read('one');
    const [waiting, ...more] = await openingsWaiting(tablet.session);
    expect(more).toEqual([]);
    expect(Buffer.from(waiting!.bytes).toString('latin1')).not.toMatch(/Ruth|shared|kasia|giggling/);
  });

  test('is told once, however often she opens the same words', async () => {
    await tablet.know('kasia');
    await tablet.send({ reflection: 'one', at: tablet.now });
    await read('one');
    cleanup();
    render(
      <SharedPage session={tablet.session} shelf={tablet.shelf.shelf} params={{ id: sharedReflectionId('kasia', 'one') }} query={{}} />,
    );
    await screen.findByRole('article');
    await today();
    expect((await openingsWaiting(tablet.session)).length).toBe(1);
  });

  test('of two at once both are noted, and nothing is lost when the tablet locks', async () => {
    await tablet.know('kasia');
    for (const reflection of ['one', 'two']) await tablet.send({ reflection, at: tablet.now });
    const { items } = await readRecords(tablet.session, sharedReflectionKind);
    await Promise.all(items.map(sent => noteOpened(tablet.session, sent)));
    await today();
    expect(screen.getByRole('heading', { name: 'Nothing new' })).toBeTruthy();
    const before = await tablet.noted();
    tablet.session.keys.drop();
    expect(await noteOpened(tablet.session, items[0]!)).toEqual({ ok: false, trouble: 'locked' });
    expect(await tablet.noted()).toBe(before);
  });

  test('where it does not open, words are shown as new once more', async () => {
    await tablet.know('kasia');
    await tablet.send({ reflection: 'one', at: tablet.now });
    const id = openingId('ruth', 'one');
    const row = { shared: sharedReflectionId('kasia', 'one'), of: 'kasia', reflection: 'one', by: 'Ruth', words: tablet.now };
    await arrived(tablet.session, openingKind, [{ id, author: 'ruth', bucket: 'mentoring:kasia@quince-street', at: tablet.now, row }]);
    const { rows } = tablet.session.tablet.database;
    const kept = await rows.get(['ruth', id]);
    await rows.put({ ...kept!, bytes: kept!.bytes.map(byte => byte ^ 1) });
    await today();
    expect(screen.getByRole('heading', { name: 'Kasia sent you words this morning' })).toBeTruthy();
  });
});

test('from opened words one goes on to the next that are new, and at the last there is nothing more', async () => {
  await tablet.know('kasia', 'mei');
  await Promise.all([
    tablet.send({ reflection: 'new', at: tablet.now }),
    tablet.send({ by: 'mei', reflection: 'old', at: tablet.now - days(1) }),
  ]);
  await read('new');
  const next = await screen.findByRole('link', { name: `Next: words from \u2068${menteeNames.mei}\u2069` });
  expect(next.getAttribute('href')).toBe('/shared/shared%3Amei%3Aold');
  await read('old', 'mei');
  expect(screen.queryByRole('link', { name: /^Next/ })).toBeNull();
});

describe('the list', () => {
  const list = async () => {
    cleanup();
    render(<SharedWithMe session={tablet.session} />);
    await screen.findByRole('heading', { level: 1, name: 'Shared words' });
  };
  const shown = () => screen.getAllByRole('listitem').length;

  test('marks what is new until it was opened', async () => {
    await tablet.know('kasia');
    await tablet.send({ reflection: 'one', at: tablet.now });
    await list();
    expect(await screen.findByText('New')).toBeTruthy();
    await read('one');
    await list();
    await screen.findByRole('listitem');
    await waitFor(() => expect(screen.queryByText('New')).toBeNull());
  });

  test('of three hundred shows the newest twenty, then twenty more, and the focus goes on with them', async () => {
    await tablet.know('kasia');
    for (let at = 0; at < 300; at += 1) await tablet.send({ reflection: `r${at}`, at: tablet.now - minutes(at) });
    await list();
    await waitFor(() => expect(shown()).toBe(20));
    expect(screen.getByText('20 of 300 shown')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show 20 more' }));
    expect(shown()).toBe(40);
    await waitFor(() => expect(document.activeElement?.textContent).toContain('words of r20'));
    for (let press = 0; press < 13; press += 1) fireEvent.click(screen.getByRole('button', { name: 'Show 20 more' }));
    expect([shown(), screen.queryByRole('button', { name: /more/ })]).toEqual([300, null]);
  });

  test('without anything says what will be here', async () => {
    await list();
    expect(await screen.findByRole('heading', { name: 'Nothing was sent to you yet' })).toBeTruthy();
  });

  test('words that were taken back are gone, with the way back to the list', async () => {
    render(<SharedPage session={tablet.session} shelf={tablet.shelf.shelf} params={{ id: 'shared:kasia:gone' }} query={{}} />);
    expect(await screen.findByRole('heading', { name: 'This is not here any more' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'To all that was sent' }).getAttribute('href')).toBe('/shared');
  });
});
