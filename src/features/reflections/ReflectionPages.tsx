// What reflections show and where: the list, and one to write on.
import { PenLine } from 'lucide';
import { lazy } from 'preact-iso';
import type { Session } from '../../device/session';
import type { Registered } from '../../ui/place';
import { reflectionWords as words } from '../../ui/words/reflections';
import type { Shelf } from '../modules/module.store';

const roles = ['educator'] as const;

export const reflectionPages: Registered<{ session: Session; shelf: Shelf }> = {
  pages: [
    { path: '/reflections', roles, view: lazy(() => import('./ReflectionList').then(page => page.ReflectionList)) },
    { path: '/reflections/:id', roles, view: lazy(() => import('./ReflectionPage').then(page => page.ReflectionPage)) },
  ],
  acts: [{ path: '/reflections/new', label: words.write, icon: PenLine, roles }],
};
