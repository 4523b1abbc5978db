// Puts a server together: its key, database, change log and routes. server.ts and demo.ts both start here.
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { auditRoutes } from '../features/audit/audit-routes.server';
import { moduleRoutes } from '../features/modules/module-routes.server';
import type { Pack } from '../features/modules/pack-folder.server';
import { officeRoutes } from '../features/office/office-routes.server';
import { pinRoutes } from '../features/pin/pin-changes.server';
import { laterRoutes } from '../features/reflections/later-routes.server';
import { ownLinkRoutes } from '../features/rights/own-link-routes.server';
import { systemClock } from '../kernel/clock';
import { ok, type Result, trouble } from '../kernel/result';
import { blobFolder, openBlobFiles } from '../server/blobs';
import type { Config } from '../server/config';
import { openPostgres, openSqlite } from '../server/database';
import { keepErasureList } from '../server/erasure-list';
import { createApp, type Routes } from '../server/http';
import { kekFits, openKeyring } from '../server/keyring';
import type { LogTarget } from '../server/log';
import { migrate } from '../server/migrations';
import { localPokes, postgresPokes } from '../server/pokes';
import { reopeningRoutes } from '../server/reopening-routes';
import { databaseFile, makeDataDir, readKek, readTls } from '../server/secrets';
import { tabletRoutes } from '../server/tablet-routes';
import { blobRoutes } from '../sync/attachments/blob-routes.server';
import { fillFollows } from '../sync/follow.server';
import { historyRoutes } from '../sync/history/history-routes.server';
import { layAnew } from '../sync/laying-anew.server';
import { pokeRoutes } from '../sync/poke-routes.server';
import { reportRoutes } from '../sync/report-routes.server';
import { syncRoutes } from '../sync/sync-routes.server';
import type { ChangeLogParts } from '../sync/work.server';
import { policies } from './policies.server';
import { recordKinds } from './record-kinds';

export interface Assembled {
  readonly app: FastifyInstance;
  readonly changeLog: ChangeLogParts;
  /** Ends what is under way and closes the database. */
  stop(): Promise<void>;
}

/** A webcast that is still being fetched is cut after so many ms; the tablet goes on where it stopped. */
const longestGoodbye = 10_000;

export interface Wanted {
  /** The folder of the built app. */
  readonly pages: string;
  readonly packs: readonly Pack[];
  readonly log: LogTarget | null;
  readonly more?: readonly Routes[];
}

/** Not listening yet. The trouble is one line for the operator. */
export async function assemble(config: Config, { pages, packs, log, more = [] }: Wanted): Promise<Result<Assembled, string>> {
  const folder = makeDataDir(config);
  if (!folder.ok) return folder;
  const [kek, tls] = [readKek(config), readTls(config)];
  if (!kek.ok) return kek;
  if (!tls.ok) return tls;
  const db = config.databaseUrl ? openPostgres(config.databaseUrl) : openSqlite(databaseFile(config));
  const migrated = await migrate(db).then(ok, (fault: unknown) => trouble(`The database cannot be used: ${String(fault)}`));
  if (!migrated.ok) return migrated;
  if (!(await kekFits(db, kek.value))) return trouble('LARKRISE_KEY: the database was sealed under another key');
  const keyring = openKeyring(db, kek.value);
  const report = (fault: unknown) => app.log.error({ err: fault }, 'a fault that stopped one record');
  const changeLog: ChangeLogParts = { db, keyring, kinds: recordKinds, policies, report };
  const pokes = config.databaseUrl ? postgresPokes(config.databaseUrl) : localPokes();
  await keepErasureList(db, config);
  const pushParts = { ...changeLog, clock: systemClock, random: () => randomBytes(16), poke: pokes.tell };
  const sync = syncRoutes(pushParts);
  const blobs = blobRoutes({ ...changeLog, clock: systemClock, files: openBlobFiles(blobFolder(config)) });
  const history = historyRoutes({ ...changeLog, clock: systemClock });
  const audit = auditRoutes({ ...changeLog, clock: systemClock });
  const office = officeRoutes({ ...changeLog, clock: systemClock, programmes: packs.map(({ programme }) => programme.id) });
  const pins = pinRoutes({ db, keyring, clock: systemClock });
  const reopening = reopeningRoutes({ db, keyring, clock: systemClock });
  const routes = [
    tabletRoutes,
    pins,
    reopening,
    sync,
    reportRoutes(pushParts),
    blobs,
    history,
    audit,
    office,
    laterRoutes({ db, keyring, clock: systemClock }),
    ownLinkRoutes({ db, clock: systemClock }),
    pokeRoutes(pokes),
    moduleRoutes(packs),
    ...more,
  ];
  const app = await createApp({ config, db, keyring, clock: systemClock, routes, log, pages, tls: tls.value });
  await fillFollows(changeLog);
  await layAnew(changeLog);
  const stop = async () => {
    const tooLong = setTimeout(() => app.server.closeAllConnections(), longestGoodbye);
    await app.close(); // what is under way is answered first
    clearTimeout(tooLong);
    await pokes.stop();
    await db.destroy();
  };
  return ok({ app, changeLog, stop });
}
