// Whatever somebody who is signed in may send to the office: it is answered with a value or a name, never with a fault, and nobody rises by it.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { officePath, signOutPath } from '../../src/features/office/office-protocol';
import { anything, type Described, likely } from '../support/cells/anything';
import { type Browser, type Desk, openDesk, osier, programme, quince } from '../support/office-desk';

const runs = 12;
const known = [
  'helen',
  'amina',
  'farida',
  'denise',
  'ruth',
  quince,
  osier,
  programme,
  'wrens',
  'otters',
  'educator',
  'leader',
  'mentor',
  'Zara',
  '000000',
];

const people = ['helen', 'marcia', 'amina', 'farida', 'ioana', 'denise', 'ruth'];
/** What somebody who knows the ids would put there. */
const byName: Readonly<Record<string, readonly (string | null)[]>> = {
  nursery: [quince, osier, osier, null],
  room: ['wrens', 'otters', 'otters', null],
  person: people,
  mentor: people,
  name: ['Zara', 'Moles', 'Amina'],
};

/** Every field that the address asks for, most of them with something that fits. */
function shaped(schema: Described | undefined): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema?.properties ?? {});
  const fitting = ([name, one]: readonly [string, Described]) => {
    const values = byName[name];
    return [name, values ? fc.constantFrom(...values) : likely(one, known)] as const;
  };
  return fc.record(Object.fromEntries(fields.map(fitting)));
}

let desk: Desk;
let operations: readonly { readonly method: string; readonly path: string; readonly body: Described | undefined }[];

beforeAll(async () => {
  desk = await openDesk();
  type Document = { paths: Record<string, Record<string, { requestBody?: { content?: Record<string, { schema?: Described }> } }>> };
  const { paths } = (await desk.server.app.inject('/api/openapi.json')).json() as Document;
  const all = Object.entries(paths).filter(([path]) => path.startsWith(officePath) && path !== signOutPath);
  operations = all.flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, { requestBody }]) => ({
      method,
      path,
      body: requestBody?.content?.['application/json']?.schema,
    })),
  );
});
afterAll(() => desk.stop());

/** What people are, and who may sign in. */
async function standing(): Promise<unknown> {
  const { db } = desk.server;
  const roles = await db.selectFrom('people').select(['id', 'home', 'role']).orderBy('id').execute();
  const works = await db.selectFrom('memberships').select(['person', 'nursery', 'role', 'until']).orderBy('person').execute();
  return [roles, works, await db.selectFrom('tablets').select('id').execute()];
}

async function sendAll(browser: Browser, answered: Set<number>): Promise<void> {
  for (const { method, path, body } of operations) {
    const payload = fc.oneof(
      { weight: 4, arbitrary: shaped(body) },
      { weight: 2, arbitrary: likely(body, known) },
      { weight: 1, arbitrary: anything(...known) },
    );
    await fc.assert(
      fc.asyncProperty(payload, async value => {
        const json = JSON.stringify(value) ?? 'null';
        const asked = { headers: { 'content-type': 'application/json' }, payload: json };
        const answer =
          method === 'get' ? await browser.get(`${path}?nursery=${encodeURIComponent(json)}`) : await browser.post(path, {}, asked);
        answered.add(answer.status);
        expect(answer.status, `${path} ${json}`).toBeLessThan(500);
        expect(typeof (answer.body.ok ?? answer.body.refusal), `${path} ${json}`).toMatch(/boolean|string/);
      }),
      { numRuns: runs, seed: 22_112_026 },
    );
  }
}

test('a mentor who sends whatever she can think of changes nothing of what people are', async () => {
  const [ruth, before, answered] = [await desk.signedIn('ruth'), await standing(), new Set<number>()];
  await sendAll(ruth, answered);
  expect(await standing()).toEqual(before);
  expect([...answered].filter(status => ![200, 400, 401, 403, 404, 429].includes(status))).toEqual([]);
});

test('a leader who does changes nothing of another nursery and of nobody above her', async () => {
  const { db } = desk.server;
  const elsewhere = async () => [
    await db.selectFrom('memberships').selectAll().where('nursery', '=', osier).orderBy('id').execute(),
    await db.selectFrom('people').select(['id', 'role', 'wrap']).where('role', 'is not', null).orderBy('id').execute(),
    await db.selectFrom('nurseries').select(['id', 'name']).where('id', '=', osier).execute(),
    await db.selectFrom('mentorings').selectAll().execute(),
  ];
  const [helen, before] = [await desk.signedIn('helen', '10.0.0.2'), await elsewhere()];
  await sendAll(helen, new Set());
  expect(await elsewhere()).toEqual(before);
  expect((await db.selectFrom('memberships').select('role').where('person', '=', 'helen').execute()).map(({ role }) => role)).toEqual([
    'leader',
  ]);
});

test('a programme lead who does is always answered', async () => {
  await sendAll(await desk.signedIn('denise', '10.0.0.3'), new Set());
  expect(desk.server.lines.filter(line => line.includes('a bug, or a machine in trouble'))).toEqual([]);
});
