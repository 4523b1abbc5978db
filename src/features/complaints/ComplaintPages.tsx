// What complaints about data show and where: the list, one to write, and one opened.
import { MessageCircleQuestion } from 'lucide';
import { lazy } from 'preact-iso';
import type { Session } from '../../device/session';
import { aboutIn, type Fields, pathTo, type Registered } from '../../ui/place';
import { placeWords } from '../../ui/words/places';
import { roles } from '../roster/role';
import { complaintAnswerKind, complaintDraftKind, complaintKind, herself } from './complaint';

const link = { path: '/complaints', icon: MessageCircleQuestion, about: 'person' } as const;
const aboutBaby = (fields: Fields) => aboutIn(fields, 'baby', 'family');

export const complaintPages: Registered<{ session: Session }> = {
  pages: [
    { path: '/complaints', roles, view: lazy(() => import('./ComplaintList').then(page => page.ComplaintList)) },
    { path: '/complaints/new', roles, view: lazy(() => import('./ComplaintForm').then(page => page.ComplaintForm)) },
    { path: '/complaints/:id', roles, view: lazy(() => import('./ComplaintPage').then(page => page.ComplaintPage)) },
  ],
  kept: [
    {
      kind: complaintKind.name,
      called: () => placeWords.complaint,
      words: 'words',
      about: aboutBaby,
      where: id => `/complaints/${encodeURIComponent(id)}`,
      afresh: ({ baby }) => `/complaints/new${typeof baby === 'string' ? `?${new URLSearchParams({ baby })}` : ''}`,
    },
    {
      kind: complaintAnswerKind.name,
      called: () => placeWords.complaintAnswer,
      words: 'words',
      about: () => null,
      where: (_, fields) => pathTo('/complaints/', fields, 'complaint'),
      afresh: fields => pathTo('/complaints/', fields, 'complaint'),
    },
    {
      kind: complaintDraftKind.name,
      called: ({ words }) => (words === '' ? placeWords.emptyDraft : placeWords.complaintDraft),
      words: 'words',
      about: () => null,
      where: (_, { of }) => (of === herself ? `${link.path}/new` : link.path),
      afresh: () => link.path,
    },
  ],
  links: [
    { ...link, label: placeWords.dataNotRight, roles: ['educator', 'mentor'] },
    { ...link, label: placeWords.complaints, roles: ['leader', 'programme-lead'] },
  ],
};
