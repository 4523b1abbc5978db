// What leaders can look up of what was erased for good.
import { Eraser } from 'lucide';
import { lazy } from 'preact-iso';
import type { Session } from '../../device/session';
import type { Registered } from '../../ui/place';
import { placeWords } from '../../ui/words/places';

const leaders = ['leader'] as const;

export const erasurePages: Registered<{ readonly session: Session }> = {
  pages: [{ path: '/me/erased', roles: leaders, view: lazy(() => import('./ErasuresPage').then(page => page.ErasuresPage)) }],
  links: [{ path: '/me/erased', label: placeWords.erased, icon: Eraser, roles: leaders, about: 'tablet' }],
};
