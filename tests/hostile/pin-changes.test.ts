// PINs that are changed on tablets and made anew at the server: what is not hers is refused, what is older gives way, and nothing is lost.
import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeOwnPin } from '../../src/device/pin-changes';
import type { Session } from '../../src/device/session';
import { stretchPin } from '../../src/device/stretch';
import { fetchPeople } from '../../src/device/who-is-here';
import { type PinChange, pinChangeBinding, pinChangesPath, pinChangeText, type SealedPinChange } from '../../src/features/pin/pin-change';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { toBase64Url } from '../../src/kernel/bytes';
import { minutes } from '../../src/kernel/clock';
import { parseJson } from '../../src/kernel/parse';
import { trouble } from '../../src/kernel/result';
import { makeNewPin } from '../../src/server/new-pin';
import { contentOf, newPin, sealWrap } from '../../src/server/pins';
import type { WrapContent } from '../../src/sync/keys';
import type { TestServer } from '../support/server-parts';
import { pins, quinceStreet, type WholeTablet, wholeTablet } from '../support/whole-tablet';

const next = '482915';
let server: TestServer;
let blue: WholeTablet;
let amina: Session;

beforeEach(async () => {
  server = await quinceStreet();
  blue = await wholeTablet(server, 'Blue');
  amina = await blue.unlock('amina');
});
afterEach(async () => {
  blue.database.close();
  await server.app.close();
});

const change = (now: string = pins.amina, to = next, tablet = blue, session = amina) =>
  changeOwnPin({ guards: tablet.guards, time: tablet.guards.time, stretch: stretchPin }, session, { now, next: to });
const opens = async (pin: string, tablet = blue) => (await tablet.tryUnlock('amina', pin)).ok;
const waiting = async () => (await blue.database.settings.get('pin-change:amina'))?.value as SealedPinChange | undefined;
const wrapAtServer = async () =>
  (await server.db.selectFrom('people').select('wrap').where('id', '=', 'amina').executeTakeFirstOrThrow()).wrap;
const lines = async (what: string) => (await server.db.selectFrom('audit').select('about').where('what', '=', what).execute()).length;

/** Sends such a message and gives the answer. */
async function send(message: SealedPinChange, tablet = blue): Promise<string | undefined> {
  const answer = await tablet.http.post(pinChangesPath, { v: 1, changes: [message] });
  if (!answer.ok) return answer.trouble;
  return (answer.value as { answers: { answer: string }[] }).answers[0]?.answer;
}

/** What is in her wrap, by her own PIN. */
async function contentHere(): Promise<WrapContent> {
  const wrap = parseJson(await wrapAtServer()) as { salt: string };
  const stretched = await stretchPin(pins.amina, { ...wrap, memory: 32 * 1024, passes: 3, lanes: 1 });
  const content = contentOf('amina', wrap, stretched);
  if (!content) throw new Error('her wrap does not open');
  return content;
}

/** A message in her name, sealed and signed by a session's keys, with this content in its wrap. */
async function made(content: WrapContent, by: Session = amina, more: Partial<PinChange> = {}, tablet = blue): Promise<SealedPinChange> {
  const pin = await newPin(next, 0, 0);
  const wrap = sealWrap('amina', pin, content);
  const plain = { v: 1, opening: 0, at: server.clock(), stretched: toBase64Url(pin.stretched), wrap, ...more };
  const id = randomUUID();
  const bytes = new TextEncoder().encode(JSON.stringify(plain));
  const sealed = toBase64Url(await by.keys.seal(by.keys.vault, pinChangeBinding(tablet.identity.id, 'amina', id), bytes));
  const message = { id, person: 'amina', sealed };
  return { ...message, sig: await by.keys.sign(pinChangeText(tablet.identity.id, message)) };
}

/** It changes nothing: the server's wrap stays as it is. */
async function isRefused(message: SealedPinChange, answer: string, tablet = blue): Promise<void> {
  const before = await wrapAtServer();
  expect(await send(message, tablet)).toBe(answer);
  expect(await wrapAtServer()).toBe(before);
}

describe('whoever sends a PIN for somebody else', () => {
  test('is refused without her signature, with one line an hour in the trail', async () => {
    const kasia = await blue.unlock('kasia');
    const message = await made(await contentHere(), kasia);
    await isRefused(message, 'refused');
    const own = await made(await contentHere());
    await isRefused({ ...own, sig: await kasia.keys.sign(pinChangeText(blue.identity.id, own)) }, 'refused');
    expect(await lines('pin-refused')).toBe(1);
    server.clock.move(minutes(61));
    await isRefused(message, 'refused');
    expect(await lines('pin-refused')).toBe(2);
  });

  test('is refused where the vault in it is another', async () => {
    const content = await contentHere();
    const forged = { ...content, vault: { ...content.vault, key: Buffer.alloc(32, 9).toString('base64url') } };
    await isRefused(await made(forged), 'refused');
  });

  test('is refused where the signing key in it is another', async () => {
    await isRefused(await made({ ...(await contentHere()), sign: 'AAAA' }), 'refused');
  });

  test('is refused where what the PIN was stretched to does not open the wrap', async () => {
    const stretched = Buffer.alloc(32, 3).toString('base64url');
    await isRefused(await made(await contentHere(), amina, { stretched }), 'refused');
  });

  test('is refused where it would be stretched too little', async () => {
    const pin = await newPin(next, 0, 0);
    const wrap = { ...sealWrap('amina', pin, await contentHere()), memory: 1024 };
    await isRefused(await made(await contentHere(), amina, { wrap }), 'refused');
  });

  test('is refused with a message that was made for another tablet', async () => {
    const green = await wholeTablet(server, 'Green');
    await isRefused(await made(await contentHere()), 'refused', green);
    green.database.close();
  });

  test('adds no key of a nursery by what she claims: the server makes her ring itself', async () => {
    const content = await contentHere();
    const ring = [...content.ring, { id: 'nursery:elsewhere:1', key: Buffer.alloc(32, 5).toString('base64url') }];
    expect(await send(await made({ ...content, ring }))).toBe('taken');
    await blue.askWhoIsHere();
    expect((await blue.unlock('amina', next)).keys.ids).toEqual(['vault:amina:1', 'nursery:quince-street:1']);
  });

  test('is told nothing of whether somebody of that id exists', async () => {
    const message = await made(await contentHere());
    expect(await send({ ...message, person: 'nobody' })).toBe('refused');
    expect(await send({ ...message, person: 'helen' })).toBe('refused');
  });

  test('is not heard without the session of a tablet, and with a body that is out of shape', async () => {
    const bare = { method: 'POST' as const, url: pinChangesPath, headers: { 'x-larkrise': '1' }, payload: { v: 1, changes: [] } };
    expect((await server.app.inject(bare)).statusCode).toBe(401);
    const shapes = [{ v: 2, changes: [] }, { v: 1 }, { v: 1, changes: [{}] }, { v: 1, changes: Array(21).fill({}) }, [], null];
    for (const body of shapes) expect(await blue.http.post(pinChangesPath, body)).toEqual({ ok: false, trouble: 'bad-request' });
  });
});

describe('a PIN that is changed on a tablet', () => {
  test('opens it at once without a network, the old one does not, and what she has not sent stays and leaves', async () => {
    blue.isCut = true;
    await beginReflection(amina, { module: null, prompt: null }).write('She reached for the spoon');
    expect(await change()).toEqual({ ok: true, value: null });
    expect([await opens(next), await opens(pins.amina), await blue.database.outbox.count()]).toEqual([true, false, 1]);
    blue.isCut = false;
    await blue.round();
    expect(await server.db.selectFrom('receipts').select('verdict').execute()).toEqual([{ verdict: 'applied' }]);
  });

  test('reaches the server while nobody is unlocked, and another tablet at its next contact', async () => {
    const green = await wholeTablet(server, 'Green');
    await change();
    amina.keys.drop();
    expect([await opens(next, green), await opens(pins.amina, green)]).toEqual([false, true]);
    await blue.askWhoIsHere();
    expect(await waiting()).toBeUndefined();
    await green.askWhoIsHere();
    expect([await opens(next, green), await opens(pins.amina, green)]).toEqual([true, false]);
    expect([await opens(next), await lines('pin-changed')]).toEqual([true, 1]);
    green.database.close();
  });

  test('is sent again after its answer was lost, and stands before what the server says meanwhile', async () => {
    await change();
    const post = async () => trouble('server-trouble' as const);
    await fetchPeople(blue.database, { ...blue.http, post }, async () => blue.guards);
    expect(await opens(next)).toBe(true);
    blue.losing.push(pinChangesPath, pinChangesPath);
    await blue.askWhoIsHere();
    expect([await waiting(), await opens(next)]).toEqual([expect.anything(), true]);
    await blue.askWhoIsHere();
    await blue.askWhoIsHere();
    expect([await waiting(), await opens(next), await lines('pin-changed')]).toEqual([undefined, true, 1]);
  });

  test('is whole or not there when the power is cut: the old one opens everything', async () => {
    const { settings } = blue.database;
    const cut = () => {
      throw new Error('the power is gone');
    };
    settings.hook('creating', (_, { name }) => void (name.startsWith('pin-change:') && cut()));
    await expect(change()).rejects.toThrow();
    expect([await opens(pins.amina), await opens(next), await waiting()]).toEqual([true, false, undefined]);
  });

  test('that was sent before and comes once more, by whoever kept it, does not bring an old PIN back', async () => {
    await change();
    const first = (await waiting())!;
    await blue.askWhoIsHere();
    server.clock.move(minutes(1));
    await change(next, '591736');
    await blue.askWhoIsHere();
    await isRefused(first, 'outdated');
    expect([await opens('591736'), await opens(next)]).toEqual([true, false]);
  });

  test('gives way to one that was chosen later on another tablet, whichever comes first', async () => {
    const green = await wholeTablet(server, 'Green');
    await change();
    server.clock.move(minutes(5));
    await change(pins.amina, '591736', green, { ...(await green.unlock('amina')) });
    await green.askWhoIsHere();
    await blue.askWhoIsHere();
    expect([await opens('591736'), await opens(next), await opens('591736', green)]).toEqual([true, false, true]);
    green.database.close();
  });

  test('from a tablet whose clock is a hundred years ahead does not stop the next change', async () => {
    expect(await send(await made(await contentHere(), amina, { at: server.clock() + minutes(60 * 24 * 365 * 100) }))).toBe('taken');
    await blue.askWhoIsHere();
    server.clock.move(minutes(1));
    expect(await change(next, '591736')).toEqual({ ok: true, value: null });
    await blue.askWhoIsHere();
    expect(await opens('591736')).toBe(true);
  });

  test.each(['before', 'after'])('does not undo one that was made for her %s: this tablet had not heard of it', async when => {
    if (when === 'after') await change();
    const made = await makeNewPin(server, 'amina');
    server.clock.move(minutes(1));
    if (when === 'before') await change();
    const message = (await waiting())!;
    if (!made.ok) throw new Error(made.trouble);
    await isRefused(message, 'outdated');
    await blue.askWhoIsHere();
    expect([await opens(made.value.pin), await opens(next), await opens(pins.amina)]).toEqual([true, false, false]);
  });
});

test('neither a PIN nor what it was stretched to is in clear anywhere in the database', async () => {
  await change();
  const { salt } = parseJson(await wrapAtServer()) as { salt: string };
  const stretched = Buffer.from(await stretchPin(pins.amina, { salt, memory: 32 * 1024, passes: 3, lanes: 1 }));
  await blue.askWhoIsHere();
  const rows = JSON.stringify([
    await server.db.selectFrom('pins').selectAll().execute(),
    await server.db.selectFrom('people').selectAll().execute(),
  ]);
  const kept = await server.db.selectFrom('pins').select('stretched').execute();
  for (const secret of [pins.amina, next, stretched.toString('base64url')]) expect(rows).not.toContain(secret);
  expect(kept.some(row => row.stretched.includes(stretched))).toBe(false);
  const here = JSON.stringify(await blue.database.settings.toArray());
  for (const secret of [pins.amina, next]) expect(here).not.toContain(`"${secret}"`);
});
