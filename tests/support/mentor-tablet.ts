// A mentor's own tablet for the tests of views: her educators by name, and what they send her.
import type { Session } from '../../src/device/session';
import { openingKind } from '../../src/features/mentoring/opening';
import { sharedReflectionId, sharedReflectionKind } from '../../src/features/reflections/reflection';
import { colleagueKind } from '../../src/features/roster/colleague';
import { days } from '../../src/kernel/clock';
import { arrived } from './arrived';
import { programmeOf, shelfWith, type TestShelf } from './shelf';
import { unlocked } from './unlocked';

/** Names as they come: of one letter, of sixty, from right to left. */
export const menteeNames = {
  kasia: 'Kasia',
  tom: 'T',
  mei: 'منيرة',
  ada: 'Oluwaseun-Alexandrina Featherstonehaugh Montgomery the 2nd',
} as const;
type Mentee = keyof typeof menteeNames;

export interface WordsSent {
  readonly by?: Mentee;
  /** Names the reflection, and is its text where none is given. */
  readonly reflection: string;
  readonly at: number;
  readonly text?: string;
  readonly revision?: number;
}

export interface MentorTablet {
  readonly session: Session;
  readonly shelf: TestShelf;
  /** 7:24 on a Monday. */
  readonly now: number;
  /** Colleagues of Quince Street Nursery, known for 120 days. */
  know(...ids: Mentee[]): Promise<void>;
  send(words: WordsSent): Promise<void>;
  /** What waits here to tell what she has opened, as text to compare; empty at first. */
  noted(): Promise<string>;
}

/** The changes, sealed, by which her authors will know. */
export const openingsWaiting = async ({ tablet }: Session) =>
  (await tablet.database.outbox.toArray()).filter(({ kind }) => kind === openingKind.name);

const bucketOf = (educator: string) => `mentoring:${educator}@quince-street`;
const ruth = { id: 'ruth', name: 'Ruth', role: 'mentor', room: '', nursery: '', home: 'programme', told: 'told' };

/** Needs fake-indexeddb. Close `session.tablet.database` at the end. */
export async function mentorTablet(): Promise<MentorTablet> {
  const session = await unlocked({ ...ruth, buckets: ['person:ruth@programme', ...Object.keys(menteeNames).map(bucketOf)] });
  const { settings } = session.tablet.database;
  const places = { nurseries: [{ id: 'quince-street', name: 'Quince Street Nursery' }], rooms: [] };
  await settings.put({ name: 'places', value: places });
  const now = session.tablet.clock();
  return {
    session,
    shelf: await shelfWith(session, programmeOf(2)),
    now,
    know: (...ids) =>
      arrived(
        session,
        colleagueKind,
        ids.map(id => ({
          id,
          author: 'marcia',
          bucket: bucketOf(id),
          at: now - days(120),
          row: {
            name: menteeNames[id],
            role: 'educator' as const,
            room: 'wrens',
            nursery: 'quince-street',
            hue: 'clay',
            standing: 'here' as const,
          },
        })),
      ),
    send: ({ by = 'kasia', reflection, at, text = `words of ${reflection}`, revision = 1 }) => {
      const id = sharedReflectionId(by, reflection);
      const row = { reflection, module: 'module-2', prompt: 'so-what', text, standing: 'with-mentor' as const };
      return arrived(session, sharedReflectionKind, [{ id, author: by, bucket: bucketOf(by), at, row, revision }]);
    },
    noted: async () => String((await openingsWaiting(session)).map(({ bytes }) => bytes)),
  };
}
