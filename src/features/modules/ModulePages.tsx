// What modules show and where: the list, one module, its webcast, its texts.
import { BookOpen } from 'lucide';
import { lazy } from 'preact-iso';
import type { Session } from '../../device/session';
import { aboutIn, pathTo, type Registered } from '../../ui/place';
import { frameWords } from '../../ui/words/frame';
import { placeWords } from '../../ui/words/places';
import { roles } from '../roster/role';
import type { Shelf } from './module.store';
import { moduleProgressKind } from './module-progress';

export const modulePages: Registered<{ session: Session; shelf: Shelf }> = {
  pages: [
    { path: '/learn', roles, view: lazy(() => import('./Learn').then(page => page.Learn)) },
    { path: '/learn/:module', roles, view: lazy(() => import('./ModulePage').then(page => page.ModulePage)) },
    { path: '/learn/:module/watch', roles, view: lazy(() => import('./WatchPage').then(page => page.WatchPage)) },
    { path: '/learn/:module/read/:resource', roles, view: lazy(() => import('./ResourcePage').then(page => page.ResourcePage)) },
  ],
  kept: [
    {
      kind: moduleProgressKind.name,
      called: () => placeWords.moduleProgress,
      words: null,
      about: fields => aboutIn(fields, 'module', 'module'),
      where: (_, fields) => pathTo('/learn/', fields, 'module'),
      afresh: fields => pathTo('/learn/', fields, 'module'),
    },
  ],
  places: [{ path: '/learn', label: frameWords.learn, icon: BookOpen, roles, order: 2 }],
};
