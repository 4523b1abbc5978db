// A port that cannot be opened is one line that names the variable to change.
import Fastify from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { listen } from '../../src/server/listening';

const apps = [Fastify(), Fastify()] as const;
afterEach(() => Promise.all(apps.map(app => app.close())));

test('the port that the system chose is told, and a second program on it is told so in one line', async () => {
  const [first, second] = apps;
  const opened = await listen(first, { host: '127.0.0.1', port: 0 });
  if (!opened.ok) throw new Error(opened.trouble);
  expect(opened.value).toBeGreaterThan(0);
  const taken = await listen(second, { host: '127.0.0.1', port: opened.value });
  expect(taken).toEqual({ ok: false, trouble: `PORT: ${opened.value} is taken by another program` });
});
