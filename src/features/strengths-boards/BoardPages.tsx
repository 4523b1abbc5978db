// What strengths boards show and where: the babies, one board.
import { Baby } from 'lucide';
import { lazy } from 'preact-iso';
import type { Session } from '../../device/session';
import type { Registered } from '../../ui/place';
import { boardWords } from '../../ui/words/boards';
import { frameWords } from '../../ui/words/frame';

const roles = ['educator', 'leader'] as const;

export const boardPages: Registered<{ session: Session }> = {
  pages: [
    { path: '/babies', roles, view: lazy(() => import('./Babies').then(page => page.Babies)) },
    { path: '/babies/:child', roles, view: lazy(() => import('./Board').then(page => page.BoardPage)) },
  ],
  places: [{ path: '/babies', label: frameWords.babies, icon: Baby, roles, order: 4 }],
  acts: [{ path: '/babies', label: boardWords.addToABoard, icon: Baby, roles }],
};
