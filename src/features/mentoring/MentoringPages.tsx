// What mentoring shows and where: the list of what was sent, and one reflection opened.
import { Mail } from 'lucide';
import { lazy } from 'preact-iso';
import type { Session } from '../../device/session';
import { pathTo, type Registered } from '../../ui/place';
import { placeWords } from '../../ui/words/places';
import type { Shelf } from '../modules/module.store';
import { openingKind } from './opening';

const roles = ['mentor'] as const;

export const mentoringPages: Registered<{ session: Session; shelf: Shelf }> = {
  pages: [
    { path: '/shared', roles, view: lazy(() => import('./SharedWithMe').then(page => page.SharedWithMe)) },
    { path: '/shared/:id', roles, view: lazy(() => import('./SharedPage').then(page => page.SharedPage)) },
  ],
  kept: [
    {
      kind: openingKind.name,
      called: () => placeWords.opening,
      words: null,
      about: () => null,
      where: (_, fields) => pathTo('/shared/', fields, 'shared'),
      afresh: () => null,
    },
  ],
  places: [{ path: '/shared', label: placeWords.shared, icon: Mail, roles, order: 3 }],
};
