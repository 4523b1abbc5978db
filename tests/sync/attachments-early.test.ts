// Small pictures that are known before their bytes have come: asked for again soon, then ever more seldom, and none keeps another waiting.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SendBytes } from '../../src/device/http';
import { attachmentErrand } from '../../src/sync/attachments/attachment-errand.store';
import { type Attaching, keepTryWithPhotos, startAttaching, storedIds, type Tablet, tabletOf } from '../support/attaching';
import { sync } from '../support/room';
import { type Device, lock, unlock } from '../support/world';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: Attaching;

beforeEach(async () => {
  world = await startAttaching();
});
afterEach(() => world.stop());

/** The errand by itself, the clock left as it is; gives what it asked for. `meanwhile` happens while an answer is on its way. */
function errandOf(device: Device, { session, send }: Tablet, meanwhile: () => void = () => undefined): () => Promise<readonly string[]> {
  let asked: string[] = [];
  const noting: SendBytes = async (path, request) => {
    asked.push(path);
    const answer = await send(path, request);
    meanwhile();
    return answer;
  };
  const run = attachmentErrand({ tablet: session.tablet, session: () => device.session, send: noting, renew: async () => undefined });
  return async () => {
    asked = [];
    expect(await run()).toEqual({ ok: true, value: null });
    return asked;
  };
}

/** Her other tablet knows of so many photos whose bytes are still on the first. */
async function knownTooEarly(count: number, meanwhile?: () => void) {
  const blue = await tabletOf(world, world.blue);
  await keepTryWithPhotos(blue.session, count);
  await sync(world.blue, blue.session);
  const green = await tabletOf(world, world.green);
  await sync(world.green, green.session);
  return { bring: errandOf(world.blue, blue), look: errandOf(world.green, green, meanwhile) };
}

test('a small picture that is asked for before its bytes have come is there ten seconds later', async () => {
  const { bring, look } = await knownTooEarly(1);
  expect(await look()).toHaveLength(1);
  await bring();
  world.server.now += 9_000;
  expect(await look()).toEqual([]);
  world.server.now += 1_000;
  expect(await look()).toHaveLength(1);
  expect(await storedIds(world.green)).toHaveLength(1);
});

test('a small picture that does not come is asked for ever more seldom, and in the end every five minutes', async () => {
  const { look } = await knownTooEarly(1);
  const asked: number[] = [];
  for (let seconds = 0; seconds <= 1_000; seconds += 10) {
    if ((await look()).length > 0) asked.push(seconds);
    world.server.now += 10_000;
  }
  expect(asked).toEqual([0, 10, 30, 70, 150, 310, 610, 910]);
});

test('small pictures that do not come keep none waiting that was never asked for', async () => {
  const { look } = await knownTooEarly(21);
  const early = await look();
  expect(early).toHaveLength(20);
  world.server.now += 10_000;
  const [next] = await look();
  expect(early).not.toContain(next);
});

test('a small picture that came while she was locking the tablet is asked for as soon as she is back', async () => {
  let isLocking = true;
  const { bring, look } = await knownTooEarly(1, () => isLocking && lock(world.green));
  await bring();
  expect(await look()).toHaveLength(1);
  expect(await storedIds(world.green)).toEqual([]);
  isLocking = false;
  await unlock(world.server, world.green, world.first);
  expect(await look()).toHaveLength(1);
  expect(await storedIds(world.green)).toHaveLength(1);
});
