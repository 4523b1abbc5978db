// A mentor's Today on a real tablet database: what is new, what came last, and who could use a hand.
import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SharedPage } from '../../src/features/mentoring/SharedPage';
import { sharedReflectionId } from '../../src/features/reflections/reflection';
import { TodayMentor } from '../../src/features/today/TodayMentor';
import { days, minutes } from '../../src/kernel/clock';
import { type MentorTablet, menteeNames, mentorTablet } from '../support/mentor-tablet';

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

describe('the card', () => {
  test('says who sent words when, where she works and what they are about, and leads to them', async () => {
    await tablet.know('kasia');
    await Promise.all([
      tablet.send({ reflection: 'new', at: tablet.now - minutes(5) }),
      tablet.send({ reflection: 'old', at: tablet.now - days(9) }),
    ]);
    await today();
    expect(screen.getByRole('heading', { name: 'Kasia sent you words this morning' })).toBeTruthy();
    expect([screen.getByText('2 new for you'), screen.getByText('Quince Street Nursery · The module number 2')]).toHaveLength(2);
    expect(screen.getByRole('link', { name: 'Read' }).getAttribute('href')).toBe('/shared/shared%3Akasia%3Anew');
  });

  test('goes on to the next once words were opened, and is calm when all were', async () => {
    await tablet.know('kasia');
    await Promise.all([
      tablet.send({ reflection: 'new', at: tablet.now - minutes(5) }),
      tablet.send({ reflection: 'old', at: tablet.now - days(9) }),
    ]);
    await read('new');
    await today();
    expect(await screen.findByRole('heading', { name: 'Kasia sent you words on 14 November 2026' })).toBeTruthy();
    await read('old');
    await today();
    expect(await screen.findByRole('heading', { name: 'Nothing new' })).toBeTruthy();
    expect(screen.getByText('You have opened everything. Kasia wrote last, this morning.')).toBeTruthy();
  });

  test('says it again when the words were sent anew', async () => {
    await tablet.know('kasia');
    await tablet.send({ reflection: 'one', at: tablet.now - days(2) });
    await read('one');
    await tablet.send({ reflection: 'one', at: tablet.now - minutes(1), text: 'more', revision: 2 });
    await today();
    expect(await screen.findByRole('heading', { name: 'Kasia sent you words this morning' })).toBeTruthy();
  });

  test('names of one letter, of sixty and from right to left stay whole; somebody unknown is an educator', async () => {
    await tablet.know('tom', 'mei', 'ada');
    for (const [at, by] of (['tom', 'mei', 'ada', 'kasia'] as const).entries()) {
      await tablet.send({ by, reflection: `of-${by}`, at: tablet.now - minutes(9 - at) });
      await today();
      const name = { tom: 'T', mei: '\u2068منيرة\u2069', ada: menteeNames.ada, kasia: 'An educator' }[by];
      expect(screen.getByRole('heading', { name: `${name} sent you words this morning` })).toBeTruthy();
    }
  });

  test('tells an empty tablet from one that has not fetched anything', async () => {
    await today();
    expect(screen.getByRole('heading', { name: 'Nothing was sent to you yet' })).toBeTruthy();
    await tablet.session.tablet.database.people.update('ruth', { told: null });
    await today();
    expect(await screen.findByRole('heading', { name: 'Looking for what was sent to you' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Shared words' })).toBeNull();
  });
});

describe('who could use a hand', () => {
  test('are those of whom nothing came for three weeks, by name, with the way to their last words', async () => {
    await tablet.know('kasia', 'tom', 'ada');
    await Promise.all([
      tablet.send({ reflection: 'new', at: tablet.now }),
      tablet.send({ by: 'tom', reflection: 'old', at: tablet.now - days(30) }),
    ]);
    await today();
    const section = within(screen.getByRole('heading', { name: 'Could use a hand' }).parentElement!);
    const said = section.getAllByRole('listitem').map(item => item.textContent);
    expect(said).toEqual([
      `O${menteeNames.ada}Quince Street NurseryNo words are here yet`,
      'TTQuince Street NurseryLast words on 24 October 2026',
    ]);
    expect(section.getAllByRole('link').map(link => link.getAttribute('href'))).toEqual(['/shared/shared%3Atom%3Aold']);
  });

  test('is nobody while everybody sends something', async () => {
    await tablet.know('kasia');
    await tablet.send({ reflection: 'new', at: tablet.now });
    await today();
    expect(screen.queryByRole('heading', { name: 'Could use a hand' })).toBeNull();
    expect(screen.getByText('Each of your educators has sent you something in the last three weeks.')).toBeTruthy();
  });
});
