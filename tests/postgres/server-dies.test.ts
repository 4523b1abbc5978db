// The real server process on PostgreSQL in short trouble: it is killed in mid-push, its database is restarted. The soak does both at length.
import { afterAll, beforeAll, inject, test } from 'vitest';
import { surviveRestarts } from '../support/database-restarts';
import { postgresHome } from '../support/homes';
import { type Cluster, startCluster } from '../support/postgres-cluster';
import { surviveServerKills } from '../support/server-kills';

const seed = 20_261_122;
let cluster: Cluster;

// One of its own, because the other tests would not like to see theirs go.
beforeAll(async () => {
  cluster = await startCluster([]);
}, 180_000);
afterAll(() => cluster.stop());

test(
  `killed 3 times in mid-push, the server on PostgreSQL loses nothing and has nothing twice (seed ${seed})`,
  {
    timeout: 180_000,
  },
  async () => surviveServerKills(await postgresHome(inject('postgres') ?? cluster.address), 3, seed),
);

test(`a PostgreSQL that was restarted 3 times under load has lost nothing and has nothing twice (seed ${seed})`, { timeout: 180_000 }, () =>
  surviveRestarts(cluster, 3, seed),
);
