// A complaint goes to its author and to whoever has to answer: the nursery's leaders, or who leads the programme where it is not for the leaders.
// Invariants: 1 nobody changes what was sent; 2 nobody answers what she said of herself; 3 drafts are their author's alone.
import { type Bucket, counterOf, leadersBucket, personBucket, programmeLeadsBucket } from '../../sync/bucket';
import { type Facts, leads, type Policy, programmeLed } from '../../sync/policy.server';
import type { AuditAct } from '../audit/audit';
import { complaintAnswerKind, complaintDraftKind, complaintKind } from './complaint';

const worksIn = ({ memberships }: Facts, nursery: unknown): boolean => memberships.some(one => one.nursery === nursery);

type Values = Readonly<Record<string, unknown>>;

/** Where it is answered. */
const answeredIn = ({ programme, nursery }: Values): Bucket =>
  programme === null ? leadersBucket(String(nursery)) : programmeLeadsBucket(String(programme));

/** A leader who writes down what a family says is the one who answers it as well: then it is not hers, only written by her. */
const isWrittenDownByItsLeader = (writer: Facts, { programme, nursery, baby }: Values): boolean =>
  programme === null && baby !== null && leads(writer, String(nursery));

export const complaintPolicy: Policy = {
  kind: complaintKind.name,
  tellsItsAuthorAlone: true,
  audits: ({ id, after }) => (after.programme === null ? { what: 'complaint-made', about: id } : null),
  mayWrite: ({ author, writer, before, after: { nursery, programme, baby } }) => {
    const isFromHere = nursery === null ? baby === null && programme !== null : worksIn(writer, nursery);
    return (
      before === null && author === writer.person && isFromHere && (programme === null || writer.programmes.includes(String(programme)))
    );
  },
  buckets: ({ author, writer, after }) => [
    ...(isWrittenDownByItsLeader(writer, after) ? [] : [personBucket(author, writer.home)]),
    answeredIn(after),
  ],
};

/** The steps that leave a line in the nursery's trail; its leaders read that, so of what is not for them there is none. */
const acts: ReadonlyMap<unknown, AuditAct> = new Map([
  ['acknowledged', 'complaint-acknowledged'],
  ['outcome', 'complaint-answered'],
]);
const isForLeaders = (bucket: Bucket): boolean => bucket.startsWith('leaders:');

const isBy = (person: string, buckets: readonly Bucket[]): boolean => buckets.some(bucket => bucket.startsWith(`person:${person}@`));

const mayAnswer = (writer: Facts, buckets: readonly Bucket[]): boolean => {
  const led = programmeLed(writer);
  const hers = [...writer.memberships.filter(({ nursery }) => leads(writer, nursery)).map(({ nursery }) => leadersBucket(nursery))];
  return [...hers, ...(led === null ? [] : [programmeLeadsBucket(led)])].some(bucket => buckets.includes(bucket));
};

export const complaintAnswerPolicy: Policy = {
  kind: complaintAnswerKind.name,
  tellsItsAuthorAlone: true,
  follows: { field: 'complaint', kind: complaintKind.name },
  audits: ({ after: { step, complaint }, followed }) => {
    const what = acts.get(step);
    return what && followed?.buckets.some(isForLeaders) ? { what, about: String(complaint) } : null;
  },
  mayWrite: ({ author, writer, before, after: { step }, followed }) => {
    if (before !== null || author !== writer.person || followed === null) return false;
    const isHers = isBy(writer.person, followed.buckets);
    return step === 'taken-back' ? isHers : !isHers && mayAnswer(writer, followed.buckets);
  },
  // The complaint's own nursery or programme first: under its key, and with its counter, so that both are erased together.
  buckets: ({ followed }) => {
    const isNear = (bucket: Bucket) => counterOf(bucket) === followed?.counter;
    return [...(followed?.buckets ?? [])].sort((a, b) => Number(isNear(b)) - Number(isNear(a)) || (a < b ? -1 : 1));
  },
};

export const complaintDraftPolicy: Policy = {
  kind: complaintDraftKind.name,
  mayWrite: ({ author, writer }) => author === writer.person,
  buckets: ({ author, writer }) => [personBucket(author, writer.home)],
};
