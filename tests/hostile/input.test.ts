// Hostile input at the addresses of the engine: bombs, tricks with names and letters, wrong sorts; refused by name or kept as plain words.
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparePath } from '../../src/sync/compare-protocol';
import { historyPath } from '../../src/sync/history/history';
import { pullPath, pushPath } from '../../src/sync/protocol';
import { farewellPath, reportPath } from '../../src/sync/tablet-report';
import type { QuarantineReason } from '../../src/sync/verdict';
import { envelopeOf, envelopeOfText, historyAs, pullAs, pushAs, type Writing, writeAs } from '../support/cells/asking';
import { type Actor, type Cast, startCast } from '../support/cells/cast';
import { quince } from '../support/cells/people';
import { plantSeeds, type Seeds } from '../support/cells/seeds';
import { leavesUntouched } from '../support/cells/untouched';

let cast: Cast;
let seeds: Seeds;
let kasia: Actor;
let helen: Actor;
const { nursery, wrens } = quince;

beforeAll(async () => {
  cast = await startCast();
  seeds = await plantSeeds(cast);
  [kasia, helen] = [cast.who('kasia'), cast.who('helen')];
}, 60_000);
afterAll(() => cast.stop());

const pull = (over: Record<string, unknown> = {}) => ({
  v: 1,
  tablet: kasia.tablet,
  person: 'kasia',
  cursors: {},
  again: [],
  told: null,
  lowest: 0,
  ...over,
});
const bad = { status: 400, text: '{"refusal":"bad-request"}' };

/** Refused whole, in one plain word, and nothing of it anywhere. */
async function isTurnedAway(path: string, payload: string | Buffer | object, headers: Record<string, string> = {}, expected: object = bad) {
  const answer = await leavesUntouched(cast, () => cast.ask(kasia.tablet, path, payload, { headers }));
  expect({ status: answer.status, text: answer.text }).toEqual(expected);
}
const tooLarge = { status: 413, text: '{"refusal":"body-too-large"}' };

const reflection = (set: string, id: string = randomUUID()) =>
  `{"change":"${randomUUID()}","kind":"reflection","id":"${id}","set":${set},"base":{},"at":1,"version":1}`;
const isRefused = async (text: string, reason: QuarantineReason) =>
  expect(await leavesUntouched(cast, () => pushAs(cast, kasia.tablet, envelopeOfText(cast, kasia, text)))).toEqual([
    { verdict: 'quarantined', reason },
  ]);

describe('a body', () => {
  test('of ten megabytes is not read', () =>
    isTurnedAway(pushPath, `{"v":1,"envelopes":["${'a'.repeat(10 * 1024 * 1024)}"]}`, {}, tooLarge));
  test('of ten megabytes is read nowhere else either', async () => {
    for (const path of [pullPath, comparePath, historyPath, reportPath, farewellPath])
      await isTurnedAway(path, 'x'.repeat(10 * 1024 * 1024), {}, tooLarge);
  });
  test('that unpacks to a gigabyte’s beginning is unpacked no further than it may be long', () =>
    isTurnedAway(pullPath, gzipSync(Buffer.alloc(50 * 1024 * 1024)), { 'content-encoding': 'gzip' }, tooLarge));
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/html',
    'application/xml',
    'image/svg+xml',
    '',
  ])('that calls itself "%s" is not read, whatever it says', type =>
    isTurnedAway(pushPath, JSON.stringify({ v: 1, tablet: kasia.tablet, envelopes: [] }), { 'content-type': type }),
  );
  test.each<[string, string | Buffer]>([
    ['with a poisoned prototype', '{"v":1,"__proto__":{"isAdmin":true}}'],
    ['with a poisoned constructor', '{"v":1,"constructor":{"prototype":{"isAdmin":true}}}'],
    ['nested thirty thousand deep', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['torn in its middle', '{"v":1,"tablet":"blue","enve'],
    ['of bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x80, 0x7d])],
    ['in another encoding', Buffer.from(JSON.stringify({ v: 1 }), 'utf16le')],
    ['that is a number', '7'],
    ['that is nothing', 'null'],
    ['that is a list', '[]'],
  ])('%s is a bad request everywhere', async (_, body) => {
    for (const path of [pushPath, pullPath, comparePath, historyPath, reportPath]) await isTurnedAway(path, body);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});

describe('a wrong sort is refused', () => {
  test.each<[string, Record<string, unknown>]>([
    ['a text for the cursors', { cursors: 'all' }],
    ['a text for a cursor', { cursors: { x: '0' } }],
    ['a cursor below nothing', { cursors: { x: -1 } }],
    ['a cursor beyond what numbers hold', { cursors: { x: 2 ** 60 } }],
    ['a person who is an object', { person: { $ne: null } }],
    ['a person who is a list', { person: ['amina', 'kasia'] }],
    ['a person with a line break', { person: 'kasia\nset-cookie: x' }],
    ['a person with a NUL', { person: 'kasia\u0000' }],
    ['a record that is a path', { again: ['../../larkrise.key'] }],
    ['a sum that is a formula', { sums: { x: '=1+1' } }],
    ['a protocol of tomorrow', { v: 2 }],
    ['a mark as long as a book', { told: 'x'.repeat(101) }],
  ])('in a pull: %s', (_, over) => isTurnedAway(pullPath, pull(over)));
  test.each<[string, Record<string, unknown>]>([
    ['an app that is a command', { app: '0.1.0; rm -rf /' }],
    ['fewer waiting than none', { waiting: -1 }],
    ['a storage of a text', { storage: 'much' }],
    ['more erasures than there are', { erased: Array.from({ length: 51 }, () => 'e') }],
  ])('in a report: %s', (_, over) => isTurnedAway(reportPath, { v: 1, app: '0.1.0', waiting: 0, storage: null, erased: [], ...over }));
  test.each<[string, Record<string, unknown>]>([
    ['fewer known than none', { skip: -1 }],
    ['a record that is several', { record: ['a', 'b'] }],
    ['a record with a wildcard', { record: '%' }],
  ])('in a history: %s', (_, over) =>
    isTurnedAway(historyPath, { v: 1, tablet: kasia.tablet, person: 'kasia', record: 'r', skip: 0, ...over }),
  );
  test('in an address: two people at once, and names that are paths', async () => {
    const { id } = seeds.of('attachment', 'amina');
    for (const path of [
      `${id}?person=amina&person=kasia`,
      `${id}?person[]=amina`,
      '..%2f..%2flarkrise.key',
      '%00',
      `${id}%2e%2e`,
      '__proto__',
    ]) {
      const { status, text } = await leavesUntouched(cast, () =>
        cast.ask(kasia.tablet, `/api/v1/blobs/${path}`, undefined, { method: 'GET' }),
      );
      expect([status, text], path).toEqual([
        status === 400 ? 400 : 404,
        expect.stringMatching(/^\{"refusal":"(not-found|bad-request)"\}$/),
      ]);
    }
  });
});

describe('a change, truly signed,', () => {
  test('whose fields are what objects are made of is refused', async () => {
    for (const name of ['__proto__', 'constructor', 'prototype'])
      await isRefused(reflection(`{"${name}":{"isAdmin":true},"text":"x"}`), 'malformed');
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
  test('that says one name twice is refused, however it is written', async () => {
    await isRefused(reflection('{"text":"what I read","text":"what you read"}'), 'malformed');
    await isRefused(reflection('{"text":"what I read","te\\u0078t":"what you read"}'), 'malformed');
  });
  test('that nests a value seven deep is refused', () =>
    isRefused(reflection(`{"text":"x","extra":${'['.repeat(7)}${']'.repeat(7)}}`), 'malformed'));
  test('that nests it ten thousand deep is refused as well', () =>
    isRefused(reflection(`{"text":"x","extra":${'['.repeat(10_000)}${']'.repeat(10_000)}}`), 'malformed'));
  test.each(['../../etc/passwd', 'a b', 'a\\u0000b', 'аmina', "x' OR 1=1", '', 'x'.repeat(121), '-x', '.x'])(
    'about a record called "%s" is refused',
    id => isRefused(reflection('{"text":"x"}', id), 'malformed'),
  );
  test.each<[string, unknown]>([
    ['a number', 7],
    ['a list', ['x']],
    ['an object that calls itself a text', { toString: 'x' }],
    ['true', true],
    ['nothing', null],
    ['twenty thousand and one letters', 'a'.repeat(20_001)],
  ])('whose words are %s is outside its limits', (_, text) => isRefused(reflection(JSON.stringify({ text })), 'outside-limits'));
  test('of a kind that is called like what every object has is of no kind', async () => {
    for (const kind of ['constructor', 'toString', 'hasOwnProperty', 'valueOf'])
      await isRefused(reflection('{"text":"x"}').replace('"reflection"', `"${kind}"`), 'unknown-kind');
  });
  test('of a version below the first is refused, and one of the future is kept for it', async () => {
    for (const version of ['0', '-1', '1.5', '1e300', '"1"'])
      await isRefused(reflection('{"text":"x"}').replace('"version":1', `"version":${version}`), 'malformed');
    await isRefused(reflection('{"text":"x"}').replace('"version":1', '"version":99'), 'future-version');
  });
});

describe('words that are tricks are words: they come back letter for letter, and do nothing', () => {
  const tricks = {
    'half of an emoji': 'Zo\ud83d',
    'letters that turn the line round': 'Zo\u202esia\u202c',
    'a name that is a formula': '=HYPERLINK("https://evil.example")',
    'a name that is a page': '<img src=x onerror=alert(1)>',
    'a name that is a command': "Robert'); DROP TABLE people;--",
    'a template': '#{LARKRISE_KEY} {{7*7}} <%= 7*7 %>',
    'a NUL in its middle': 'Zo\u0000sia',
    'a name that is a name of objects': '__proto__',
  };
  test.each(Object.entries(tricks))('%s', async (_, name) => {
    const child: Writing = { kind: 'child', id: randomUUID(), set: { room: wrens, name } };
    expect(await writeAs(cast, helen, child)).toEqual({ verdict: 'applied' });
    expect((await pullAs(cast, kasia)).text).toContain(JSON.stringify(name));
    expect(await cast.server.db.selectFrom('people').select('id').where('id', '=', 'amina').execute()).toHaveLength(1);
    expect((await historyAs(cast, kasia, child.id)).status).toBe(200);
  });
  test('a name of sixty letters with a thousand marks on each is longer than a name may be', async () => {
    const child: Writing = { kind: 'child', id: randomUUID(), set: { room: wrens, name: `Z${'\u0301'.repeat(1_000)}`.repeat(60) } };
    expect(await leavesUntouched(cast, () => writeAs(cast, helen, child))).toEqual({ verdict: 'quarantined', reason: 'outside-limits' });
  });
  test('a word of nothing but spaces is none', async () => {
    const word: Writing = {
      kind: 'strength-word',
      id: randomUUID(),
      set: { child: seeds.baby, room: wrens, side: 'family', word: ' \t\u00a0\u2003' },
    };
    expect(await leavesUntouched(cast, () => writeAs(cast, kasia, word))).toEqual({ verdict: 'quarantined', reason: 'outside-limits' });
  });
  test('a child’s room that is no room anywhere is nobody’s to write into', async () => {
    for (const room of ['__proto__', 'toString', nursery]) {
      const child: Writing = { kind: 'child', id: randomUUID(), set: { room, name: 'Nobody' } };
      expect(await leavesUntouched(cast, async () => (await writeAs(cast, helen, child)).verdict)).toBe('quarantined');
    }
  });
});

test('an envelope in which anything stands in the place of anything gets a verdict each, and the honest one behind them is taken', async () => {
  const whole = envelopeOf(cast, kasia, { kind: 'reflection', id: randomUUID(), set: { module: null, prompt: null, text: 'honest' } });
  const anything = (name: string) => [{ [name]: [] }, -1, '\ud800', 'é\u0000', { toString: 1 }];
  const odd = Object.keys(whole).flatMap(name => anything(name).map(value => ({ ...whole, [name]: value })));
  const verdicts = await pushAs(cast, kasia.tablet, ...odd, whole);
  expect(verdicts.at(-1)).toEqual({ verdict: 'applied' });
  expect(verdicts.slice(0, -1).filter(({ verdict }) => verdict !== 'quarantined')).toEqual([]);
});
