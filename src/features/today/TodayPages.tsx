// What Today shows to whom; a mentor's Today is the list that mentoring registers.
import { House } from 'lucide';
import { lazy } from 'preact-iso';
import type { Session } from '../../device/session';
import type { Registered } from '../../ui/place';
import { frameWords } from '../../ui/words/frame';
import type { Shelf } from '../modules/module.store';
import { roles } from '../roster/colleague';

export const todayPages: Registered<{ session: Session; shelf: Shelf }> = {
  pages: [
    { path: '/', roles: ['educator'], view: lazy(() => import('./TodayEducator').then(page => page.TodayEducator)) },
    { path: '/', roles: ['leader', 'programme-lead'], view: lazy(() => import('./TodayLeader').then(page => page.TodayLeader)) },
  ],
  places: [{ path: '/', label: frameWords.today, icon: House, roles, order: 1 }],
};
