// Two tabs of one tablet in a real browser: one syncs for both, for whoever is unlocked in them, and one that was frozen does not come between.
import { expect, test } from 'vitest';
import { reflectionWords } from '../../src/ui/words/reflections';
import { say } from '../../src/ui/words/say';
import { openMyReflections, stored, unlock, writeOn } from '../support/tablet-screen';
import { allSent, freeze, twoTabs, write } from '../support/two-tabs';

const tabs = twoTabs();

test('one of two tabs syncs; the other hands over what is written in it and says what became of it', async () => {
  const { demo, first, second, askedBy } = tabs();
  await unlock(second, 'amina');
  await write(second, 'Liban held the spoon.');
  await second.getByText(say(reflectionWords.sent), { exact: true }).waitFor();
  await allSent(second);
  expect(askedBy(second)).toEqual([]);
  await demo.cut('blue');
  await first
    .getByText(/^Saved here/)
    .or(first.getByText(/^All sent/))
    .first()
    .waitFor();
  await writeOn(second, ' Again.');
  await second.getByRole('button', { name: /^Saved here 1/ }).waitFor();
  expect(askedBy(second)).toEqual([]);
});

test('who is unlocked in the other tab gets her own pages there', async () => {
  const { first, second } = tabs();
  await unlock(second, 'helen');
  await openMyReflections(first);
  await expect.poll(async () => (await stored(second, 'cursors')).some(({ holder }) => holder === 'helen'), { timeout: 20_000 }).toBe(true);
});

test('a tab that was frozen and wakes does not sync beside the one that took over', async () => {
  const { first, second, askedBy, forget, listens } = tabs();
  const wake = await freeze(tabs(), first);
  await listens(second);
  await wake();
  await first.waitForTimeout(2_000);
  forget();
  await unlock(second, 'amina');
  await write(second, 'Liban held the spoon.');
  await second.getByText(say(reflectionWords.sent), { exact: true }).waitFor();
  expect(askedBy(first)).toEqual([]);
});
