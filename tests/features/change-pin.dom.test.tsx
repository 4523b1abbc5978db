// Change my PIN: kind reasons before anything is tried, one try of the PIN that holds, and a plain word when it is done.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { ChangePin } from '../../src/features/pin/ChangePin';
import { judgePin } from '../../src/features/pin/pin-rules';
import { ok, type Result, trouble } from '../../src/kernel/result';
import type { TabletTrouble } from '../../src/sync/verdict';

const settled = () => act(() => new Promise<void>(done => setTimeout(done)));
afterEach(cleanup);
let draws = 0;
const random = () => Uint8Array.from({ length: 16 }, () => (draws = (draws * 73 + 41) % 251));
const session = { tablet: { random }, person: {} } as unknown as Session;

function open(answer: Result<null, TabletTrouble> | Promise<never> = ok(null)) {
  const tried: unknown[] = [];
  const changePin = async (choice: unknown) => {
    tried.push(choice);
    return answer;
  };
  render(<ChangePin session={session} changePin={changePin} />);
  const field = (name: string) => screen.getByLabelText(name) as HTMLInputElement;
  const type = (now: string, next: string, again = next) => {
    fireEvent.input(field('Your PIN now'), { target: { value: now } });
    fireEvent.input(field('Your new PIN'), { target: { value: next } });
    fireEvent.input(field('Your new PIN once more'), { target: { value: again } });
  };
  const change = async () => {
    fireEvent.submit(document.querySelector('form')!);
    await settled();
  };
  return { tried, field, type, change };
}

test('what is typed is tried once, and she is told that it holds', async () => {
  const { tried, type, change } = open();
  type('735182', '482 915', '482915');
  await change();
  expect(tried).toEqual([{ now: '735182', next: '482915', again: '482915' }]);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Your PIN is changed');
  expect(screen.getByRole('status').textContent).toMatch(/On other tablets the old one still opens/);
});

test('a PIN that would be guessed is not tried, and why is said beside it and above', async () => {
  const { tried, type, change } = open();
  for (const [next, why] of [
    ['310589', /birthdays/],
    ['123456', /follow one another/],
    ['121212', /repeats itself/],
    ['735182', /the PIN that you have now/],
    ['48', /Please type six/],
  ] as const) {
    type('735182', next);
    await change();
    expect(screen.getAllByText(why)).toHaveLength(2);
  }
  expect(tried).toEqual([]);
});

test('the two new ones must be the same, and the one that holds must be there', async () => {
  const { tried, type, change } = open();
  type('73', '482915', '482916');
  await change();
  expect(screen.getAllByRole('link').map(({ textContent }) => textContent)).toEqual(
    expect.arrayContaining([expect.stringMatching(/six digits that open/), expect.stringMatching(/not the same/)]),
  );
  expect(tried).toEqual([]);
});

test('a wrong PIN empties its field alone, and says that nothing has changed', async () => {
  const { field, type, change } = open(trouble('wrong-pin'));
  type('111111', '482915');
  await change();
  expect([field('Your PIN now').value, field('Your new PIN').value]).toEqual(['', '482915']);
  expect(screen.getAllByText(/Nothing has changed/)).toHaveLength(2);
});

test('a fault that nobody foresaw is told, and she can try again', async () => {
  vi.mocked(console.error).mockImplementation(() => {});
  const { tried, type, change } = open(Promise.reject(new Error('the PIN worker failed')));
  type('735182', '482915');
  await change();
  expect(screen.getAllByText(/^This did not work just now/)).toHaveLength(2);
  type('735182', '482915');
  await change();
  expect(tried).toHaveLength(2);
  vi.mocked(console.error).mockClear();
});

test('one is offered that she may choose, in two parts', () => {
  open();
  fireEvent.click(screen.getByRole('button', { name: 'Offer me one' }));
  const [offered = ''] = /\d{3} \d{3}/.exec(screen.getByRole('status').textContent ?? '') ?? [];
  expect(judgePin(offered.replace(' ', '')).ok).toBe(true);
});

test('all three are hidden until she wants to see them, and no keeper of passwords may offer them', () => {
  const { field } = open();
  const all = ['Your PIN now', 'Your new PIN', 'Your new PIN once more'].map(field);
  const isHidden = () => all.map(one => one.type === 'password' || one.dataset.masked !== undefined);
  expect(isHidden()).toEqual([true, true, true]);
  fireEvent.click(screen.getByRole('button', { name: 'Show what I type' }));
  expect(isHidden()).toEqual([false, false, false]);
  expect(all.every(one => one.autocomplete === 'off' && /data-1p-ignore/.test(one.outerHTML))).toBe(true);
});
