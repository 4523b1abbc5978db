// Everything that features register, collected: the pages, the places and the acts of whoever is unlocked.
import type { Session } from '../device/session';
import { gapTaskPages } from '../features/gap-tasks/GapTaskPages';
import { mePages } from '../features/me/MePages';
import { mentoringPages } from '../features/mentoring/MentoringPages';
import { modulePages } from '../features/modules/ModulePages';
import type { Shelf } from '../features/modules/module.store';
import { reflectionPages } from '../features/reflections/ReflectionPages';
import type { Role } from '../features/roster/colleague';
import { boardPages } from '../features/strengths-boards/BoardPages';
import { todayPages } from '../features/today/TodayPages';
import type { Registered } from '../ui/place';

/** What every page may ask for. */
export interface Given {
  readonly session: Session;
  readonly shelf: Shelf;
  readonly tabletName: string;
  readonly lock: () => void;
}

const registered: readonly Registered<Given>[] = [
  todayPages,
  modulePages,
  reflectionPages,
  gapTaskPages,
  boardPages,
  mentoringPages,
  mePages,
];

const isFor = (role: Role) => (one: { readonly roles: readonly Role[] }) => one.roles.includes(role);

export const routesFor = (role: Role) => ({
  pages: registered.flatMap(({ pages }) => pages).filter(isFor(role)),
  places: registered
    .flatMap(({ places = [] }) => places)
    .filter(isFor(role))
    .sort((a, b) => a.order - b.order),
  acts: registered.flatMap(({ acts = [] }) => acts).filter(isFor(role)),
});
