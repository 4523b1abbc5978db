// Cuts the cable at given bytes of an upload, again and again: the photo is at the server once, whole, and no byte goes twice without need.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { keepTryWithPhotos, startAttaching, tabletOf } from '../support/attaching';
import type { Direction } from '../support/cutting-cable';

/** A sample of all positions, the ends included; the step is odd so that it falls on every part of a request. */
function* sample(count: number, most: number): Generator<number> {
  const step = Math.max(1, Math.floor(count / most)) | 1;
  for (let at = 0; at < count; at += step) yield at;
  yield count - 1;
}

/** Pieces small enough that an upload is several requests. */
const size = 300_000;

test('an upload that is cut at any byte, going or coming back, goes on and arrives whole', async () => {
  const world = await startAttaching();
  const blue = await tabletOf(world, world.blue);
  await keepTryWithPhotos(blue.session, 1, size);
  blue.cable.measure();
  expect(await blue.round()).toEqual({ ok: true, value: null });
  const whole = { ...blue.cable.passed };
  let photos = 1;
  for (const direction of ['up', 'down'] as const satisfies readonly Direction[]) {
    for (const at of sample(whole[direction], direction === 'up' ? 60 : 25)) {
      await keepTryWithPhotos(blue.session, 1, size);
      photos += 1;
      blue.cable.cutAfter(direction, at);
      await blue.round();
      const again = blue.cable.passed.up;
      expect(again, `bytes sent in spite of a cut at byte ${at} ${direction}`).toBeLessThan(whole.up + 300_000);
      blue.cable.measure();
      expect(await blue.round(), `after a cut at byte ${at} ${direction}`).toEqual({ ok: true, value: null });
      const states = await world.blue.database.blobs.where('state').notEqual('sent').count();
      expect(states, `after a cut at byte ${at} ${direction}`).toBe(0);
    }
  }
  const rows = await world.server.db.selectFrom('blobs').selectAll().execute();
  expect(rows.filter(({ here_at }) => here_at !== null)).toHaveLength(photos * 2);
  for (const { id, size } of rows) expect(await world.files.size(id)).toBe(size);
  await world.stop();
}, 120_000);
