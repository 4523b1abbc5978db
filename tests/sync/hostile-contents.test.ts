// Bad input inside true envelopes, and true envelopes at the wrong place: forks, replays, gaps, absurd clocks, groups and names.
import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import type { Envelope } from '../../src/sync/change';
import { receivePush } from '../../src/sync/push.server';
import type { QuarantineReason } from '../../src/sync/verdict';
import { type Forge, forgeFor, freshRoom, onlyReflection, type Room, sync, texts } from '../support/room';
import { type Server, startServer, unlock } from '../support/world';

let server: Server;
let room: Room;
let session: Session;
let change: Forge['change'];
let envelope: Forge['envelope'];
let push: Forge['push'];

const tenYears = 10 * 365 * 86_400_000;
const applied = { verdict: 'applied' };
const refused = (reason: QuarantineReason) => ({ verdict: 'quarantined', reason });
const words = (text: string) => ({ set: { module: null, prompt: null, text } });
/** The change as JSON with one part of it written by hand. */
const jsonWith = (part: string, instead: string, over: Parameters<Forge['change']>[0] = {}) =>
  JSON.stringify(change(over)).replace(part, instead);

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());
beforeEach(async () => {
  room = await freshRoom(server);
  session = await unlock(server, room.blue, room.first);
  ({ change, envelope, push } = forgeFor(server, room.blue, session));
});
afterEach(() => expect(server.faults).toEqual([]));

const kept = () => server.db.selectFrom('quarantine').select(['reason', 'n', 'raw']).where('tablet', '=', room.blue.id).execute();

test('the same push again and again changes nothing after the first', async () => {
  const all = [await envelope(change(words('one'))), await envelope(change(words('two')))];
  expect(await push(...all)).toEqual([applied, applied]);
  for (const _ of [1, 2, 3]) expect(await push(...all)).toEqual([{ verdict: 'already-have' }, { verdict: 'already-have' }]);
  expect(await push(all[1], all[0], all[0])).toEqual([1, 2, 3].map(() => ({ verdict: 'already-have' })));
  await sync(room.blue, session);
  expect(await texts(session)).toEqual(['one', 'two']);
});

test('a change is replayed from another tablet in vain', async () => {
  const stolen = await envelope(change(words('hers')));
  await push(stolen);
  const elsewhere = async (one: Envelope) =>
    (await receivePush(server, room.green.id, { v: 1, tablet: room.green.id, envelopes: [one] })).verdicts;
  expect(await elsewhere(stolen)).toEqual([refused('foreign-tablet')]);
  expect(await elsewhere({ ...stolen, tablet: room.green.id })).toEqual([refused('bad-signature')]);
});

test('a gap in the numbers holds nothing up, and what fills it later is taken', async () => {
  const [first, second, third] = [
    await envelope(change(words('1'))),
    await envelope(change(words('2'))),
    await envelope(change(words('3'))),
  ];
  expect(await push(first, third)).toEqual([applied, applied]);
  const far = await envelope(change(words('far')), { n: 2 ** 53 - 1 });
  expect(await push(far, second)).toEqual([applied, applied]);
  await sync(room.blue, session);
  expect(await texts(session)).toEqual(['1', '2', '3', 'far']);
});

test('a tablet that was restored from a copy counts the same numbers twice: what is new under them is kept apart, in whatever order', async () => {
  const before = await envelope(change(words('before the copy')));
  const here = await envelope(change(words('written here')), { n: 2 });
  const there = await envelope(change(words('written on the copy')), { n: 2 });
  expect(await push(before, here)).toEqual([applied, applied]);
  expect(await push(before, there)).toEqual([{ verdict: 'already-have' }, refused('number-reused')]);
  expect(await push(there, here)).toEqual([refused('number-reused'), { verdict: 'already-have' }]);
  expect((await kept()).map(({ reason, n, raw }) => [reason, Number(n), raw])).toEqual([['number-reused', 2, JSON.stringify(there)]]);
  await sync(room.blue, session);
  expect(await texts(session)).toEqual(['before the copy', 'written here']);
});

test.each<[string, (whole: Envelope) => Partial<Envelope>, QuarantineReason]>([
  ['tablet', () => ({ tablet: room.green.id }), 'foreign-tablet'],
  ['author', () => ({ author: room.second.id }), 'bad-signature'],
  ['number', ({ n }) => ({ n: n + 1 }), 'bad-signature'],
  ['group', () => ({ group: 'g.1' }), 'bad-signature'],
  ['key', () => ({ key: session.keys.ids.find(id => id !== session.keys.vault) ?? '' }), 'bad-signature'],
  ['signature', ({ sig }) => ({ sig: `${sig.startsWith('A') ? 'B' : 'A'}${sig.slice(1)}` }), 'bad-signature'],
  ['half of the signature', ({ sig }) => ({ sig: sig.slice(0, 43) }), 'bad-signature'],
  ['bytes', ({ bytes }) => ({ bytes: `${bytes.slice(0, -1)}${bytes.endsWith('A') ? 'B' : 'A'}` }), 'bad-signature'],
])('whoever changes the %s of an envelope on its way is found out', async (_, turned, reason) => {
  const whole = await envelope(change());
  const changed = { ...whole, ...turned(whole) };
  expect(changed).not.toEqual(whole);
  expect(await push(changed, whole)).toEqual([refused(reason), applied]);
});

test('a signed run out of which one change was taken proves only what it still covers', async () => {
  const [a, b, c] = [await envelope(change()), await envelope(change(), { sig: '' }), await envelope(change())];
  expect(await push(b, a, c)).toEqual([refused('bad-signature'), applied, applied]);
});

test.each([
  ['ten years slow', -tenYears],
  ['ten years fast', tenYears],
  ['at the beginning of time', -1e300],
  ['at the end of time', 1e300],
])('a clock that stands %s refuses nothing and wins nothing for ever', async (_, off) => {
  const id = change().id;
  const odd = change({ id, at: server.now + off });
  expect(await push(await envelope(odd))).toEqual([applied]);
  const later = { module: odd.change, prompt: odd.change, text: odd.change };
  expect(await push(await envelope(change({ id, base: later, ...words('later') })))).toEqual([applied]);
  const replaced = await server.db.selectFrom('versions').select(['at', 'written_at']).where('record', '=', id).execute();
  expect(replaced.map(({ at }) => Number(at))).toEqual([server.now]);
  expect(replaced.every(({ written_at: at }) => Number(at) >= 0 && Number(at) <= server.now)).toBe(true);
  await sync(room.blue, session);
  const { edited, made } = await onlyReflection(session);
  expect([edited, made].every(at => at >= 0 && at <= server.now)).toBe(true);
});

test('numbers that no two programs read alike are refused', async () => {
  for (const number of ['1e400', '"7"', 'null', '{}']) {
    const text = JSON.stringify(change()).replace(/"at":[0-9]+/, `"at":${number}`);
    expect(await push(await envelope(text))).toEqual([refused('malformed')]);
  }
  for (const version of ['0', '-1', '1.5', '9007199254740993', '1e300'])
    expect(await push(await envelope(jsonWith('"version":1', `"version":${version}`)))).toEqual([refused('malformed')]);
  expect(await push(await envelope(change({ version: 2 ** 53 - 1 })))).toEqual([refused('future-version')]);
});

test('a name that stands twice in one object is refused, at whatever depth; in two objects it is nothing', async () => {
  const twice = [
    jsonWith('"kind":', '"kind":"child","kind":'),
    jsonWith('"text":', '"text":"what another reader sees","text":'),
    jsonWith('"text":', '"te\\u0078t":"the same name, written otherwise","text":'),
    jsonWith('"words"', '"words","extra":[{"a":1,"a" :2}]'),
  ];
  for (const text of twice) expect(await push(await envelope(text))).toEqual([refused('malformed')]);
  const once = jsonWith('"words"', '"words say \\"text\\": and {","extra":[{"a":1},{"a":{"a":2}}]');
  expect(await push(await envelope(once))).toEqual([applied]);
});

test('fields called like what objects are made of are refused and harm nobody', async () => {
  for (const name of ['__proto__', 'constructor', 'prototype', '', 'a b', 'ü', 'a.b', 'x'.repeat(61), '\\u0000', '\\ud800'])
    expect(await push(await envelope(jsonWith('"text":', `"${name}":{"isAdmin":true},"text":`))), name).toEqual([refused('malformed')]);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  expect(await push(await envelope(jsonWith('"text":', '"toString":"kept","hasOwnProperty":1,"text":')))).toEqual([applied]);
  await sync(room.blue, session);
  expect((await onlyReflection(session)).row).toMatchObject({ toString: 'kept', hasOwnProperty: 1 });
  for (const kind of ['__proto__', 'constructor', 'toString']) {
    const [verdict] = await push(await envelope(change({ kind })));
    expect(verdict).toMatchObject({ verdict: 'quarantined' });
  }
});

test('half of an emoji, a NUL and other broken text are words all the same: they come back as they were written', async () => {
  const broken = 'a\ud83d b\u0000 c\udc69\u200d \uffff \u202e';
  expect(await push(await envelope(change(words(broken))))).toEqual([applied]);
  await sync(room.blue, session);
  expect((await onlyReflection(session)).row.text).toBe(broken);
});

test('bytes that are no text are malformed, and versions seen are names, not anything', async () => {
  expect(await push(await envelope('{"change":"\ufffe'))).toEqual([refused('malformed')]);
  for (const seen of ['', '\u0000', 'a b', 'x'.repeat(500)])
    expect(await push(await envelope(change({ base: { text: seen } })))).toEqual([refused('malformed')]);
});

test('values nested too deep are refused wherever they stand', async () => {
  const bomb = `${'[{"a":'.repeat(20_000)}1${'}]'.repeat(20_000)}`;
  for (const text of [jsonWith('"words"', `"words","extra":${bomb}`.slice(0, 130_000)), bomb.slice(0, 120_000)])
    expect(await push(await envelope(text))).toEqual([refused('malformed')]);
  expect(await push(await envelope(jsonWith('"words"', `"words","extra":${'['.repeat(9_000)}${']'.repeat(9_000)}`)))).toEqual([
    refused('malformed'),
  ]);
});

test.each(['g', 'g.0', 'g.-1', 'g.1.5', 'g.100', 'g.1e9', '.2', `${'g'.repeat(61)}.2`, 'g h.2', ''])(
  'a group called "%s" is malformed',
  async group => expect(await push(await envelope(change(), { group }))).toEqual([refused('malformed')]),
);

test('a group that says two sizes, has a gap, another author or the same change twice is not whole', async () => {
  const incomplete = refused('group-incomplete');
  expect(await push(await envelope(change(), { group: 'a.3' }), await envelope(change(), { group: 'a.2' }))).toEqual([
    incomplete,
    incomplete,
  ]);
  const [first, , third] = [1, 2, 3].map(at => ({ n: 10 + at, group: 'b.2' }));
  expect(await push(await envelope(change(), first), await envelope(change(), third))).toEqual([incomplete, incomplete]);
  const other = forgeFor(server, room.blue, await unlock(server, room.blue, room.second));
  const mixed = [await envelope(change(), { n: 21, group: 'c.2' }), await other.envelope(other.change(), { n: 22, group: 'c.2' })];
  expect(await push(...mixed)).toEqual([incomplete, incomplete]);
  const same = change();
  expect(await push(await envelope(same, { n: 31, group: 'd.2' }), await envelope(same, { n: 32, group: 'd.2' }))).toEqual([
    incomplete,
    incomplete,
  ]);
  expect(
    await server.db.selectFrom('records').select('id').where('counter', '=', room.nursery.id).where('kind', '=', 'reflection').execute(),
  ).toEqual([]);
});

test('the largest group is applied as one; a group of one stands alone', async () => {
  const whole = [];
  for (let n = 1; n <= 99; n++) whole.push(await envelope(change(), { group: 'g.99', n }));
  expect(await push(...whole)).toEqual(whole.map(() => applied));
  expect(await push(await envelope(change(), { group: 'h.1', n: 100 }))).toEqual([applied]);
});

test('whatever random thing stands in place of an envelope gets one verdict and stops nothing', async () => {
  const whole = await envelope(change());
  const odd: unknown[] = [
    true,
    1e308,
    [[]],
    { ...whole, bytes: 7 },
    { ...whole, author: 'a\u0000b', n: 'x' },
    { ...whole, author: '\ud800' },
  ];
  for (const name of Object.keys(whole))
    odd.push({ ...whole, [name]: { [name]: [] } }, { ...whole, [name]: 'é\u0000' }, { ...whole, [name]: -1 });
  const verdicts = await push(...odd, whole);
  expect(verdicts).toEqual([...odd.map(() => refused('malformed')), applied]);
  expect(await kept()).toHaveLength(odd.length);
});
