// A tablet that waits for somebody to compare six digits: it shows them large, says what happens next, and gives way to what went wrong.
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { MatchDigits } from '../../src/features/entrance/MatchDigits';
import { Enrolling } from '../../src/features/entrance/NotSetUp';
import { type Result, trouble } from '../../src/kernel/result';
import type { RefusalName } from '../../src/sync/verdict';

afterEach(cleanup);

test('the six digits stand in two groups and are read one by one', () => {
  render(<MatchDigits digits="048213" />);
  const shown = screen.getByRole('img', { name: 'The six digits: 0 4 8 2 1 3' });
  expect([...shown.children].map(({ textContent }) => textContent)).toEqual(['048', '213']);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Does the other screen show the same?');
  expect(screen.getByRole('status').textContent).toContain('Waiting for your leader');
});

test('they stand in the place of the waiting, and go when the code is refused', async () => {
  let end: (outcome: Result<unknown, RefusalName>) => void = () => undefined;
  const enrol = () => new Promise<Result<unknown, RefusalName>>(done => (end = done));
  render(<Enrolling enrol={enrol} meanwhile={<MatchDigits digits="048213" />} />);
  expect(screen.getByRole('img', { name: /six digits/ })).toBeTruthy();
  await act(async () => end(trouble('code-not-valid')));
  expect(await screen.findByText(/ask for a new one/)).toBeTruthy();
  expect(screen.queryByRole('img', { name: /six digits/ })).toBeNull();
});
