// A room with a baby about whom there are words, for tests of what goes when it has been kept long enough.
import { afterEach, beforeEach } from 'vitest';
import { usualPeriods } from '../../src/features/rights/retention';
import { planRetention } from '../../src/features/rights/retention-plan.server';
import { carryOut } from '../../src/features/rights/retention-run.server';
import { days } from '../../src/kernel/clock';
import { babyStands } from '../../src/server/babies';
import { enterBaby, sayWords } from './children';
import { freshRoom, type Room } from './room';
import { type Server, startServer } from './world';

export let server: Server;
export let room: Room;
export let baby: string;

/** For each test of the file anew. */
export function beginsWithRoom(): void {
  beforeEach(async () => {
    server = await startServer();
    room = await freshRoom(server);
    baby = await enterBaby(server, room.first, room.name, 'Zosia');
    await sayWords(server, room.first, baby, room.name, 3);
  });
  afterEach(() => server.db.destroy());
}

export const parts = () => ({ ...server, eraseBlobs: async () => undefined, remember: async () => undefined });
export const plan = () => planRetention(server, usualPeriods, server.now);
export const clearUp = async () => carryOut(parts(), await plan());
export const leave = () => babyStands(server, { child: baby, standing: 'left' });
export const kinds = async () => (await server.db.selectFrom('records').select('kind').orderBy('kind').execute()).map(({ kind }) => kind);
export const pass = (count: number) => {
  server.now += days(count);
};

/** A tablet of the nursery as the server knows it; it was there before the baby left unless it is told otherwise. */
export async function tablet(name: string, as: { enrolledAt?: number; revokedAt?: number; seenAt?: number; waiting?: number } = {}) {
  const { enrolledAt = server.now, revokedAt = null, seenAt, waiting = 0 } = as;
  const row = { nursery: room.nursery.id, person: null, public_key: Buffer.alloc(1), enrolled_at: enrolledAt, wiped_at: null };
  await server.db
    .insertInto('tablets')
    .values({ ...row, id: `tablet-${name}`, name, revoked_at: revokedAt })
    .execute();
  const report = { tablet: `tablet-${name}`, app: '0.1.0', used: null, most: null };
  if (seenAt !== undefined)
    await server.db
      .insertInto('tablet_reports')
      .values({ ...report, seen_at: seenAt, waiting })
      .execute();
}
