// The server dies by SIGKILL in mid-push, a hundred times (KILLS), on a SQLite file and on PostgreSQL; SEED brings a run back.
import { afterAll, beforeAll, describe, test } from 'vitest';
import { fileHome, postgresHome } from '../support/homes';
import { type Cluster, careless, startCluster } from '../support/postgres-cluster';
import { surviveServerKills } from '../support/server-kills';

const kills = Number(process.env.KILLS ?? 100);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

test(`killed ${kills} times in mid-push, the server on a SQLite file loses nothing and has nothing twice (SEED=${seed})`, async () => {
  const home = fileHome();
  await surviveServerKills(home, kills, seed);
  home.remove();
});

describe('on PostgreSQL', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster(careless);
  });
  afterAll(() => cluster.stop());

  test(`killed ${kills} times in mid-push, the server on PostgreSQL loses nothing and has nothing twice (SEED=${seed})`, async () =>
    surviveServerKills(await postgresHome(cluster.address), kills, seed));
});
