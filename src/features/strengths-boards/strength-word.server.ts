// A strengths word is said in the baby's room, is changed by whoever said it, and goes wherever the baby goes.
import { roomBucket } from '../../sync/bucket';
import { type Policy, worksInRoom } from '../../sync/policy.server';
import { childKind } from '../roster/child';
import { strengthWordKind } from './strength-word';

export const strengthWordPolicy: Policy = {
  kind: strengthWordKind.name,
  follows: { field: 'child', kind: childKind.name },
  // The room is the one in which it was said: she may have been told after she said it that the baby is in another one now.
  mayWrite: ({ author, writer, after, followed }) => {
    const nursery = writer.nurseryByRoom.get(String(after.room));
    return author === writer.person && worksInRoom(writer, after.room) && (followed === null || followed.counter === nursery);
  },
  buckets: ({ writer, after, followed }) =>
    followed?.buckets ?? [roomBucket(String(after.room), writer.nurseryByRoom.get(String(after.room)) ?? '')],
};
