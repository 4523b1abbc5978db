// What the server did not take in, as the leader of a nursery sees it and answers for it.
import { computed } from '@preact/signals-core';
import type { Live } from '../../device/live';
import type { Session } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { ok, type Result } from '../../kernel/result';
import { leadersBucket } from '../bucket';
import { writeRecord } from '../record-writing.store';
import { type Kept, liveRecords, readRecords } from '../records.store';
import type { WriteTrouble } from '../verdict';
import { type KeptApart, keptApartKind } from './kept-apart';

export type KeptNote = Kept<typeof keptApartKind>;

const newestFirst = (notes: readonly KeptNote[]): readonly KeptNote[] => [...notes].sort((a, b) => b.row.came - a.row.came);

export interface KeptNotes {
  /** They need somebody to look. */
  readonly open: readonly KeptNote[];
  /** She has seen them, or they were taken in. */
  readonly over: readonly KeptNote[];
  readonly damaged: number;
}

/** Everything that her nurseries' tablets sent and the server did not take in, newest first. */
export function liveKeptApart(session: Session): Pick<Live<KeptNotes>, 'signal' | 'stop'> {
  const all = liveRecords(session, keptApartKind);
  return {
    signal: computed(() => {
      const read = all.signal.value;
      if (!read) return undefined;
      const isOpen = ({ row }: KeptNote) => row.standing === 'waiting' || row.standing === 'cannot';
      const notes = newestFirst(read.items);
      return { open: notes.filter(isOpen), over: notes.filter(note => !isOpen(note)), damaged: read.damaged };
    }),
    stop: () => all.stop(),
  };
}

/** Writes how it stands on top of what this tablet knows of it now. */
const saysOf = (session: Session, note: KeptNote, standing: KeptApart['standing']): Promise<Result<'saved-here', WriteTrouble>> =>
  orStorageTrouble(async () => {
    const now = (await readRecords(session, keptApartKind)).items.find(({ id }) => id === note.id) ?? note;
    if (now.row.standing === standing) return ok('saved-here');
    const bucket = leadersBucket(note.row.nursery);
    return writeRecord(session, keptApartKind, { id: note.id, bucket, set: { standing }, seen: now.seen });
  });

/** She answers for it: the server judges it again with her. */
export const takeIn = (session: Session, note: KeptNote) => saysOf(session, note, 'taken-in');

/** She has seen it, and told whoever wrote it. */
export const putNoteAway = (session: Session, note: KeptNote) => saysOf(session, note, 'put-away');

/** And back again. */
export const fetchNoteBack = (session: Session, note: KeptNote) => saysOf(session, note, 'waiting');
