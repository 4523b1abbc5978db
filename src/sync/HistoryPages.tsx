// What the engine itself shows: earlier versions of any record, and for leaders what was not taken in.
import { Inbox } from 'lucide';
import { lazy } from 'preact-iso';
import type { Registered } from '../ui/place';
import { placeWords } from '../ui/words/places';
import type { HistoryPageProps } from './HistoryPage';
import type { KeptApartPageProps } from './KeptApartPage';

const leaders = ['leader'] as const;

export const historyPages: Registered<Omit<HistoryPageProps & KeptApartPageProps, 'params' | 'query'>> = {
  pages: [
    {
      path: '/earlier/:kind/:record',
      roles: ['educator', 'leader'],
      view: lazy(() => import('./HistoryPage').then(page => page.HistoryPage)),
    },
    { path: '/not-taken-in', roles: leaders, view: lazy(() => import('./KeptApartPage').then(page => page.KeptApartPage)) },
  ],
  links: [{ path: '/not-taken-in', label: placeWords.notTakenIn, icon: Inbox, roles: leaders, about: 'tablet' }],
};
