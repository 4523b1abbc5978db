// The browser is killed in the middle of writing, two hundred times, at other moments in each run; the seed brings a run back.
import { test } from 'vitest';
import { surviveKills } from '../support/kills';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

test(`200 times killed while she writes, no word is lost that the screen had called saved, and none is there twice (SEED=${seed})`, () =>
  surviveKills(200, seed));
