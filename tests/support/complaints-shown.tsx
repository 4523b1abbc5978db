// Complaints about data for the tests of their views: whose tablet it is, what has come to it, and a page of it shown.
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { complaintAnswerKind, complaintDraftKind, complaintKind, type Step } from '../../src/features/complaints/complaint';
import { days } from '../../src/kernel/clock';
import { readRecords } from '../../src/sync/records.store';
import { arrived } from './arrived';
import { unlocked } from './unlocked';

export const own = 'person:amina@quince-street';
const forLeaders = 'leaders:quince-street';

export const asAmina = (): Promise<Session> =>
  unlocked({ buckets: [own, 'nursery:quince-street', 'room:wrens@quince-street', 'programme:g'], told: 'told' });
export const asHelen = (): Promise<Session> => {
  const buckets = ['person:helen@quince-street', forLeaders, 'programme:g'];
  return unlocked({ id: 'helen', name: 'Helen', role: 'leader', buckets, told: 'told' });
};
/** Who leads the programme. */
export const asPia = (): Promise<Session> => {
  const buckets = ['person:pia@g', 'leads:g', 'programme:g'];
  return unlocked({ id: 'pia', name: 'Pia', role: 'programme-lead', nursery: '', room: '', home: 'g', buckets, told: 'told' });
};

export const show = (page: ComponentChildren): void => {
  cleanup();
  render(<LocationProvider>{page}</LocationProvider>);
};

/** Whose tablet it is now. */
export let session: Session;

export const become = async (next: Promise<Session>): Promise<void> => {
  session?.tablet.database.close();
  session = await next;
};

/** Each test of the file begins on this person's tablet. */
export function beginsAs(person: () => Promise<Session>): void {
  beforeEach(async () => {
    await become(person());
    vi.stubGlobal('scrollTo', () => {});
    history.replaceState(null, '', '/complaints/new');
  });
  afterEach(() => {
    cleanup();
    session.tablet.database.close();
    vi.unstubAllGlobals();
  });
}

interface Said {
  readonly id?: string;
  readonly baby?: string | null;
  readonly programme?: string | null;
  readonly from?: string;
  readonly words?: string;
  readonly bucket?: string;
}

/** Amina's, sent so many days ago; to the leaders unless it says otherwise. */
export const complain = (session: Session, daysAgo: number, said: Said = {}): Promise<void> => {
  const { id = 'c', bucket = forLeaders, baby = null, programme = null, from = 'Amina', words = 'My hours are wrong.' } = said;
  const row = { nursery: 'quince-street', programme, baby, from, words };
  return arrived(session, complaintKind, [{ id, author: 'amina', bucket, at: session.tablet.clock() - days(daysAgo), row }]);
};

/** A step of Helen's answer to it. */
export const answered = (session: Session, step: Step, words = '', bucket = forLeaders): Promise<void> => {
  const row = { complaint: 'c', step, by: 'Helen', words };
  return arrived(session, complaintAnswerKind, [{ id: `a-${step}`, author: 'helen', bucket, at: session.tablet.clock(), row }]);
};

export const sent = async (session: Session) => (await readRecords(session, complaintKind)).items.map(({ row }) => row);
export const drafts = async (session: Session) => (await readRecords(session, complaintDraftKind)).items.map(({ row }) => row.words);
export const write = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
