// What reflections show and where: the list, a new one, an old one.
import { PenLine } from 'lucide';
import { lazy } from 'preact-iso';
import type { Session } from '../../device/session';
import type { Registered } from '../../ui/place';
import { reflectionWords as words } from '../../ui/words/reflections';
import type { Shelf } from '../modules/module.store';

const roles = ['educator'] as const;
const editor = () => import('./ReflectionPage');

export const reflectionPages: Registered<{ session: Session; shelf: Shelf }> = {
  pages: [
    { path: '/reflections', roles, view: lazy(() => import('./ReflectionList').then(page => page.ReflectionList)) },
    { path: '/reflections/new', roles, view: lazy(() => editor().then(page => page.NewReflection)) },
    { path: '/reflections/:id', roles, view: lazy(() => editor().then(page => page.OldReflection)) },
  ],
  acts: [{ path: '/reflections/new', label: words.write, icon: PenLine, roles }],
};
