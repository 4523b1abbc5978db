// Which of the words sent to her a mentor has opened, on any of her tablets; their author is told by the same record.
import { computed } from '@preact/signals-core';
import type { Live } from '../../device/live';
import type { Session } from '../../device/session';
import { type Listing, liveRecords } from '../../sync/records.store';
import { openingKind } from './opening';
import type { Opened } from './sent-words';

/** By the shared record. What cannot be read counts as not opened: she is shown words once too often, never once too seldom. */
export function liveOpened(session: Session): Live<Opened> {
  const all = liveRecords(session, openingKind);
  const opened = computed(() => {
    const own = all.signal.value?.items.filter(({ author }) => author === session.person.id);
    return own && new Map(own.map(({ row }) => [row.shared, row.words]));
  });
  return { ...all, signal: opened };
}

/** Who has opened these shared words, for their author. */
export const liveOpenings = (session: Session, shared: string): Live<Listing<typeof openingKind>> =>
  liveRecords(session, openingKind, shared);
