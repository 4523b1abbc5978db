// Reflections on the tablet: each pause of the writer is kept, and what she sends to her mentor is a snapshot.
import type { Live } from '../../device/live';
import type { Session } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { ok, type Result } from '../../kernel/result';
import type { Subject } from '../../sync/attachments/attachment.store';
import { personBucket } from '../../sync/bucket';
import { writeRecords } from '../../sync/outbox.store';
import { freshId, writeRecord } from '../../sync/record-writing.store';
import { type Kept, type Listing, liveRecords, readRecords } from '../../sync/records.store';
import type { WriteTrouble } from '../../sync/verdict';
import { type Reflection, reflectionKind, sharedReflectionId, sharedReflectionKind } from './reflection';

type Saved = Result<'saved-here', WriteTrouble>;

/** Somebody at work on one reflection; the author was pinned when she began. */
export interface ReflectionWriting {
  readonly id: string;
  readonly author: string;
  /** Keeps the whole text as it now stands. Calls are kept in their order. */
  write(text: string): Promise<Saved>;
}

/** What the writer's screen is based on: the version it saw, and its text. */
interface Standing {
  readonly version: string | null;
  readonly text: string;
}

const homeOf = ({ person }: Session) => personBucket(person.id, person.home);

function writingOn(session: Session, id: string, origin: Pick<Reflection, 'module' | 'prompt'> | null, start: Standing): ReflectionWriting {
  let standing = start;
  let last: Promise<unknown> = Promise.resolve();
  const keep = async (text: string): Promise<Saved> => {
    if (text === standing.text && standing.version !== null) return ok('saved-here');
    const isNew = standing.version === null && origin !== null;
    const written = await writeRecords(session, [
      {
        kind: reflectionKind,
        id,
        bucket: homeOf(session),
        set: isNew ? { ...origin, text } : { text },
        seen: standing.version === null ? {} : { text: standing.version },
        saw: { text: standing.text },
      },
    ]);
    if (!written.ok) return written;
    standing = { version: written.value[0]?.change ?? null, text };
    return ok('saved-here');
  };
  return {
    id,
    author: session.person.id,
    write: text => {
      const next = last.then(() => keep(text));
      last = next.catch(() => undefined);
      return next;
    },
  };
}

/** A new one; nothing is stored before the first word. */
export const beginReflection = (session: Session, origin: Pick<Reflection, 'module' | 'prompt'>): ReflectionWriting =>
  writingOn(session, freshId(session), origin, { version: null, text: '' });

/** Goes on with one that was on screen. */
export const openReflection = (session: Session, kept: Kept<typeof reflectionKind>): ReflectionWriting =>
  writingOn(session, kept.id, null, { version: kept.seen.text ?? null, text: kept.row.text });

/** What voice notes on it belong to. */
export const subjectOf = (session: Session, id: string): Subject => ({ id, kind: reflectionKind.name, bucket: homeOf(session) });

export const liveReflections = (session: Session): Live<Listing<typeof reflectionKind>> => liveRecords(session, reflectionKind);

/** Her own snapshots: what her mentor has of her words. */
export const liveOwnShared = (session: Session): Live<Listing<typeof sharedReflectionKind>> => liveRecords(session, sharedReflectionKind);

/** Her own snapshot as this tablet has it, and whether its copy here may be damaged. */
async function ownShared(session: Session, reflection: string) {
  const { items, damaged } = await readRecords(session, sharedReflectionKind, reflection);
  return { before: items.find(({ author }) => author === session.person.id), isDamaged: damaged > 0 };
}

/** Sends the words as this screen shows them; sending again renews them. */
export const sendToMentor = (session: Session, kept: Kept<typeof reflectionKind>): Promise<Saved> =>
  orStorageTrouble(async () => {
    const { before } = await ownShared(session, kept.id);
    const { module, prompt, text } = kept.row;
    const origin = before ? {} : { reflection: kept.id, module, prompt };
    return writeRecord(session, sharedReflectionKind, {
      id: sharedReflectionId(session.person.id, kept.id),
      bucket: homeOf(session),
      set: { ...origin, text, standing: 'with-mentor' },
      ...(before ? { seen: before.seen } : {}),
    });
  });

/**
 * Takes the words back; the mentor's tablets lose them at their next contact. Where the copy here is damaged it is written
 * all the same: a withdrawal that saw nothing still wins.
 */
export const takeBackFromMentor = (session: Session, reflection: string): Promise<Saved> =>
  orStorageTrouble(async () => {
    const { before, isDamaged } = await ownShared(session, reflection);
    if (!before && !isDamaged) return ok('saved-here');
    return writeRecord(session, sharedReflectionKind, {
      id: sharedReflectionId(session.person.id, reflection),
      bucket: homeOf(session),
      set: { standing: 'withdrawn' },
      seen: before?.seen ?? {},
    });
  });
