// Complaints on the tablet: sent for good, answered in steps, read by whoever sent one and by whoever has to answer it.
import { computed } from '@preact/signals-core';
import { type Live, live } from '../../device/live';
import type { Session } from '../../device/session';
import { ok, type Result } from '../../kernel/result';
import { type Bucket, counterOf, personBucket } from '../../sync/bucket';
import { type Order, writeRecords } from '../../sync/outbox.store';
import { freshId } from '../../sync/record-writing.store';
import { type Kept, liveRecords } from '../../sync/records.store';
import type { WriteTrouble } from '../../sync/verdict';
import { type Complaint, complaintAnswerKind, complaintKind, type Step } from './complaint';
import { isForHer, mostPressingFirst, type Told, toldOf } from './complaint-clock';
import type { DraftWriting } from './complaint-draft.store';

export type KeptComplaint = Kept<typeof complaintKind>;
export type KeptAnswer = Kept<typeof complaintAnswerKind>;
export type ToldComplaint = Told<KeptComplaint, KeptAnswer>;

export interface Complaints {
  /** What she said herself or wrote down for a family, newest first. */
  readonly hers: readonly ToldComplaint[];
  /** What waits for her answer, the most pressing first. */
  readonly waiting: readonly ToldComplaint[];
  /** What was hers to answer and is settled, newest first. */
  readonly settled: readonly ToldComplaint[];
  readonly damaged: number;
}

/** Everything about data that she may read, as it stands today. */
export function liveComplaints(session: Session): Pick<Live<Complaints>, 'signal' | 'stop'> {
  const [complaints, answers] = [liveRecords(session, complaintKind), liveRecords(session, complaintAnswerKind)];
  return {
    signal: computed(() => {
      const [said, answered] = [complaints.signal.value, answers.signal.value];
      if (!said || !answered) return undefined;
      const now = session.tablet.clock();
      const all = said.items.map(one => toldOf(one, answered.items, now)).sort((a, b) => b.complaint.made - a.complaint.made);
      const forHer = all.filter(({ complaint }) => isForHer(session.person, complaint));
      const waiting = mostPressingFirst(forHer);
      return {
        hers: all.filter(one => one.complaint.author === session.person.id && !forHer.includes(one)),
        waiting,
        settled: forHer.filter(one => !waiting.includes(one)),
        damaged: said.damaged + answered.damaged,
      };
    }),
    stop: () => {
      complaints.stop();
      answers.stop();
    },
  };
}

const beginsWithProgramme = (bucket: Bucket): boolean => bucket.startsWith('programme:');

/** The programme whose lead can answer instead of the leaders, as the server told last; null where there is none. */
export const liveProgramme = ({ tablet: { database }, person }: Session): Live<{ readonly id: string | null }> =>
  live(
    () => database.people.get(person.id),
    async known => {
      const programmes = (known?.buckets ?? []).filter(beginsWithProgramme).map(counterOf).sort();
      return { id: programmes.find(id => id === person.home) ?? programmes[0] ?? null };
    },
  );

const own = ({ person }: Session): Bucket => personBucket(person.id, person.home);

/** Two records of which one without the other is worth nothing: both, or neither, here and at the server. */
async function write(
  session: Session,
  order: Omit<Order, 'bucket' | 'seen' | 'id'>,
  draft: Pick<DraftWriting, 'cleared'>,
): Promise<Result<string, WriteTrouble>> {
  const id = freshId(session);
  const written = await writeRecords(session, [{ ...order, id, bucket: own(session), seen: {} }, ...draft.cleared()]);
  return written.ok ? ok(id) : written;
}

/** Sends it for good; gives its id. */
export const sendComplaint = (
  session: Session,
  said: Omit<Complaint, 'nursery'>,
  draft: Pick<DraftWriting, 'cleared'>,
): Promise<Result<string, WriteTrouble>> =>
  write(session, { kind: complaintKind, set: { ...said, nursery: session.person.nursery || null } }, draft);

/** One step of the answer, in her own name. */
export const answerComplaint = (
  session: Session,
  said: { readonly complaint: string; readonly step: Step; readonly words: string },
  draft: Pick<DraftWriting, 'cleared'>,
): Promise<Result<string, WriteTrouble>> => write(session, { kind: complaintAnswerKind, set: { ...said, by: nameOf(session) } }, draft);

/** A tablet that has lost its file of names knows her by her id. */
export const nameOf = ({ person }: Session): string => person.name.trim() || person.id;
