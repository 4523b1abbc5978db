// The browser is killed in the middle of writing, two hundred times (KILLS), at other moments in each run; SEED brings a run back.
import { test } from 'vitest';
import { surviveKills } from '../support/kills';

const kills = Number(process.env.KILLS ?? 200);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

test(`${kills} times killed while she writes, no word is lost that the screen had called saved, and none is there twice (SEED=${seed})`, () =>
  surviveKills(kills, seed));
