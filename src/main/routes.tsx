// Everything that features register, collected: the pages, the places, the acts and the kept things of whoever is unlocked.
import type { Http } from '../device/http';
import type { InstallOffer } from '../device/install-offer';
import type { Session } from '../device/session';
import { auditPages } from '../features/audit/AuditPages';
import { complaintPages } from '../features/complaints/ComplaintPages';
import { gapTaskPages } from '../features/gap-tasks/GapTaskPages';
import { mePages } from '../features/me/MePages';
import type { PreferencesHere } from '../features/me/preferences.store';
import { mentoringPages } from '../features/mentoring/MentoringPages';
import { modulePages } from '../features/modules/ModulePages';
import type { Shelf } from '../features/modules/module.store';
import type { ChangePinProps } from '../features/pin/ChangePin';
import { pinPages } from '../features/pin/PinPages';
import type { MyCardProps } from '../features/pin/RecoveryMine';
import { reflectionPages } from '../features/reflections/ReflectionPages';
import { rightsPages } from '../features/rights/RightsPages';
import type { Role } from '../features/roster/role';
import { setUpPages } from '../features/set-up/SetUpPages';
import { boardPages } from '../features/strengths-boards/BoardPages';
import { todayPages } from '../features/today/TodayPages';
import { attachmentPages } from '../sync/attachments/AttachmentPages';
import type { Attaching } from '../sync/attachments/attaching.store';
import { erasurePages } from '../sync/erasures/ErasurePages';
import { historyPages } from '../sync/history/HistoryPages';
import type { Act, KeptKind, LinkFromMe, NavPlace, Registered } from '../ui/place';
import type { LiveRead } from '../ui/use-live';

/** What every page may ask for. */
export interface Given {
  readonly session: Session;
  readonly shelf: Shelf;
  /** Photos and voice notes, on the pages where something can be attached. */
  readonly attaching: Attaching;
  readonly tabletName: string;
  readonly lock: () => void;
  /** Hers, on this tablet. */
  readonly changePin: ChangePinProps['changePin'];
  readonly makeCard: MyCardProps['makeCard'];
  readonly install: InstallOffer;
  readonly preferences: PreferencesHere;
  /** What is registered for her. */
  readonly places: readonly NavPlace[];
  readonly acts: readonly Act[];
  readonly links: readonly LinkFromMe[];
  /** How her records are listed, and what the things that they are about are called. */
  readonly kept: readonly KeptKind[];
  readonly names: () => LiveRead<ReadonlyMap<string, string>>;
  readonly http: Pick<Http, 'post'>;
  /** Of the app. */
  readonly version: string;
}

const registered: readonly Registered<Given>[] = [
  todayPages,
  modulePages,
  reflectionPages,
  gapTaskPages,
  boardPages,
  mentoringPages,
  auditPages,
  mePages,
  pinPages,
  rightsPages,
  complaintPages,
  setUpPages,
  historyPages,
  erasurePages,
  attachmentPages,
];

const isFor = (role: Role) => (one: { readonly roles: readonly Role[] }) => one.roles.includes(role);

export const routesFor = (role: Role) => ({
  pages: registered.flatMap(({ pages }) => pages).filter(isFor(role)),
  places: registered
    .flatMap(({ places = [] }) => places)
    .filter(isFor(role))
    .sort((a, b) => a.order - b.order),
  acts: registered.flatMap(({ acts = [] }) => acts).filter(isFor(role)),
  links: registered.flatMap(({ links = [] }) => links).filter(isFor(role)),
  kept: registered.flatMap(({ kept = [] }) => kept),
});
