// The list of one's own reflections on a real tablet database: three hundred of them, and words of every sort.
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { ReflectionList } from '../../src/features/reflections/ReflectionList';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { days } from '../../src/kernel/clock';
import { writeRecords } from '../../src/sync/outbox.store';
import { unlocked } from '../support/unlocked';

let session: Session;

beforeEach(async () => {
  session = await unlocked();
  vi.stubGlobal('scrollTo', () => {});
});
afterEach(() => {
  cleanup();
  session.tablet.database.close();
  vi.unstubAllGlobals();
});

/** One a day, in the order given; in one go, because the clock moves on a day each time that it is asked. */
async function written(...texts: readonly string[]) {
  let now = session.tablet.clock() - days(texts.length);
  const then = { ...session, tablet: { ...session.tablet, clock: () => (now += days(1)) } };
  const orders = texts.map((text, at) => ({
    kind: reflectionKind,
    id: `r${at}`,
    bucket: 'person:amina@quince-street',
    set: { module: null, prompt: null, text },
    seen: {},
  }));
  const kept = await writeRecords(then, orders);
  expect(kept.ok).toBe(true);
}
const open = async () => {
  render(<ReflectionList session={session} />);
  await screen.findAllByRole('listitem');
};
const items = () => screen.getAllByRole('listitem');

test('three hundred: the newest twenty, and twenty more at a tap, where the focus goes on', async () => {
  await written(...Array.from({ length: 300 }, (_, at) => `Day ${at}`));
  await open();
  expect(items()).toHaveLength(20);
  expect(within(items()[0]!).getByText('Day 299')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Show 20 more' }));
  expect(items()).toHaveLength(40);
  expect(document.activeElement?.textContent).toContain('Day 279');
});

test('each month stands once above its own', async () => {
  await written(...Array.from({ length: 30 }, (_, at) => `Day ${at}`));
  await open();
  fireEvent.click(screen.getByRole('button', { name: 'Show 10 more' }));
  expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual(['November 2026', 'October 2026']);
});

test('a few have no button for more', async () => {
  await written('One', 'Two');
  await open();
  expect(screen.queryByRole('button')).toBeNull();
});

test('only the beginning of a long one is drawn, never half an emoji of it', async () => {
  await written('👶🏽'.repeat(2_000), `${'she looked and '.repeat(1_000)}`);
  await open();
  for (const item of items()) expect(item.textContent!.length).toBeLessThan(400);
  expect(screen.getByText(/👶/).textContent).toMatch(/^(👶🏽)+…$/u);
});

test('words from right to left keep their direction, and an empty one says so', async () => {
  await written('پہلے وہ دیکھتی ہے', '   ');
  await open();
  const words = screen.getByText('پہلے وہ دیکھتی ہے');
  expect([words.tagName, words.dir]).toEqual(['BDI', 'auto']);
  expect(screen.getByText('No words yet')).toBeTruthy();
});
