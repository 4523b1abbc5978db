// What is shown of somebody's own PIN, and where: the page on which she changes it.
import { KeyRound } from 'lucide';
import { lazy } from 'preact-iso';
import type { Registered } from '../../ui/place';
import { placeWords } from '../../ui/words/places';
import { roles } from '../roster/role';
import type { ChangePinProps } from './ChangePin';

export const pinPages: Registered<ChangePinProps> = {
  pages: [{ path: '/me/pin', roles, view: lazy(() => import('./ChangePin').then(page => page.ChangePin)) }],
  links: [{ path: '/me/pin', label: placeWords.changePin, icon: KeyRound, roles, about: 'person' }],
};
