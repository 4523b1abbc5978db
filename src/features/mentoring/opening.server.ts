// An opening is written by the mentor of whoever shared, and goes wherever the shared words go: to both of them.
import { type Bucket, personBucket } from '../../sync/bucket';
import type { Draft, Policy } from '../../sync/policy.server';
import { sharedReflectionId, sharedReflectionKind } from '../reflections/reflection';
import { openingKind } from './opening';

/** Words that were taken back meanwhile were opened all the same: their author is to know. */
function mayWrite({ author, writer, after, followed }: Draft): boolean {
  const isOfThem = followed?.id === sharedReflectionId(String(after.of), String(after.reflection));
  return author === writer.person && isOfThem && writer.mentees.some(({ educator }) => educator === after.of);
}

/** It lies under the key of whoever shared the words. */
const ownFirst = (buckets: readonly Bucket[]) =>
  [...buckets].sort((a, b) => Number(b.startsWith('person:')) - Number(a.startsWith('person:')));

export const openingPolicy: Policy = {
  kind: openingKind.name,
  follows: { field: 'shared', kind: sharedReflectionKind.name },
  mayWrite,
  buckets: ({ author, writer, followed }) => (followed ? ownFirst(followed.buckets) : [personBucket(author, writer.home)]),
  audits: ({ before, after }) => (before?.words === after.words ? null : { what: 'shared-words-opened', about: String(after.of) }),
};
