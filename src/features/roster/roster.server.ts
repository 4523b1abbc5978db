// Babies are entered by the nursery's leaders and known in their room; colleagues are known in the nursery and to their mentor. Who left is known to the leaders.
import { leadersBucket, mentoringBucket, nurseryBucket, roomBucket } from '../../sync/bucket';
import { type Facts, leads, type Policy } from '../../sync/policy.server';
import { childKind } from './child';
import { colleagueKind } from './colleague';

const nurseryOf = (facts: Facts, room: unknown): string | undefined => facts.nurseryByRoom.get(String(room));

/** A baby moves between the rooms of one nursery: to another one she comes as somebody new, without what was said about her. */
export const childPolicy: Policy = {
  kind: childKind.name,
  mayWrite: ({ writer, before, after }) => {
    const nursery = nurseryOf(writer, after.room);
    return leads(writer, nursery) && (before === null || nurseryOf(writer, before.room) === nursery);
  },
  buckets: ({ writer, after }) => {
    const nursery = nurseryOf(writer, after.room) ?? '';
    return after.standing === 'left' ? [leadersBucket(nursery)] : [roomBucket(String(after.room), nursery)];
  },
};

/** Written by the set-up of a nursery and by server/staffing.ts, never by a tablet. The record's id is the person's. */
export const colleaguePolicy: Policy = {
  kind: colleagueKind.name,
  mayWrite: () => false,
  buckets: ({ id, after }) => {
    const nursery = String(after.nursery);
    return after.standing === 'left' ? [leadersBucket(nursery)] : [nurseryBucket(nursery), mentoringBucket(id, nursery)];
  },
};
