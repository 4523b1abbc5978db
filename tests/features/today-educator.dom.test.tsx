// An educator's Today on a real tablet database: the card for the minutes she has, how it is fetched, and the room's question.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { moduleProgressKind } from '../../src/features/modules/module-progress';
import { noteProgress } from '../../src/features/modules/note-progress.store';
import { noteRoom } from '../../src/features/modules/room.store';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { TodayEducator } from '../../src/features/today/TodayEducator';
import { readRecords } from '../../src/sync/records.store';
import { holdModule, moduleOf, putModules, shelfOf } from '../support/modules-here';
import { unlocked } from '../support/unlocked';

const first = moduleOf('first', 'Strengths', [0, 240, 600], 1_020);
const second = moduleOf('second', 'Tuning in', [0, 300], 540);
let session: Session;
let here: ReturnType<typeof shelfOf>;

beforeEach(async () => {
  session = await unlocked({ told: 'all' });
  here = shelfOf(session);
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
});

const open = () => render(<TodayEducator session={session} shelf={here.shelf} />);
const tap = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
/** Long enough for what must not happen. */
const aMoment = () => new Promise(later => setTimeout(later, 100));
const startsAt = async () => (await screen.findByRole('link', { name: /^(Start|Go on)$/ })).getAttribute('href');
const rows = async () => (await readRecords(session, moduleProgressKind)).items.map(({ row }) => row);
const allOf = ({ chapters }: typeof first) => chapters.map(({ id }) => id);

describe('the card for the minutes she has', () => {
  beforeEach(async () => {
    await putModules(session, [first, second]);
    await holdModule(session, first, {});
  });

  test('five minutes at first: a part, then a line', async () => {
    open();
    expect(await startsAt()).toBe('/learn/first/watch?from=0&until=240&play');
    expect(screen.getByText('Module 1, part 1')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Strengths, chapter 1' })).toBeTruthy();
    expect(screen.getByText('4 min, then one line to reflect')).toBeTruthy();
    expect((screen.getByRole('radio', { name: '5 min' }) as HTMLInputElement).checked).toBe(true);
  });

  test('three minutes cut it, ten give two parts, and the choice is there the next time', async () => {
    open();
    fireEvent.click(await screen.findByRole('radio', { name: '3 min' }));
    expect(await screen.findByText('3 min now, the rest another time')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: '10 min' }));
    expect(await screen.findByText('Module 1, parts 1 and 2')).toBeTruthy();
    expect(await startsAt()).toBe('/learn/first/watch?from=0&until=600&play');
    cleanup();
    open();
    expect(await screen.findByRole('heading', { name: 'Strengths' })).toBeTruthy();
    expect((screen.getByRole('radio', { name: '10 min' }) as HTMLInputElement).checked).toBe(true);
  });

  test('it goes on at the very second, and its parts are dots with a name', async () => {
    await noteProgress(session, 'first', { position: 300, chapters: ['first-1'] }, undefined);
    open();
    expect(await startsAt()).toBe('/learn/first/watch?from=300&until=600&play');
    expect(screen.getByRole('img', { name: '1 of 3 parts watched' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Go on' })).toBeTruthy();
  });

  test('all watched: the newest module that she has not thought about, then its gap task', async () => {
    await noteProgress(session, 'first', { position: 1_020, chapters: allOf(first) }, undefined);
    await noteProgress(session, 'second', { position: 540, chapters: allOf(second) }, undefined);
    open();
    expect(await screen.findByText('What stays with you from “Tuning in”?')).toBeTruthy();
    await beginReflection(session, { module: 'second', prompt: null }).write('A line.');
    await beginReflection(session, { module: 'first', prompt: null }).write('A line.');
    expect((await screen.findByRole('link', { name: 'Open the gap task' })).getAttribute('href')).toBe('/gap-tasks/second');
    expect(screen.queryByRole('radio')).toBeNull();
  });
});

describe('what is not here yet', () => {
  beforeEach(() => putModules(session, [first]));

  test('no modules at all: it says when they come', async () => {
    await session.tablet.database.packs.clear();
    open();
    expect(await screen.findByText('No modules are here yet')).toBeTruthy();
  });

  test('what is next comes without being asked for, with its megabytes, and can be stopped', async () => {
    open();
    await screen.findByText('Being fetched');
    await expect.poll(() => here.downloads.want.mock.calls.length).toBe(1);
    await holdModule(session, first, { state: 'fetching', held: 1_400_000 });
    expect(await screen.findByText('1.5 of 3.0 MB')).toBeTruthy();
    tap('Stop fetching');
    expect(await screen.findByText('Stopped')).toBeTruthy();
    tap('Go on fetching');
    expect(await screen.findByText('Being fetched')).toBeTruthy();
  });

  test('before her own progress has come it says so, and fetches nothing that she may have watched long ago', async () => {
    await session.tablet.database.people.update(session.person.id, { told: null });
    open();
    expect(await screen.findByText('Not on this tablet yet.')).toBeTruthy();
    expect(screen.getByText('What you watched on other tablets comes here when there is a network.')).toBeTruthy();
    await aMoment();
    expect(here.downloads.want).not.toHaveBeenCalled();
  });

  test('without a network it waits, and says that it goes on by itself', async () => {
    await holdModule(session, first, { state: 'fetching', held: 0, reason: 'no-network' });
    open();
    expect(await screen.findByText('Waiting')).toBeTruthy();
    expect(screen.getByText('There is no network here. It goes on by itself where it stopped.')).toBeTruthy();
  });

  test('with every byte here it is being checked, not fetched', async () => {
    await holdModule(session, first, { state: 'fetching' });
    open();
    expect(await screen.findByText('Being checked')).toBeTruthy();
    expect(screen.queryByText('Being fetched')).toBeNull();
  });

  test('what failed says why, and is tried again when she says so', async () => {
    await holdModule(session, first, { state: 'failed', held: 10, reason: 'no-room' });
    open();
    expect(await screen.findByText(/This tablet is too full for it/)).toBeTruthy();
    expect(here.downloads.want).not.toHaveBeenCalled();
    tap('Try to fetch it again');
    await screen.findByText('Being fetched');
  });
});

describe('what the room watched', () => {
  beforeEach(async () => {
    await putModules(session, [first]);
    await holdModule(session, first, {});
    await noteRoom(session.tablet, {
      sitting: 'morning',
      module: 'first',
      position: 600,
      chapters: ['first-1', 'first-2'],
      isAgain: false,
    });
  });

  test('she is asked, and it is hers once the page goes', async () => {
    open();
    expect(await screen.findByText('The room watched module 1, parts 1 and 2 at 7:24am.')).toBeTruthy();
    tap('Count it for me');
    await screen.findByText('It counts for you.');
    expect(await rows()).toEqual([]);
    cleanup();
    await expect.poll(rows).toEqual([{ module: 'first', position: 600, chapters: ['first-1', 'first-2'] }]);
    open();
    await startsAt();
    expect(screen.queryByText('Were you there?')).toBeNull();
  });

  test('taken back within ten seconds nothing was counted, and the question is there again', async () => {
    open();
    await screen.findByText('Were you there?');
    tap('Count it for me');
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Were you there?')).toBeTruthy();
    cleanup();
    await aMoment();
    expect(await rows()).toEqual([]);
  });

  test('"not me" counts nothing and is not asked again', async () => {
    open();
    await screen.findByText('Were you there?');
    tap('Not me');
    cleanup();
    await expect.poll(async () => JSON.stringify((await session.tablet.database.settings.get('room'))?.value)).toContain('amina');
    open();
    await startsAt();
    expect(screen.queryByText('Were you there?')).toBeNull();
    expect(await rows()).toEqual([]);
  });
});
