// A push and a pull that are cut at any byte: what was written arrives exactly once all the same. The soak cuts at every byte.
import { expect, test } from 'vitest';
import { surviveCuts } from '../support/cuts';
import { seededChance } from '../support/seeded-chance';

const seed = 20_261_122;

test(`300 cuts somewhere in a round of sync lose nothing and leave nothing twice (seed ${seed})`, { timeout: 120_000 }, async () => {
  const chance = seededChance(seed);
  const sample = (count: number) => Array.from({ length: 150 }, () => Math.floor(chance() * count));
  expect(await surviveCuts((_, count) => sample(count))).toBe(300);
});
