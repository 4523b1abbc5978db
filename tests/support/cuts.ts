// Cuts the cable at given bytes of a round of sync, again and again, and looks whether each word arrived exactly once.
import 'fake-indexeddb/auto';
import { expect } from 'vitest';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { readConfig } from '../../src/server/config';
import { createApp } from '../../src/server/http';
import { syncRound } from '../../src/sync/sync-round.store';
import { syncRoutes } from '../../src/sync/sync-routes.server';
import { cuttingCable, type Direction } from './cutting-cable';
import { enrolledCookie } from './enrolled';
import { freshRoom, texts } from './room';
import { startServer, unlock } from './world';

/** Which of all positions are cut: `count` bytes go that way in a round. */
export type Positions = (direction: Direction, count: number) => Iterable<number>;

export const everyPosition: Positions = (_, count) => Array.from({ length: count }, (_, at) => at);

/** Gives how many positions were cut. Any word that is missing or there twice fails, with the position. */
export async function surviveCuts(positions: Positions): Promise<number> {
  const server = await startServer();
  const { blue, first } = await freshRoom(server);
  const session = await unlock(server, blue, first);
  const config = readConfig({});
  if (!config.ok) throw new Error(config.trouble);
  const app = await createApp({ ...server, config: config.value, routes: [syncRoutes(server)], log: null, pages: null });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  const cookie = await enrolledCookie(
    { db: server.db, clock: server.clock, config: config.value },
    blue.id,
    blue.people[0]?.nursery ?? null,
  );
  await server.db.updateTable('tablet_sessions').set({ expires_at: Number.MAX_SAFE_INTEGER }).execute();
  const cable = await cuttingCable(typeof address === 'object' && address ? address.port : 0, cookie);
  const round = () => syncRound({ tablet: session.tablet, http: cable.http, session: () => session });
  const write = (words: string) => beginReflection(session, { module: null, prompt: null }).write(words);
  const said: string[] = [];
  const writeOne = async () => {
    said.push(`word ${String(said.length).padStart(5, '0')}`);
    server.now += 60_000; // a minute later: nobody asks too often
    expect((await write(said.at(-1) ?? '')).ok).toBe(true);
  };
  await writeOne();
  await round();
  await writeOne();
  cable.measure();
  expect((await round()).ok).toBe(true);
  const whole = { ...cable.passed };
  for (const direction of ['up', 'down'] as const) {
    for (const at of positions(direction, whole[direction])) {
      await writeOne();
      cable.cutAfter(direction, at);
      await round();
      cable.measure();
      expect(await round(), `after a cut at byte ${at} ${direction}`).toEqual({ ok: true, value: null });
      expect(await blue.database.outbox.count(), `after a cut at byte ${at} ${direction}`).toBe(0);
    }
  }
  expect(await texts(session)).toEqual(said);
  expect(await server.db.selectFrom('records').select('id').execute()).toHaveLength(said.length);
  const receipts = await server.db.selectFrom('receipts').select('verdict').execute();
  expect(receipts.filter(({ verdict }) => verdict !== 'applied')).toEqual([]);
  await cable.close();
  await app.close();
  await server.db.destroy();
  return said.length - 2;
}
