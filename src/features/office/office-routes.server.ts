// All addresses of the office, on one set of guards.

import { blobFolder, openBlobFiles } from '../../server/blobs';
import type { Routes } from '../../server/http';
import { guardOffice } from '../../server/office-sessions';
import { accountRoutes } from './account-routes.server';
import { deviceRoutes } from './device-routes.server';
import { keepingRoutes } from './export-keeping.server';
import { exportRoutes } from './export-routes.server';
import { invitationRoutes } from './invitation-routes.server';
import { leaverRoutes } from './leaver-routes.server';
import { linkRoutes } from './link-routes.server';
import { nurseryRoutes } from './nursery-routes.server';
import type { OfficeRouteParts } from './office-route.server';
import { peopleRoutes } from './people-routes.server';
import { reopeningRoutes } from './reopening-routes.server';
import { standingRoutes } from './standing-routes.server';
import { tryRoutes } from './try-routes.server';

export const officeRoutes =
  (parts: OfficeRouteParts): Routes =>
  (app, { config }) => {
    const all = { ...parts, config };
    const guards = guardOffice(app, all);
    accountRoutes(app, guards, all);
    linkRoutes(app, all);
    tryRoutes(app, all);
    nurseryRoutes(app, guards, all);
    peopleRoutes(app, guards, all);
    standingRoutes(app, guards, all);
    reopeningRoutes(app, guards, all);
    invitationRoutes(app, guards, all);
    deviceRoutes(app, guards, all);
    const withFiles = { ...all, files: openBlobFiles(blobFolder(config)) };
    leaverRoutes(app, guards, withFiles);
    exportRoutes(app, guards, withFiles);
    keepingRoutes(app, guards, all);
  };
