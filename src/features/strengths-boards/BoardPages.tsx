// What strengths boards show and where: the babies, one board, and the page to hand to the family.
import { Baby } from 'lucide';
import { lazy } from 'preact-iso';
import type { Session } from '../../device/session';
import { aboutIn, pathTo, type Registered } from '../../ui/place';
import { frameWords } from '../../ui/words/frame';
import { placeWords } from '../../ui/words/places';
import { strengthWordKind } from './strength-word';

const roles = ['educator', 'leader'] as const;

export const boardPages: Registered<{ session: Session }> = {
  pages: [
    { path: '/babies', roles, view: lazy(() => import('./Babies').then(page => page.Babies)) },
    { path: '/babies/:child', roles, view: lazy(() => import('./Board').then(page => page.BoardPage)) },
    { path: '/babies/:child/changes', roles, view: lazy(() => import('./BoardChanges').then(page => page.BoardChanges)) },
    { path: '/babies/:child/family', roles, view: lazy(() => import('./FamilyPage').then(page => page.FamilyPage)) },
  ],
  places: [{ path: '/babies', label: frameWords.babies, icon: Baby, roles, order: 4 }],
  kept: [
    {
      kind: strengthWordKind.name,
      called: ({ standing }) => (standing === 'taken-back' ? placeWords.takenBackWord : placeWords.strengthWord),
      words: 'word',
      about: fields => aboutIn(fields, 'child', fields.side === 'family' ? 'family' : 'baby'),
      where: (_, fields) => pathTo('/babies/', fields, 'child'),
      afresh: fields => pathTo('/babies/', fields, 'child'),
    },
  ],
  acts: [{ path: '/babies', label: placeWords.addToABoard, icon: Baby, roles }],
};
