// The browser is killed in the middle of writing, twenty times; `npm run soak` does it two hundred times.
import { test } from 'vitest';
import { surviveKills } from '../support/kills';

const seed = 20_261_122;

test(`20 times killed while she writes, no word is lost that the screen had called saved, and none is there twice (seed ${seed})`, () =>
  surviveKills(20, seed));
