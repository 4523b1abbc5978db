// One write transaction of the office that ends with an outcome: with trouble nothing of it stays, and its places are taken last.
import { takePlaces } from '../../sync/change-log.server';
import { inTransaction, type Work } from '../../sync/work.server';
import type { OfficeRouteParts, Outcome } from './office-route.server';

/** Thrown to take everything back. */
class TakenBack extends Error {}

export async function inOffice<Value>(
  parts: OfficeRouteParts,
  run: (work: Work, now: number) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  let outcome: Outcome<Value> | undefined;
  try {
    await inTransaction(parts, async work => {
      outcome = await run(work, parts.clock());
      if (!outcome.ok) throw new TakenBack();
      await takePlaces(work);
    });
  } catch (fault) {
    if (!(fault instanceof TakenBack) || !outcome) throw fault;
  }
  if (!outcome) throw new Error('a transaction ended without an outcome');
  return outcome;
}
