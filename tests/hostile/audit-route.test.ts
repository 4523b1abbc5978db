// Hostile hands at the address of the trail: without a session, from another page, with another's name, with what is no question.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditRoutes } from '../../src/features/audit/audit-routes.server';
import { auditPath } from '../../src/features/audit/audit-trail';
import { writeAudit } from '../../src/server/audit';
import { makeNursery, makePerson } from '../../src/server/people';
import { enrolledCookie } from '../support/enrolled';
import { type TestServer, testServer } from '../support/server-parts';
import { partsOf } from '../support/whole-tablet';

let server: TestServer;
let cookie: string;

beforeAll(async () => {
  server = await testServer({ routes: [(app, shell) => auditRoutes(partsOf(shell))(app, shell)] });
  for (const nursery of ['quince-street', 'alder-row']) {
    await makeNursery(server, { id: nursery, name: nursery, rooms: [] });
    const leads = [{ nursery, room: null, role: 'leader' as const }];
    await makePerson(server, { id: `leader-of-${nursery}`, name: 'Helen', hue: 'teal', home: nursery, pin: '836157', memberships: leads });
    const line = { at: server.clock(), counter: nursery, who: 'operator', what: 'tablet-revoked', about: 't-1', tablet: null } as const;
    await server.db.transaction().execute(tx => writeAudit(tx, line));
  }
  cookie = await enrolledCookie(server, 'tablet-blue', 'quince-street');
});
afterAll(() => server.app.close());

const honest = { v: 1, tablet: 'tablet-blue', person: 'leader-of-quince-street', whose: 'all', area: null, before: null };
const own = { 'content-type': 'application/json', 'x-larkrise': '1' };
async function ask(payload: unknown, headers: Record<string, string> = { ...own, cookie }) {
  const answer = await server.app.inject({ method: 'POST', url: auditPath, headers, payload: payload as object });
  return { status: answer.statusCode, refusal: (answer.json() as { refusal?: string }).refusal, text: answer.body };
}

test('the leader of the nursery is answered, sealed: not one name or act is in it in clear', async () => {
  const { status, text } = await ask(honest);
  expect([status, /revoked|operator|Helen|t-1/.test(text)]).toEqual([200, false]);
});

test('who has no session gets nothing', async () => {
  expect(await ask(honest, own)).toMatchObject({ status: 401, refusal: 'not-enrolled' });
});

test('who asks from another page, or without our header, gets nothing', async () => {
  expect((await ask(honest, { ...own, cookie, origin: 'https://elsewhere.example' })).status).toBe(400);
  expect((await ask(honest, { 'content-type': 'application/json', cookie })).status).toBe(400);
  expect((await ask(JSON.stringify(honest), { ...own, cookie, 'content-type': 'text/plain' })).status).toBe(400);
});

test('who asks as the leader of another nursery, or as somebody who is not there, gets the same nothing', async () => {
  const answers = [await ask({ ...honest, person: 'leader-of-alder-row' }), await ask({ ...honest, person: 'nobody-at-all' })];
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]).toMatchObject({ status: 404, refusal: 'not-found' });
});

test.each([
  ['another area', { ...honest, area: 'passwords' }],
  ['somebody else’s list', { ...honest, whose: 'everybody' }],
  ['a place that is a text of SQL', { ...honest, before: { at: 0, counter: "' or 1=1 --", place: 0 } }],
  ['a place beyond exactness', { ...honest, before: { at: 2 ** 53, counter: 'quince-street', place: 1 } }],
  ['a person who is a list', { ...honest, person: ['leader-of-quince-street', 'leader-of-alder-row'] }],
  ['nothing', {}],
])('who asks for %s is refused, and no word of the inside is said', async (_, payload) => {
  const { status, refusal, text } = await ask(payload);
  expect([status, refusal, text]).toEqual([400, 'bad-request', '{"refusal":"bad-request"}']);
});

test('who gives a place of another nursery’s chain gets none of its lines', async () => {
  const { status, text } = await ask({ ...honest, before: { at: server.clock() + 1, counter: 'alder-row', place: 9 } });
  expect([status, text.includes('alder')]).toEqual([200, false]);
});
