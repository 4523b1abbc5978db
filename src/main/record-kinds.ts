// Every record kind of Larkrise, by name: what the tablet stores and the server accepts.
import { complaintAnswerKind, complaintDraftKind, complaintKind } from '../features/complaints/complaint';
import { gapTaskTryKind } from '../features/gap-tasks/gap-task-try';
import { openingKind } from '../features/mentoring/opening';
import { moduleProgressKind } from '../features/modules/module-progress';
import { reflectionKind, sharedReflectionKind } from '../features/reflections/reflection';
import { childKind } from '../features/roster/child';
import { colleagueKind } from '../features/roster/colleague';
import { strengthWordKind } from '../features/strengths-boards/strength-word';
import { attachmentKind, thumbnailKind } from '../sync/attachments/attachment';
import { erasureKind } from '../sync/erasures/erasure';
import { setAsideKind } from '../sync/history/set-aside';
import { keptApartKind } from '../sync/kept-apart/kept-apart';
import type { RecordKind } from '../sync/record-kind';

export const recordKinds: ReadonlyMap<string, RecordKind> = new Map(
  [
    attachmentKind,
    thumbnailKind,
    childKind,
    colleagueKind,
    complaintKind,
    complaintAnswerKind,
    complaintDraftKind,
    erasureKind,
    gapTaskTryKind,
    keptApartKind,
    moduleProgressKind,
    openingKind,
    reflectionKind,
    setAsideKind,
    sharedReflectionKind,
    strengthWordKind,
  ].map(kind => [kind.name, kind satisfies RecordKind]),
);
