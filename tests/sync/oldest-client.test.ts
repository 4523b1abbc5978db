// A client of the first release against this server, over HTTP: its pushes are taken for ever, its pulls as long as it can read the answer.
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordKinds } from '../../src/main/record-kinds';
import { readConfig } from '../../src/server/config';
import { createApp } from '../../src/server/http';
import { syncRoutes } from '../../src/sync/sync-routes.server';
import { enrolledCookie } from '../support/enrolled';
import { firstEnvelope, firstPage, signRun } from '../support/first-client';
import { fixedAuthor, fixedNursery, serverOf } from '../support/recorded-changes';
import type { Server } from '../support/world';

const nursery = fixedNursery();
const author = fixedAuthor(nursery);
const [tablet] = nursery.tablets;
const vault = `vault:${author.id}:1`;
const hers = `person:${author.id}@${nursery.nursery}`;
const id = '019ab000-0000-7000-8000-0000000000aa';

let server: Server;
let app: FastifyInstance;
let cookie: string;

beforeEach(async () => {
  server = await serverOf(nursery);
  const config = readConfig({});
  if (!config.ok) throw new Error(config.trouble);
  app = await createApp({ ...server, config: config.value, routes: [syncRoutes(server)], log: null, pages: null });
  cookie = await enrolledCookie({ db: server.db, clock: server.clock, config: config.value }, tablet, nursery.nursery);
});
afterEach(async () => {
  expect(server.faults).toEqual([]);
  await app.close();
  await server.db.destroy();
});

/** What the first release was answered; it never looked at anything else. */
interface FirstAnswer {
  readonly v: 1;
  readonly buckets: readonly string[];
  readonly pages: readonly { readonly holder: string; readonly key: string; readonly bytes: string }[];
  readonly cursors: Readonly<Record<string, number>>;
  readonly settled: readonly { readonly n: number; readonly change: string | null; readonly reason: string | null }[];
  readonly told: string;
  readonly more: boolean;
}

async function post(path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const headers = { 'content-type': 'application/json', 'x-larkrise': '1', cookie };
  const answer = await app.inject({ method: 'POST', url: path, headers, payload: JSON.stringify(body) });
  return { status: answer.statusCode, body: answer.json() };
}

/** The request of the first release, field by field: it does not say what it knows. */
const pull = (cursors: Readonly<Record<string, number>> = {}, told: string | null = null) =>
  post('/api/v1/sync/pull', { v: 1, tablet, person: author.id, cursors, again: [], told, lowest: 1 });

const push = (...changes: readonly { readonly n: number; readonly change: Readonly<Record<string, unknown>> }[]) => {
  const run = changes.map(({ n, change }) => firstEnvelope(author, { tablet, n, key: vault }, change));
  return post('/api/v1/sync/push', { v: 1, tablet, envelopes: signRun(author, run) });
};

const written = (change: string, set: Readonly<Record<string, unknown>>, base: Readonly<Record<string, string>> = {}) => ({
  change,
  kind: 'reflection',
  id,
  set,
  base,
  at: 1_763_795_700_000,
  version: 1,
});

test('what the first release writes is taken, and what it pulls is what it can read', async () => {
  const first = written('c-1', { module: null, prompt: null, text: 'Hello' });
  const answer = await push({ n: 1, change: first }, { n: 2, change: written('c-2', { text: 'Hello there' }, { text: 'c-1' }) });
  expect(answer).toEqual({ status: 200, body: { v: 1, verdicts: [{ verdict: 'applied' }, { verdict: 'applied' }] } });
  const pulled = await pull();
  expect(pulled.status).toBe(200);
  const { v, buckets, pages, cursors, settled, told, more } = pulled.body as FirstAnswer;
  expect({ v, more }).toEqual({ v: 1, more: false });
  expect(buckets).toContain(hers);
  expect(settled).toEqual([
    { n: 1, change: 'c-1', reason: null },
    { n: 2, change: 'c-2', reason: null },
  ]);
  expect(pages.map(({ holder, key }) => [holder, key])).toEqual([[author.id, vault]]);
  const [row] = pages.flatMap(page => firstPage(author, tablet, page).rows);
  expect(row).toMatchObject({ bucket: hers, id, kind: 'reflection', revision: 2, state: { values: { text: 'Hello there' } } });
  const next = (await pull(cursors, told)).body as FirstAnswer;
  expect({ pages: next.pages, more: next.more, cursors: next.cursors }).toEqual({ pages: [], more: false, cursors });
});

test('once a kind means something else the first release is asked for the update, and goes on sending', async () => {
  await push({ n: 1, change: written('c-1', { module: null, prompt: null, text: 'Hello' }) });
  const reflection = recordKinds.get('reflection');
  if (!reflection) throw new Error('reflections');
  Object.assign(server, { kinds: new Map([...recordKinds, ['reflection', { ...reflection, version: 2, upcasts: [{}] }]]) });
  await app.close();
  const config = readConfig({});
  if (!config.ok) throw new Error(config.trouble);
  app = await createApp({ ...server, config: config.value, routes: [syncRoutes(server)], log: null, pages: null });
  expect(await pull()).toEqual({ status: 426, body: { refusal: 'update-needed' } });
  const answer = await push({ n: 2, change: written('c-2', { text: 'Still heard' }, { text: 'c-1' }) });
  expect(answer).toEqual({ status: 200, body: { v: 1, verdicts: [{ verdict: 'applied' }] } });
});
