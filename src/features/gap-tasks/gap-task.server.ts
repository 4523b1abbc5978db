// A try of a gap task is its author's own until she says otherwise.
import { personBucket } from '../../sync/bucket';
import type { Policy } from '../../sync/policy.server';
import { gapTaskTryKind } from './gap-task-try';

export const gapTaskTryPolicy: Policy = {
  kind: gapTaskTryKind.name,
  mayWrite: ({ author, writer }) => author === writer.person,
  buckets: ({ author, writer }) => [personBucket(author, writer.home)],
};
