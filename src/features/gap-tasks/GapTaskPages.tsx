// What gap tasks show and where.
import { Hand } from 'lucide';
import { lazy } from 'preact-iso';
import type { Session } from '../../device/session';
import type { Attaching } from '../../sync/attachments/attaching.store';
import { aboutIn, pathTo, type Registered } from '../../ui/place';
import { placeWords } from '../../ui/words/places';
import type { Shelf } from '../modules/module.store';
import { gapTaskTryKind } from './gap-task-try';

const roles = ['educator'] as const;
const view = lazy(() => import('./GapTaskPage').then(page => page.GapTaskPage));

export const gapTaskPages: Registered<{ session: Session; shelf: Shelf; attaching: Attaching }> = {
  pages: [
    { path: '/gap-tasks', roles, view },
    { path: '/gap-tasks/:module', roles, view },
  ],
  kept: [
    {
      kind: gapTaskTryKind.name,
      called: () => placeWords.gapTaskTry,
      words: 'note',
      about: fields => aboutIn(fields, 'task', 'task'),
      where: (_, fields) => pathTo('/gap-tasks/', fields, 'module'),
      afresh: fields => pathTo('/gap-tasks/', fields, 'module'),
    },
  ],
  acts: [{ path: '/gap-tasks', label: placeWords.triedTask, icon: Hand, roles }],
  links: [{ path: '/gap-tasks', label: placeWords.myTries, icon: Hand, roles, about: 'person' }],
};
