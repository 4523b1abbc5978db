// A tablet whose storage does not open at the start: what is safe, what to do, and a way to try again.
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { BrokenStorage } from '../../src/main/Opening';
import type { TabletTrouble } from '../../src/sync/verdict';

afterEach(cleanup);

test.each<[TabletTrouble, RegExp]>([
  ['storage-closed', /What was kept before is safe\. Please close Larkrise in every window/],
  ['storage-full', /The tablet is full\. What was kept before is safe/],
])('%s', (trouble, sentence) => {
  render(<BrokenStorage trouble={trouble} />);
  expect(screen.getByRole('heading', { name: 'Larkrise cannot open its store on this tablet' })).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toMatch(sentence);
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});
