// A tablet's storage is taken away under it in a real Chromium: no room to write, no room to fetch, closed in mid-write. The soak does it at length.
import { test } from 'vitest';
import { surviveClosing, surviveNoRoomToFetch, surviveNoRoomToWrite } from '../support/storage-troubles';

const seed = 20_261_122;

test(`a tablet without room to write keeps what it called saved, and sends it when there is room (seed ${seed})`, () =>
  surviveNoRoomToWrite(1, seed));

test(`a tablet without room to fetch keeps its own words and fetches the rest later (seed ${seed})`, () => surviveNoRoomToFetch(2, seed));

test(`a database closed 6 times in mid-write loses nothing that was called saved (seed ${seed})`, () => surviveClosing(6, seed));
