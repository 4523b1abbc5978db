// What is shown about oneself and where.
import { CircleUserRound } from 'lucide';
import { lazy } from 'preact-iso';
import type { Registered } from '../../ui/place';
import { frameWords } from '../../ui/words/frame';
import { roles } from '../roster/role';
import type { MeProps } from './Me';

export const mePages: Registered<MeProps> = {
  pages: [{ path: '/me', roles, view: lazy(() => import('./Me').then(page => page.Me)) }],
  places: [{ path: '/me', label: frameWords.me, icon: CircleUserRound, roles, order: 5 }],
};
