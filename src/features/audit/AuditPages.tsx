// What can be looked up of what was done: everybody her own, leaders and programme leads what they lead.
import { ScrollText } from 'lucide';
import { lazy } from 'preact-iso';
import type { Registered } from '../../ui/place';
import { placeWords } from '../../ui/words/places';
import { roles } from '../roster/role';
import type { AuditPageProps } from './AuditPage';

export const auditPages: Registered<AuditPageProps> = {
  pages: [{ path: '/me/done', roles, view: lazy(() => import('./AuditPage').then(page => page.AuditPage)) }],
  links: [{ path: '/me/done', label: placeWords.audit, icon: ScrollText, roles, about: 'person' }],
};
