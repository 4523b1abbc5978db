// Starts a PostgreSQL for all tests of a project, and ends it with them.
import type { TestProject } from 'vitest/node';
import { careless, startCluster } from './postgres-cluster';

/** Vitest calls it once before the project's tests and the returned function after them. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startCluster(careless);
  project.provide('postgres', cluster.address);
  return cluster.stop;
}
