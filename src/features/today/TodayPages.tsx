// What Today shows to whom: one page for each role.
import { House } from 'lucide';
import { lazy } from 'preact-iso';
import type { Session } from '../../device/session';
import type { Registered } from '../../ui/place';
import { frameWords } from '../../ui/words/frame';
import type { Shelf } from '../modules/module.store';
import { roles } from '../roster/role';

export const todayPages: Registered<{ session: Session; shelf: Shelf }> = {
  pages: [
    { path: '/', roles: ['educator'], view: lazy(() => import('./TodayEducator').then(page => page.TodayEducator)) },
    { path: '/', roles: ['leader'], view: lazy(() => import('./TodayLeader').then(page => page.TodayLeader)) },
    { path: '/', roles: ['mentor'], view: lazy(() => import('./TodayMentor').then(page => page.TodayMentor)) },
    { path: '/', roles: ['programme-lead'], view: lazy(() => import('./TodayProgrammeLead').then(page => page.TodayProgrammeLead)) },
  ],
  places: [{ path: '/', label: frameWords.today, icon: House, roles, order: 1 }],
};
