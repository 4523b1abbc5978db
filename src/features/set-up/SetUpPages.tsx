// What can be looked at again at any time: how to install Larkrise here, and the first minute.
import { Footprints, MonitorDown } from 'lucide';
import { lazy } from 'preact-iso';
import type { InstallOffer } from '../../device/install-offer';
import type { Registered } from '../../ui/place';
import { placeWords } from '../../ui/words/places';
import { roles } from '../roster/role';
import type { TourPageProps } from './TourPage';

export const setUpPages: Registered<TourPageProps & { install: InstallOffer }> = {
  pages: [
    { path: '/me/install', roles, view: lazy(() => import('./InstallPage').then(page => page.InstallPage)) },
    { path: '/me/tour', roles, view: lazy(() => import('./TourPage').then(page => page.TourPage)) },
  ],
  links: [
    { path: '/me/install', label: placeWords.install, icon: MonitorDown, roles, about: 'tablet' },
    { path: '/me/tour', label: placeWords.tour, icon: Footprints, roles, about: 'tablet' },
  ],
};
