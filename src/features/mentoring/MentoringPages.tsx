// What mentoring shows and where: the mentor's Today, and one reflection opened.
import { lazy } from 'preact-iso';
import type { Session } from '../../device/session';
import type { Registered } from '../../ui/place';
import type { Shelf } from '../modules/module.store';

const roles = ['mentor'] as const;

export const mentoringPages: Registered<{ session: Session; shelf: Shelf }> = {
  pages: [
    { path: '/', roles, view: lazy(() => import('./SharedWithMe').then(page => page.SharedWithMe)) },
    { path: '/shared/:id', roles, view: lazy(() => import('./SharedPage').then(page => page.SharedPage)) },
  ],
};
