// A strengths word is said in the baby's room, reaches that room, and is changed by whoever said it.
import { roomBucket } from '../../sync/bucket';
import { type Policy, worksInRoom } from '../../sync/policy.server';
import { strengthWordKind } from './strength-word';

export const strengthWordPolicy: Policy = {
  kind: strengthWordKind.name,
  mayWrite: ({ author, writer, after }) => author === writer.person && worksInRoom(writer, after.room),
  buckets: ({ writer, after }) => [roomBucket(String(after.room), writer.nurseryByRoom.get(String(after.room)) ?? '')],
};
