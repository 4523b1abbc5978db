// Whether a database was restored from a back-up: its counters have leapt then, and tablets may hold what it has lost.
import type { Writing } from './database';

/** More places than any server gives between two back-ups. */
export const leap = 1_000_000_000;

/** Whether places of this nursery or programme come after a restore. */
export async function wasRestored(tx: Writing, counter: string): Promise<boolean> {
  const row = await tx.selectFrom('counters').select('place').where('id', '=', counter).executeTakeFirst();
  return (row?.place ?? 0) >= leap;
}
