// A tablet's storage is taken away under it, fifty times each (TIMES): no room to write, no room to fetch, databases closed; SEED brings a run back.
import { test } from 'vitest';
import { surviveClosing, surviveNoRoomToFetch, surviveNoRoomToWrite } from '../support/storage-troubles';

const times = Number(process.env.TIMES ?? 50);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

test(`a tablet without room to write, ${times} times, keeps what it called saved (SEED=${seed})`, () => surviveNoRoomToWrite(times, seed));

test(`a tablet without room to fetch, ${times} times, keeps its words and fetches the rest later (SEED=${seed})`, () =>
  surviveNoRoomToFetch(times, seed));

test(`a database closed ${times} times in mid-write loses nothing that was called saved (SEED=${seed})`, () => surviveClosing(times, seed));
