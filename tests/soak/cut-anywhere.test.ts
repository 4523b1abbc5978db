// A round of sync is cut at each of its bytes, one after the other.
import { expect, test } from 'vitest';
import { everyPosition, surviveCuts } from '../support/cuts';

test('a round of sync that is cut at any of its bytes loses nothing and leaves nothing twice', async () => {
  const cuts = await surviveCuts(everyPosition);
  console.info(`${cuts} positions were cut`);
  expect(cuts).toBeGreaterThan(1_000);
});
