// Cuts the cable at given bytes of a round that carries a photo with its thumbnail, again and again: each is at the server once, whole.
import { expect } from 'vitest';
import { keepTryWithPhotos, startAttaching, tabletOf } from './attaching';
import type { Positions } from './cuts';

/** `size` is that of each photo, in bytes, before it is sealed. Gives how many positions were cut. */
export async function surviveUploadCuts(positions: Positions, size: number): Promise<number> {
  const world = await startAttaching();
  const blue = await tabletOf(world, world.blue);
  let photos = 0;
  const keepOne = async () => {
    await keepTryWithPhotos(blue.session, 1, size);
    photos += 1;
  };
  await keepOne();
  await blue.round();
  await keepOne();
  blue.cable.measure();
  expect(await blue.round()).toEqual({ ok: true, value: null });
  const whole = { ...blue.cable.passed };
  for (const direction of ['up', 'down'] as const) {
    for (const at of positions(direction, whole[direction])) {
      await keepOne();
      blue.cable.cutAfter(direction, at);
      await blue.round();
      blue.cable.measure();
      expect(await blue.round(), `after a cut at byte ${at} ${direction}`).toEqual({ ok: true, value: null });
      const unsent = await world.blue.database.blobs.where('state').notEqual('sent').count();
      const waiting = await world.blue.database.outbox.count();
      expect({ unsent, waiting }, `after a cut at byte ${at} ${direction}`).toEqual({ unsent: 0, waiting: 0 });
    }
  }
  const rows = await world.server.db.selectFrom('blobs').selectAll().execute();
  expect(rows.filter(({ here_at }) => here_at !== null)).toHaveLength(photos * 2);
  for (const row of rows) expect(await world.files.size(row.id)).toBe(row.size);
  await world.stop();
  return photos - 2;
}
