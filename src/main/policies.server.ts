// The one table of who may write what and who receives it, built from the features' policies; a kind without one is denied.
import { gapTaskTryPolicy } from '../features/gap-tasks/gap-task.server';
import { moduleProgressPolicy } from '../features/modules/module-progress.server';
import { reflectionPolicy, sharedReflectionPolicy } from '../features/reflections/reflection.server';
import { childPolicy, colleaguePolicy } from '../features/roster/roster.server';
import { strengthWordPolicy } from '../features/strengths-boards/strength-word.server';
import type { Policy } from '../sync/policy.server';

export const policies: ReadonlyMap<string, Policy> = new Map(
  [childPolicy, colleaguePolicy, gapTaskTryPolicy, moduleProgressPolicy, reflectionPolicy, sharedReflectionPolicy, strengthWordPolicy].map(
    policy => [policy.kind, policy],
  ),
);
