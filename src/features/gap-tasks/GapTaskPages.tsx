// What gap tasks show and where.
import { Hand } from 'lucide';
import { lazy } from 'preact-iso';
import type { Session } from '../../device/session';
import type { Registered } from '../../ui/place';
import { gapTaskWords as words } from '../../ui/words/gap-tasks';
import type { Shelf } from '../modules/module.store';

const roles = ['educator'] as const;
const view = lazy(() => import('./GapTaskPage').then(page => page.GapTaskPage));

export const gapTaskPages: Registered<{ session: Session; shelf: Shelf }> = {
  pages: [
    { path: '/gap-tasks', roles, view },
    { path: '/gap-tasks/:module', roles, view },
  ],
  acts: [{ path: '/gap-tasks', label: words.triedTask, icon: Hand, roles }],
};
