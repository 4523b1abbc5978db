// A round of sync is cut at each of its bytes, one after the other; PART=2/4 is the second quarter of them.
import { expect, test } from 'vitest';
import { partOf } from '../support/blocks';
import { surviveCuts } from '../support/cuts';

const { part, parts, positions } = partOf(process.env.PART);

test(`a round of sync that is cut at any of its bytes loses nothing and leaves nothing twice (part ${part} of ${parts})`, async () => {
  const cuts = await surviveCuts(positions);
  console.info(`${cuts} positions were cut`);
  expect(cuts).toBeGreaterThan(1_000 / parts);
});
