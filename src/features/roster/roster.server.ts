// Babies are entered by the nursery's leaders and known in their room; colleagues are known in the nursery and to their mentor.
import { mentoringBucket, nurseryBucket, roomBucket } from '../../sync/bucket';
import type { Policy } from '../../sync/policy.server';
import { childKind } from './child';
import { colleagueKind } from './colleague';

export const childPolicy: Policy = {
  kind: childKind.name,
  mayWrite: ({ writer, after }) => {
    const nursery = writer.nurseryByRoom.get(String(after.room));
    return writer.memberships.some(m => m.role === 'leader' && m.nursery === nursery);
  },
  buckets: ({ writer, after }) => [roomBucket(String(after.room), writer.nurseryByRoom.get(String(after.room)) ?? '')],
};

/** Written by the set-up of a nursery alone, never by a tablet. The record's id is the person's. */
export const colleaguePolicy: Policy = {
  kind: colleagueKind.name,
  mayWrite: () => false,
  buckets: ({ id, after }) => [nurseryBucket(String(after.nursery)), mentoringBucket(id, String(after.nursery))],
};
