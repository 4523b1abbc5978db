// The one table of who may write what and who receives it, built from the features' policies; a kind without one is denied.
import { gapTaskTryPolicy } from '../features/gap-tasks/gap-task.server';
import { moduleProgressPolicy } from '../features/modules/module-progress.server';
import { reflectionPolicy, sharedReflectionPolicy } from '../features/reflections/reflection.server';
import { childPolicy, colleaguePolicy } from '../features/roster/roster.server';
import { strengthWordPolicy } from '../features/strengths-boards/strength-word.server';
import { attachmentPolicy, thumbnailPolicy } from '../sync/attachments/attachment.server';
import { erasurePolicy } from '../sync/erasures/erasure.server';
import { setAsidePolicy } from '../sync/history/set-aside.server';
import { keptApartPolicy } from '../sync/kept-apart/kept-apart.server';
import type { Policy } from '../sync/policy.server';

export const policies: ReadonlyMap<string, Policy> = new Map(
  [
    attachmentPolicy,
    thumbnailPolicy,
    childPolicy,
    colleaguePolicy,
    erasurePolicy,
    gapTaskTryPolicy,
    keptApartPolicy,
    moduleProgressPolicy,
    reflectionPolicy,
    setAsidePolicy,
    sharedReflectionPolicy,
    strengthWordPolicy,
  ].map(policy => [policy.kind, policy]),
);
