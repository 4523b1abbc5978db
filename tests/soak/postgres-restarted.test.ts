// PostgreSQL is restarted under load, thirty times (RESTARTS), as an operator does it and as if the power had gone; SEED brings a run back.
import { afterAll, beforeAll, test } from 'vitest';
import { surviveRestarts } from '../support/database-restarts';
import { type Cluster, startCluster } from '../support/postgres-cluster';

const restarts = Number(process.env.RESTARTS ?? 30);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
let cluster: Cluster;

// As careful as PostgreSQL is by itself: what it has committed must be there after it was cut off.
beforeAll(async () => {
  cluster = await startCluster([]);
});
afterAll(() => cluster.stop());

test(`a PostgreSQL that was restarted ${restarts} times under load has lost nothing and has nothing twice (SEED=${seed})`, () =>
  surviveRestarts(cluster, restarts, seed));
