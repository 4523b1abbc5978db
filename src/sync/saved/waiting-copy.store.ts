// Everything that waits on this tablet, of everybody, in the pushes that would carry it: for a file that somebody takes along.
import type { OutboxEntry } from '../../device/database';
import { raiseMark, unanswered } from '../../device/outbox-mark';
import type { Tablet } from '../../device/session';
import type { Envelope } from '../change';
import { envelopeOf } from '../outbox-entry.store';
import { mostChangesInAPush } from '../protocol';
import { fitting } from '../push.store';

/** From now on the bytes of these stay as they are, as if a push had carried them: the file and the tablet never disagree. */
export async function waitingCopy({ id, database }: Tablet): Promise<readonly (readonly Envelope[])[]> {
  const waiting = await database.transaction('rw', database.outbox, database.numbers, async () => {
    const found = await unanswered(database);
    if (found.length > 0) await raiseMark(database, { claimed: found.at(-1)?.seq ?? 0 });
    return found;
  });
  return inPushes(waiting).map(push => push.map(entry => envelopeOf(id, entry)));
}

function inPushes(waiting: readonly OutboxEntry[]): readonly (readonly OutboxEntry[])[] {
  const pushes: (readonly OutboxEntry[])[] = [];
  for (let from = 0; from < waiting.length; from += pushes.at(-1)?.length ?? 1) {
    pushes.push(fitting(waiting.slice(from, from + mostChangesInAPush)));
  }
  return pushes;
}
