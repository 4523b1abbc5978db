// The server's disk is full, twenty times (TIMES), and has room again while it runs or after it was killed; SEED brings a run back.
import { test } from 'vitest';
import { surviveFullDisk } from '../support/full-disk';
import { fileHome } from '../support/homes';

const times = Number(process.env.TIMES ?? 20);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

test(`a disk that was full ${times} times has lost nothing and has nothing twice (SEED=${seed})`, async () => {
  const home = fileHome();
  await surviveFullDisk(home, times, seed);
  home.remove();
});
