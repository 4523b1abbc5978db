// What reflections show and where: the list, and one to write on.
import { NotebookPen, PenLine } from 'lucide';
import { lazy } from 'preact-iso';
import type { Session } from '../../device/session';
import type { Attaching } from '../../sync/attachments/attaching.store';
import { aboutIn, type Fields, pathTo, type Registered, textIn } from '../../ui/place';
import { placeWords } from '../../ui/words/places';
import type { Shelf } from '../modules/module.store';
import { reflectionKind, sharedReflectionKind } from './reflection';

const roles = ['educator'] as const;

/** An empty page with the same question on it. */
const anew = (fields: Fields): string => {
  const [module, prompt] = [textIn(fields, 'module'), textIn(fields, 'prompt')];
  return `/reflections/new${module && prompt ? `?${new URLSearchParams({ module, prompt })}` : ''}`;
};

export const reflectionPages: Registered<{ session: Session; shelf: Shelf; attaching: Attaching; lock: () => void }> = {
  pages: [
    { path: '/reflections', roles, view: lazy(() => import('./ReflectionList').then(page => page.ReflectionList)) },
    { path: '/reflections/:id', roles, view: lazy(() => import('./ReflectionPage').then(page => page.ReflectionPage)) },
  ],
  kept: [
    {
      kind: reflectionKind.name,
      called: () => placeWords.reflection,
      words: 'text',
      about: fields => aboutIn(fields, 'module', 'module'),
      where: id => `/reflections/${encodeURIComponent(id)}`,
      afresh: anew,
    },
    {
      kind: sharedReflectionKind.name,
      called: ({ standing }) => (standing === 'withdrawn' ? placeWords.takenBackReflection : placeWords.sharedReflection),
      words: 'text',
      about: fields => aboutIn(fields, 'module', 'module'),
      where: (_, fields) => pathTo('/reflections/', fields, 'reflection'),
      afresh: fields => pathTo('/reflections/', fields, 'reflection'),
    },
  ],
  acts: [{ path: '/reflections/new', label: placeWords.writeReflection, icon: PenLine, roles }],
  links: [{ path: '/reflections', label: placeWords.myReflections, icon: NotebookPen, roles, about: 'person' }],
};
