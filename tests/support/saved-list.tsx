// The saved list on a real tablet database, for the tests of its views: opened, its parts, and a server that refuses.
import { signal } from '@preact/signals-core';
import { render, screen, within } from '@testing-library/preact';
import type { QuarantinedEntry } from '../../src/device/database';
import type { Session } from '../../src/device/session';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { routesFor } from '../../src/main/routes';
import { SavedList } from '../../src/sync/saved/SavedList';
import type { SyncStatus } from '../../src/sync/sync-status';
import type { QuarantineReason } from '../../src/sync/verdict';

const { kept: kinds } = routesFor('educator');
const called = new Map([
  ['baby mabel', 'Mabel'],
  ['module tuning-in', 'Tuning in'],
]);
const names = () => ({ signal: signal(called), stop: () => {} });

interface Wishes {
  readonly state?: SyncStatus['state'];
  readonly trouble?: SyncStatus['trouble'];
  readonly nudge?: () => void;
  readonly onClose?: () => void;
}

export const openSavedList = (session: Session, { state = 'idle', trouble = null, nudge = () => {}, onClose = () => {} }: Wishes = {}) =>
  render(
    <SavedList
      session={session}
      status={{ state, lastSent: null, isStuck: false, trouble }}
      kinds={kinds}
      names={names}
      nudge={nudge}
      onClose={onClose}
    />,
  );

export const writeReflection = (session: Session, text: string) => beginReflection(session, { module: null, prompt: null }).write(text);

export const sayAWord = (session: Session, word: string, side: 'family' | 'educator', child = 'mabel') =>
  sayWord(session, { child, room: 'wrens', side, word });

/** One part of the list by its heading, once it is there. */
export const partOfList = async (name: string) =>
  within((await screen.findByRole('heading', { level: 3, name })).closest('section') as HTMLElement);

/** The server refuses what waits: the tablet keeps it apart. */
export async function refuseAll({ tablet }: Session, reason: QuarantineReason): Promise<void> {
  const { outbox, quarantined, rows } = tablet.database;
  await quarantined.bulkPut((await outbox.toArray()).map((entry): QuarantinedEntry => ({ ...entry, reason })));
  await outbox.clear();
  await rows.clear();
}
