// One try of a gap task in the room: how it went and a line about it, written with a baby on the arm.
import { latestChoice, onceId, onceIdOrNull, prose, type RowOf, recordKind } from '../../sync/record-kind';

export const waysItWent = ['well', 'mixed', 'not-yet'] as const;
export type WayItWent = (typeof waysItWent)[number];

export const gapTaskTryKind = recordKind({
  name: 'gap-task-try',
  version: 1,
  about: 'task',
  ofChild: 'child',
  fields: {
    task: onceId(),
    module: onceId(),
    /** Which baby, if the educator says so. */
    child: onceIdOrNull(),
    went: latestChoice(waysItWent, 'mixed'),
    note: prose(2_000),
  },
});
export type GapTaskTry = RowOf<typeof gapTaskTryKind>;
