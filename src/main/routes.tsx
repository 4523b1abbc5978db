// Everything that features register, collected: the pages, the places, the acts and the kept things of whoever is unlocked.
import type { InstallOffer } from '../device/install-offer';
import type { Session } from '../device/session';
import { gapTaskPages } from '../features/gap-tasks/GapTaskPages';
import { mePages } from '../features/me/MePages';
import type { PreferencesHere } from '../features/me/preferences.store';
import { mentoringPages } from '../features/mentoring/MentoringPages';
import { modulePages } from '../features/modules/ModulePages';
import type { Shelf } from '../features/modules/module.store';
import { reflectionPages } from '../features/reflections/ReflectionPages';
import type { Role } from '../features/roster/role';
import { setUpPages } from '../features/set-up/SetUpPages';
import { boardPages } from '../features/strengths-boards/BoardPages';
import { todayPages } from '../features/today/TodayPages';
import type { Act, LinkFromMe, NavPlace, Registered } from '../ui/place';

/** What every page may ask for. */
export interface Given {
  readonly session: Session;
  readonly shelf: Shelf;
  readonly tabletName: string;
  readonly lock: () => void;
  readonly install: InstallOffer;
  readonly preferences: PreferencesHere;
  /** What is registered for her. */
  readonly places: readonly NavPlace[];
  readonly acts: readonly Act[];
  readonly links: readonly LinkFromMe[];
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
  mePages,
  setUpPages,
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
