// Who may write what and who receives it, as the features' policies say and who-may.server.ts bounds; a kind without either is denied.
import { complaintAnswerPolicy, complaintDraftPolicy, complaintPolicy } from '../features/complaints/complaint.server';
import { gapTaskTryPolicy } from '../features/gap-tasks/gap-task.server';
import { openingPolicy } from '../features/mentoring/opening.server';
import { moduleProgressPolicy } from '../features/modules/module-progress.server';
import { reflectionPolicy, sharedReflectionPolicy } from '../features/reflections/reflection.server';
import { childPolicy, colleaguePolicy } from '../features/roster/roster.server';
import { strengthWordPolicy } from '../features/strengths-boards/strength-word.server';
import { attachmentPolicy, thumbnailPolicy } from '../sync/attachments/attachment.server';
import { erasurePolicy } from '../sync/erasures/erasure.server';
import { setAsidePolicy } from '../sync/history/set-aside.server';
import { keptApartPolicy } from '../sync/kept-apart/kept-apart.server';
import type { Policy } from '../sync/policy.server';
import { type BucketScope, whoMay } from './who-may.server';

/**
 * A policy within the row of its kind: without one nobody writes, and a record never stands where the row does not let it stand.
 * A policy that goes beyond is a bug: the write fails whole, is reported and kept apart, and nobody receives anything.
 */
export function heldTo(policy: Policy): Policy {
  const row = whoMay.get(policy.kind);
  return {
    ...policy,
    mayWrite: draft => row !== undefined && policy.mayWrite(draft),
    buckets: draft => {
      const buckets = policy.buckets(draft);
      const beyond = buckets.find(bucket => !row?.stands.includes(bucket.slice(0, bucket.indexOf(':')) as BucketScope));
      if (beyond !== undefined) throw new Error(`a record of the kind ${policy.kind} may not stand there`);
      return buckets;
    },
  };
}

export const policies: ReadonlyMap<string, Policy> = new Map(
  [
    attachmentPolicy,
    thumbnailPolicy,
    childPolicy,
    colleaguePolicy,
    complaintPolicy,
    complaintAnswerPolicy,
    complaintDraftPolicy,
    erasurePolicy,
    gapTaskTryPolicy,
    keptApartPolicy,
    moduleProgressPolicy,
    openingPolicy,
    reflectionPolicy,
    setAsidePolicy,
    sharedReflectionPolicy,
    strengthWordPolicy,
  ].map(policy => [policy.kind, heldTo(policy)]),
);
