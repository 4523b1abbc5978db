// What somebody can have of what is kept about her, and where: under Me.
import { FolderDown } from 'lucide';
import { lazy } from 'preact-iso';
import type { Registered } from '../../ui/place';
import { placeWords } from '../../ui/words/places';
import { roles } from '../roster/role';
import type { OwnCopyProps } from './OwnCopy';

export const rightsPages: Registered<OwnCopyProps> = {
  pages: [{ path: '/me/copy', roles, view: lazy(() => import('./OwnCopy').then(page => page.OwnCopy)) }],
  links: [{ path: '/me/copy', label: placeWords.ownCopy, icon: FolderDown, roles, about: 'person' }],
};
