// What the engine itself shows: earlier versions of any record, and for leaders what was not taken in.
import { Inbox } from 'lucide';
import { lazy } from 'preact-iso';
import type { Registered } from '../../ui/place';
import { placeWords } from '../../ui/words/places';
import type { KeptApartPageProps } from '../kept-apart/KeptApartPage';
import { keptApartKind } from '../kept-apart/kept-apart';
import type { HistoryPageProps } from './HistoryPage';
import { setAsideKind } from './set-aside';

const leaders = ['leader'] as const;
const nothing = () => null;
const answered = { about: nothing, afresh: nothing, isAnswered: true } as const;

export const historyPages: Registered<Omit<HistoryPageProps & KeptApartPageProps, 'params' | 'query'>> = {
  pages: [
    {
      path: '/earlier/:kind/:record',
      roles: ['educator', 'leader'],
      view: lazy(() => import('./HistoryPage').then(page => page.HistoryPage)),
    },
    { path: '/not-taken-in', roles: leaders, view: lazy(() => import('../kept-apart/KeptApartPage').then(page => page.KeptApartPage)) },
  ],
  kept: [
    { kind: setAsideKind.name, called: () => placeWords.chosenVersion, words: 'value', where: nothing, ...answered },
    { kind: keptApartKind.name, called: () => placeWords.saidOfNotTakenIn, words: null, where: () => '/not-taken-in', ...answered },
  ],
  links: [{ path: '/not-taken-in', label: placeWords.notTakenIn, icon: Inbox, roles: leaders, about: 'tablet' }],
};
