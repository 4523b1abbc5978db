// Words for a complaint or an answer while they are written: each pause is kept, like a reflection's, and sending them clears the draft.
import type { Live } from '../../device/live';
import type { Session } from '../../device/session';
import { ok, type Result } from '../../kernel/result';
import { personBucket } from '../../sync/bucket';
import { type Order, writeRecords } from '../../sync/outbox.store';
import { type Kept, type Listing, liveRecords } from '../../sync/records.store';
import type { WriteTrouble } from '../../sync/verdict';
import { complaintDraftId, complaintDraftKind } from './complaint';

export interface DraftWriting {
  readonly begunWith: string;
  /** Keeps the whole text as it now stands. Calls are kept in their order. */
  write(text: string): Promise<Result<'saved-here', WriteTrouble>>;
  /** What empties it, to be written together with what is sent; nothing where nothing of it was ever kept. */
  cleared(): readonly Order[];
}

/** For a step that has no words. */
export const noDraft: Pick<DraftWriting, 'cleared'> = { cleared: () => [] };

/** Of hers about one thing: of a colleague's nothing ever comes here. */
export const liveDrafts = (session: Session, of: string): Live<Listing<typeof complaintDraftKind>> =>
  liveRecords(session, complaintDraftKind, of);

/** Goes on with what she has kept of it, or begins; nothing is stored before the first word. */
export function openDraft(session: Session, of: string, kept: Kept<typeof complaintDraftKind> | undefined): DraftWriting {
  const { person } = session;
  let standing = { version: kept?.seen.words ?? null, text: kept?.row.words ?? '' };
  let last: Promise<unknown> = Promise.resolve();
  const orderOf = (text: string): Order => ({
    kind: complaintDraftKind,
    id: complaintDraftId(person.id, of),
    bucket: personBucket(person.id, person.home),
    set: standing.version === null ? { of, words: text } : { words: text },
    seen: standing.version === null ? {} : { words: standing.version },
    saw: { words: standing.text },
  });
  const keep = async (text: string): Promise<Result<'saved-here', WriteTrouble>> => {
    if (text === standing.text) return ok('saved-here');
    const written = await writeRecords(session, [orderOf(text)]);
    if (!written.ok) return written;
    standing = { version: written.value[0]?.change ?? null, text };
    return ok('saved-here');
  };
  return {
    begunWith: standing.text,
    write: text => {
      const next = last.then(() => keep(text));
      last = next.catch(() => undefined);
      return next;
    },
    cleared: () => (standing.text === '' ? [] : [orderOf('')]),
  };
}
