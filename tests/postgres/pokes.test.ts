// Pokes between server processes of one PostgreSQL: what one has committed is told to the tablets of the others.
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { type Poke, postgresPokes } from '../../src/server/pokes';
import { freshAddress } from '../support/fresh-database';

const poke: Poke = { counters: ['quince-street'], from: 'tablet-blue' };

async function address(): Promise<string> {
  const cluster = inject('postgres');
  if (!cluster) throw new Error('no PostgreSQL was started');
  return freshAddress(cluster);
}

test('a poke that one process tells is heard by all, and goes on being heard after the connection was lost', {
  timeout: 30_000,
}, async () => {
  const at = await address();
  const [first, second] = [postgresPokes(at), postgresPokes(at)];
  const heard: Poke[] = [];
  second.listen(one => heard.push(one));
  const isHeard = () => {
    heard.length = 0;
    first.tell(poke);
    return expect.poll(() => heard).toEqual([poke]);
  };
  await expect
    .poll(
      () =>
        isHeard().then(
          () => true,
          () => false,
        ),
      { timeout: 10_000 },
    )
    .toBe(true);
  const operator = new pg.Client({ connectionString: at });
  await operator.connect();
  await operator.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'larkrise pokes'`);
  await operator.end();
  await expect
    .poll(
      () =>
        isHeard().then(
          () => true,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true);
  await Promise.all([first.stop(), second.stop()]);
});

test('a process whose connection is away still tells its own tablets', async () => {
  const alone = postgresPokes('postgres://nobody:nothing@127.0.0.1:9/none');
  const heard: Poke[] = [];
  alone.listen(one => heard.push(one));
  alone.tell(poke);
  expect(heard).toEqual([poke]);
  await alone.stop();
});
