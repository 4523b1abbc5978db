// What is being written when the tablet locks or the page dies: sealed before the keys go, back for its author alone, where her cursor stood.
import 'fake-indexeddb/auto';
import { signal } from '@preact/signals-core';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import type { VNode } from 'preact';
import { LocationProvider, Route, Router } from 'preact-iso';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { ComplaintForm } from '../../src/features/complaints/ComplaintForm';
import { GapTaskTried } from '../../src/features/gap-tasks/GapTaskTried';
import type { Shelf } from '../../src/features/modules/module.store';
import type { Module } from '../../src/features/modules/pack';
import { ReflectionPage } from '../../src/features/reflections/ReflectionPage';
import { childKind } from '../../src/features/roster/child';
import { BoardPage } from '../../src/features/strengths-boards/Board';
import { FamilyPage } from '../../src/features/strengths-boards/FamilyPage';
import { HandBack } from '../../src/main/HandBack';
import { readPlaceLeft } from '../../src/main/place-left.store';
import { writeRecord } from '../../src/sync/record-writing.store';
import { HandOverContext, makeHandOvers } from '../../src/ui/hand-over';
import type { PathParameters } from '../../src/ui/place';
import { nothingAttached } from '../support/nothing-attached';
import { type SharedTablet, sharedTablet } from '../support/shared-tablet';

const planted = 'Mabel reached first';
const module = { id: 'tuning-in', gapTask: { id: 'five-second-wait' } } as unknown as Module;
let here: SharedTablet;
let handOvers = makeHandOvers();
let inside: Session;

beforeEach(async () => {
  here = await sharedTablet();
  vi.stubGlobal('scrollTo', () => {});
  const amina = await here.unlock('amina');
  const set = { room: 'wrens', name: 'Mabel', keyPerson: 'amina', ageInMonths: 6, homeLanguage: 'en', face: '' };
  await writeRecord(amina, childKind, { id: 'mabel', bucket: 'room:wrens@quince-street', set });
  amina.keys.drop();
});
afterEach(() => {
  cleanup();
  here.tablet.database.close();
  vi.unstubAllGlobals();
});

/** She unlocks, and the page at this address is on the screen. */
async function show(who: 'amina' | 'kasia', page: (session: Session) => VNode, path: string): Promise<void> {
  cleanup();
  handOvers = makeHandOvers();
  inside = await here.unlock(who);
  history.replaceState(null, '', path);
  render(
    <HandOverContext.Provider value={handOvers}>
      <HandBack session={inside} />
      {page(inside)}
    </HandOverContext.Provider>,
  );
}

/** As the app does it: what is written is handed over, then the keys go, then the page. */
async function lock(): Promise<void> {
  await handOvers.all();
  inside.keys.drop();
  cleanup();
}

/** The page is gone from one moment to the next, a second after the last key. */
async function kill(): Promise<void> {
  await new Promise(passed => setTimeout(passed, 1_300));
  inside.keys.drop();
  cleanup();
}

const reflection = (session: Session) => {
  const shelf = { tablet: session.tablet, downloads: { news: signal(new Map()) } } as unknown as Shelf;
  const view = (at: PathParameters) => <ReflectionPage session={session} shelf={shelf} attaching={nothingAttached} {...at} />;
  return (
    <LocationProvider>
      <Router>{[<Route key="one" path="/reflections/:id" component={view} />]}</Router>
    </LocationProvider>
  );
};
const tried = (session: Session) => <GapTaskTried session={session} module={module} />;
const board = (session: Session) => <BoardPage session={session} params={{ child: 'mabel' }} query={{}} />;
const family = (session: Session) => <FamilyPage session={session} params={{ child: 'mabel' }} query={{ in: 'en' }} />;
const complaint = (session: Session) => (
  <LocationProvider>
    <ComplaintForm session={session} params={{}} query={{}} />
  </LocationProvider>
);

interface Writing {
  readonly what: string;
  readonly page: (session: Session) => VNode;
  readonly path: string;
  /** Opens what has to be opened, and gives the field. */
  readonly begin: () => Promise<HTMLElement>;
  /** The field as it is there after the page was opened again. */
  readonly field: () => Promise<HTMLElement>;
}

const line = () => screen.findByLabelText('A line about it, if you like');
const word = async () => within(await screen.findByRole('dialog')).getByLabelText('The word');
const labelled = (label: string | RegExp) => () => screen.findByLabelText(label);

const writings: readonly Writing[] = [
  { what: 'a reflection', page: reflection, path: '/reflections/new', begin: labelled('Your words'), field: labelled('Your words') },
  {
    ...{ what: 'the line of a gap-task try', page: tried, path: '/gap-tasks/tuning-in', field: line },
    begin: async () => {
      fireEvent.click(screen.getByRole('button', { name: 'I tried it' }));
      fireEvent.click(screen.getByRole('button', { name: 'Mixed' }));
      return line();
    },
  },
  {
    ...{ what: 'a word for a board', page: board, path: '/babies/mabel', field: word },
    begin: async () => {
      fireEvent.click((await screen.findAllByRole('button', { name: 'Waiting for family' }))[0]!);
      return word();
    },
  },
  {
    ...{ what: 'a word with a family', page: family, path: '/babies/mabel/family?in=en' },
    ...{ begin: labelled(/word/i), field: labelled(/word/i) },
  },
  {
    ...{ what: 'a comment on data', page: complaint, path: '/complaints/new' },
    ...{ begin: labelled('What is not right?'), field: labelled('What is not right?') },
  },
];

/** Everything in the tablet's storage, bytes as letters. */
async function wholeStorage(): Promise<string> {
  const rows = await Promise.all(here.tablet.database.tables.map(table => table.toArray()));
  return JSON.stringify(rows, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value));
}

async function writeInto({ begin }: Writing): Promise<void> {
  const field = (await begin()) as HTMLTextAreaElement;
  field.focus();
  fireEvent.input(field, { target: { value: planted } });
  field.setSelectionRange(6, 6);
  document.dispatchEvent(new Event('selectionchange'));
}

const textIn = (field: Element) => (field as HTMLTextAreaElement).value;

describe.each(writings)('$what', writing => {
  const { page, path, field } = writing;

  test.each([
    ['is locked in mid-word', lock],
    ['is killed', kill],
  ])('%s: a colleague who unlocks sees nothing of it, and its author goes on where she was', async (_, goes) => {
    await show('amina', page, path);
    await writeInto(writing);
    await goes();
    const left = await readPlaceLeft(await here.unlock('amina'));
    expect(await wholeStorage()).not.toContain(planted);
    expect(left).toMatchObject({ from: 6, to: 6 });

    await show('kasia', page, left!.path);
    await new Promise(passed => setTimeout(passed, 150));
    expect(document.body.innerHTML).not.toContain(planted);
    expect([...document.querySelectorAll('textarea, input')].map(textIn)).not.toContain(planted);
    expect(await readPlaceLeft(inside)).toBeNull();
    await lock();

    await show('amina', page, left!.path);
    await waitFor(async () => expect(textIn(await field())).toBe(planted));
    const again = (await field()) as HTMLTextAreaElement;
    await waitFor(() => expect(document.activeElement === again && again.selectionStart).toBe(6));
  });
});

test('a try that is kept, and a word that is put on the board or thrown away, do not come back', async () => {
  await show('amina', tried, '/gap-tasks/tuning-in');
  await writeInto(writings[1]!);
  fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
  await screen.findByText('Kept on this tablet');
  await lock();
  await show('amina', tried, '/gap-tasks/tuning-in');
  await new Promise(passed => setTimeout(passed, 100));
  expect(screen.getByRole('button', { name: 'I tried it' })).toBeTruthy();

  await show('amina', board, '/babies/mabel');
  await writeInto(writings[2]!);
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Close' }));
  await lock();
  await show('amina', board, '/babies/mabel');
  await screen.findAllByRole('button', { name: 'Waiting for family' });
  await new Promise(passed => setTimeout(passed, 100));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect((await here.tablet.database.settings.toArray()).filter(({ name }) => /^unfinished:(try|word)/.test(name))).toEqual([]);
});

test('whoever has left the field behind is brought nowhere, and whoever touches first goes where she likes', async () => {
  await show('amina', reflection, '/reflections/new');
  await writeInto(writings[0]!);
  await lock();
  const left = await readPlaceLeft(await here.unlock('amina'));
  await show('amina', reflection, left!.path);
  fireEvent.pointerDown(document.body);
  await screen.findByLabelText('Your words');
  await new Promise(passed => setTimeout(passed, 200));
  expect(document.activeElement?.tagName).not.toBe('TEXTAREA');
  await lock();
  expect(await readPlaceLeft(await here.unlock('amina'))).toBeNull();
});
