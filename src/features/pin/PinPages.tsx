// What is shown of somebody's own PIN, and where: the page on which she changes it, and what helps when she has forgotten it.
import { KeyRound, LifeBuoy } from 'lucide';
import { lazy } from 'preact-iso';
import type { Registered } from '../../ui/place';
import { placeWords } from '../../ui/words/places';
import { roles } from '../roster/role';
import type { ChangePinProps } from './ChangePin';
import type { MyCardProps } from './RecoveryMine';

export const pinPages: Registered<ChangePinProps & MyCardProps> = {
  pages: [
    { path: '/me/pin', roles, view: lazy(() => import('./ChangePin').then(page => page.ChangePin)) },
    { path: '/me/recovery', roles, view: lazy(() => import('./RecoveryMine').then(page => page.RecoveryMine)) },
  ],
  links: [
    { path: '/me/pin', label: placeWords.changePin, icon: KeyRound, roles, about: 'person' },
    { path: '/me/recovery', label: placeWords.recovery, icon: LifeBuoy, roles, about: 'person' },
  ],
};
