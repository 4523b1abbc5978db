// Takes in what somebody carried from a tablet in a file: through the same door as a push of that tablet, so that nothing counts twice.
import { idPattern } from '../../kernel/id';
import { counterOfTablet, writeAudit } from '../../server/audit';
import type { Database } from '../../server/database';
import type { PushRequest } from '../protocol';
import { type PushParts, receivePush } from '../push.server';
import type { Verdict } from '../verdict';
import type { SealedCopy } from './sealed-copy';

export interface TakenIn {
  readonly tabletName: string;
  /** In the order of the file; `author` and `n` as the envelope says, where it says them. */
  readonly judged: readonly { readonly author: string; readonly n: string; readonly verdict: Verdict }[];
}

const tabletCalled = (db: Database, id: string) =>
  db.selectFrom('tablets').select(['name', 'revoked_at']).where('id', '=', id).executeTakeFirst();

/** A file may say anything there, and the operator's screen shows it: an id or a number, and nothing else. */
const plainly = (said: unknown): string => (idPattern.test(String(said)) ? String(said) : '?');

/** Null: this server has never known the tablet, so nothing is taken. The tablet itself may push the same before or after. */
export async function takeInCopy(parts: PushParts, { tablet, pushes }: SealedCopy): Promise<TakenIn | null> {
  const known = await tabletCalled(parts.db, tablet);
  if (!known) return null;
  const judged: TakenIn['judged'][number][] = [];
  for (const push of pushes) {
    const request: PushRequest = { v: 1, tablet, envelopes: [...push] };
    const { verdicts } = await receivePush(parts, tablet, request, known.revoked_at === null ? 'push' : 'farewell');
    for (const [at, verdict] of verdicts.entries()) {
      const { author, n } = (push[at] ?? {}) as { author?: unknown; n?: unknown };
      judged.push({ author: plainly(author), n: plainly(n), verdict });
    }
  }
  await noteTakenIn(parts, tablet);
  return { tabletName: known.name, judged };
}

const noteTakenIn = ({ db, clock }: PushParts, tablet: string): Promise<void> =>
  db.transaction().execute(async tx => {
    const counter = await counterOfTablet(tx, tablet);
    await writeAudit(tx, { at: clock(), counter, who: 'operator', what: 'copy-taken-in', about: tablet, tablet: null });
  });
