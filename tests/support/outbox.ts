// The tablet's outbox as tests put it into a state, or ask which it is in.
import type { TabletDatabase } from '../../src/device/database';
import { raiseMark, unanswered } from '../../src/device/outbox-mark';

const newest = async ({ outbox }: TabletDatabase): Promise<number> => (await outbox.orderBy('seq').last())?.seq ?? 0;

/** A push has taken all that waits, and no answer came. */
export const takeAll = async (database: TabletDatabase): Promise<void> => raiseMark(database, { claimed: await newest(database) });

/** The server has answered for all that waits, and none of it is back yet. */
export const answerAll = async (database: TabletDatabase): Promise<void> => {
  const seq = await newest(database);
  return raiseMark(database, { claimed: seq, answered: seq });
};

/** How much of what lies here has an answer, and how much has none. */
export async function answers(database: TabletDatabase): Promise<{ readonly answered: number; readonly open: number }> {
  const open = (await unanswered(database)).length;
  return { answered: (await database.outbox.count()) - open, open };
}
