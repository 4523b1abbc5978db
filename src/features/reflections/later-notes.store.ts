// What waits for somebody since she could not unlock, read by her alone: she keeps it as a reflection of hers, or throws it away.
// Invariant: nothing here is hers, is sent or is signed before she says so; and what she has kept twice, here and on another tablet, is one.
import { type Live, live } from '../../device/live';
import type { Session } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { openLater } from '../../device/write-now';
import { decisionOf, undoDecision } from '../../device/write-now-sending';
import { newId } from '../../kernel/id';
import { ok, type Result, trouble } from '../../kernel/result';
import { personBucket } from '../../sync/bucket';
import { writeRecords } from '../../sync/outbox.store';
import type { TabletTrouble, WriteTrouble } from '../../sync/verdict';
import { recordNow } from '../../sync/write-over.store';
import type { LaterNote, LaterWords } from './later-note';
import { reflectionKind } from './reflection';

/** `words`: null where they do not open; the next contact may bring the key that they need. */
export interface OpenedLater {
  readonly note: LaterNote;
  readonly words: LaterWords | null;
}

/** Hers on this tablet, oldest first. */
export const liveLaterNotes = (session: Session): Live<readonly OpenedLater[]> => {
  const { later, people } = session.tablet.database;
  return live(
    async () => {
      const notes = await later.where('person').equals(session.person.id).toArray();
      return { notes, key: notes.length > 0 ? (await people.get(session.person.id))?.later : undefined };
    },
    async ({ notes, key }) => {
      const opened = await Promise.all(
        notes.map(async note => {
          const words = await openLater(session, key, note);
          return { note, words: words.ok ? words.value : null };
        }),
      );
      return opened.sort((a, b) => a.note.begun - b.note.begun || a.note.id.localeCompare(b.note.id));
    },
  );
};

/** The same words for the same person make the same id, wherever and however often she keeps them; nobody can make it that of another record. */
async function reflectionIdOf({ note, words }: { readonly note: LaterNote; readonly words: LaterWords }): Promise<string> {
  const text = JSON.stringify(['larkrise-later-1', note.person, note.id, words.text, words.begun]);
  return newId(words.begun, new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

/** Hers from now on, in her name and under her signature; gives its id. What stopped half-way is done again without doubling it. */
export const keepLater = (session: Session, { note, words }: OpenedLater): Promise<Result<string, WriteTrouble>> =>
  orStorageTrouble(async () => {
    if (!words || note.person !== session.person.id) return trouble('row-damaged');
    const id = await reflectionIdOf({ note, words });
    if (!(await recordNow(session, { kind: reflectionKind.name, record: id }))) {
      const bucket = personBucket(session.person.id, session.person.home);
      const set = { module: null, prompt: null, text: words.text };
      const written = await writeRecords(session, [{ kind: reflectionKind, id, bucket, set, seen: {}, saw: { text: '' } }]);
      if (!written.ok) return written;
    }
    return (await decide(session, note.id)) ? ok(id) : trouble('locked');
  });

/** She has decided about it: it goes from here now, and from everywhere at the next contacts. False: her keys were dropped. */
async function decide(session: Session, note: string): Promise<boolean> {
  if (!session.keys.isHeld()) return false;
  const decision = await decisionOf(session, note);
  const { later, settings } = session.tablet.database;
  await later.db.transaction('rw', later, settings, async () => {
    await later.delete(note);
    await settings.put(decision);
  });
  return true;
}

/** `fetchBackLater` undoes it. */
export const throwAwayLater = (session: Session, { id }: LaterNote): Promise<Result<null, TabletTrouble>> =>
  orStorageTrouble(async () => ((await decide(session, id)) ? ok(null) : trouble('locked')));

export const fetchBackLater = (session: Session, note: LaterNote): Promise<Result<null, TabletTrouble>> =>
  orStorageTrouble(async () => {
    const { database } = session.tablet;
    const { later, settings } = database;
    await database.transaction('rw', later, settings, async () => {
      const isUntold = await undoDecision(database, note.id);
      await later.put(isUntold ? note : { ...note, sent: null }); // the server has been told: from now on it is on this tablet alone
    });
    return ok(null);
  });
