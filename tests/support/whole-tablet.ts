// Tablets in whole: enrolled at the whole server, with leases, reports and rounds of sync, and clocks that are moved by hand.
import { randomUUID } from 'node:crypto';
import { signAs } from '../../src/device/credentials';
import { TabletDatabase } from '../../src/device/database';
import { enrol } from '../../src/device/enrol';
import { type Identity, withSession } from '../../src/device/enrolment';
import { type Guards, openGuards } from '../../src/device/guards';
import type { Http, SendBytes } from '../../src/device/http';
import type { Leases } from '../../src/device/leases';
import { openOwn } from '../../src/device/own-wrap';
import { databaseFiles } from '../../src/device/secret-files';
import type { Session, Tablet } from '../../src/device/session';
import { stretchPin } from '../../src/device/stretch';
import { fetchPeople } from '../../src/device/who-is-here';
import { pinRoutes } from '../../src/features/pin/pin-changes.server';
import { laterRoutes } from '../../src/features/reflections/later-routes.server';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import type { BlobFiles } from '../../src/server/blobs';
import type { Routes, Shell } from '../../src/server/http';
import { makeMentoring, makeNursery, makePerson } from '../../src/server/people';
import { reopeningRoutes } from '../../src/server/reopening-routes';
import { makeEnrolmentCode } from '../../src/server/tablets';
import { blobRoutes } from '../../src/sync/attachments/blob-routes.server';
import { eraseHere } from '../../src/sync/erasures/erasing.store';
import { type FarewellParts, sayFarewell, shut } from '../../src/sync/leaving/farewell.store';
import { sendLastBytes } from '../../src/sync/leaving/farewell-bytes.store';
import type { PushParts } from '../../src/sync/push.server';
import { reportRoutes } from '../../src/sync/report-routes.server';
import { type Errand, type Round, syncRound } from '../../src/sync/sync-round.store';
import { syncRoutes } from '../../src/sync/sync-routes.server';
import { reportErrand } from '../../src/sync/tablet-report.store';
import { sharedLocks } from './memory-files';
import { freshBytes } from './people';
import { byteCable, cable, type TestServer, testServer } from './server-parts';

const nursery = 'quince-street';
export const pins = { amina: '735182', kasia: '603749', helen: '836157', ruth: '375864' } as const;
export type Known = keyof typeof pins;

export const partsOf = ({ db, keyring, clock }: Pick<Shell, 'db' | 'keyring' | 'clock'>): PushParts => ({
  ...{ db, keyring, clock, kinds: recordKinds, policies, random: freshBytes },
  poke: () => undefined,
  report: fault => {
    throw fault;
  },
});

/** Everything that a tablet asks a server for, but attachments. */
export const tabletSide: readonly Routes[] = [
  (app, shell) => syncRoutes({ ...partsOf(shell) })(app, shell),
  (app, shell) => reportRoutes(partsOf(shell))(app, shell),
  (app, shell) => pinRoutes(shell)(app, shell),
  (app, shell) => laterRoutes(shell)(app, shell),
  (app, shell) => reopeningRoutes(shell)(app, shell),
];

/** Quince Street with its Wrens: Amina and Kasia work there, Helen leads, Ruth mentors Amina from elsewhere. */
export async function quinceStreet(blobs: BlobFiles | null = null): Promise<TestServer> {
  const routes: Routes[] = [...tabletSide];
  if (blobs) routes.push((app, shell) => blobRoutes({ ...partsOf(shell), files: blobs })(app, shell));
  const server = await testServer({ routes });
  await makeNursery(server, { id: nursery, name: 'Quince Street', rooms: [{ id: 'wrens', name: 'Wrens' }] });
  const staff = (id: Known, role: 'educator' | 'leader') =>
    makePerson(server, { id, name: id, hue: 'teal', home: nursery, pin: pins[id], memberships: [{ nursery, room: 'wrens', role }] });
  await Promise.all([staff('amina', 'educator'), staff('kasia', 'educator'), staff('helen', 'leader')]);
  await makePerson(server, { id: 'ruth', name: 'ruth', hue: 'slate', home: 'programme', pin: pins.ruth, role: 'mentor', memberships: [] });
  await makeMentoring(server, { mentor: 'ruth', educator: 'amina', nursery });
  return server;
}

export interface WholeTablet {
  readonly database: TabletDatabase;
  readonly tablet: Tablet;
  readonly identity: Identity;
  readonly http: Http;
  readonly guards: Guards;
  readonly leases: Leases;
  /** How far this tablet's clock is from the server's, and what has gone by on it while it was running. */
  readonly time: { skew: number; running: number };
  /** The cable is out. */
  isCut: boolean;
  /** Answers of this address are lost on their way, once each. */
  readonly losing: string[];
  unlock(person: Known, pin?: string): Promise<Session>;
  tryUnlock(person: Known, pin?: string): ReturnType<typeof openOwn>;
  round(session?: Session | null): Promise<Round>;
  readonly report: Errand;
  askWhoIsHere(): Promise<Round>;
  /** `instead`: parts of a test's own. */
  farewell(empty?: () => Promise<void>, instead?: Partial<FarewellParts>): Promise<Round>;
  /** The bytes of attachments without a session; answers are lost as others are. */
  sendBytes(): Promise<Round>;
}

/** Where its small secrets lie (in its database unless it is told otherwise), and the locks that its tabs share. */
type Disk = Partial<Pick<Parameters<typeof openGuards>[0], 'files' | 'alone'>>;

export async function wholeTablet(server: TestServer, name: string, person: Known | null = null, disk: Disk = {}): Promise<WholeTablet> {
  const database = new TabletDatabase(randomUUID());
  const wire = cable(server.app);
  const time = { skew: 0, running: 0 };
  const state = { isCut: false, losing: [] as string[] };
  const through = async (path: string, ask: () => ReturnType<Http['get']>): ReturnType<Http['get']> => {
    if (state.isCut) return { ok: false, trouble: 'no-network' };
    const answer = await ask();
    const at = state.losing.indexOf(path);
    if (at >= 0) state.losing.splice(at, 1);
    return at >= 0 ? { ok: false, trouble: 'no-network' } : answer;
  };
  const bare: Http = { get: path => through(path, () => wire.get(path)), post: (path, body) => through(path, () => wire.post(path, body)) };
  const enrolled = await enrol(
    database,
    bare,
    await makeEnrolmentCode(server, { tabletName: name, nursery: person ? null : nursery, person }),
  );
  if (!enrolled.ok) throw new Error(enrolled.trouble);
  const identity = enrolled.value;
  const clock = () => server.clock() + time.skew;
  const tablet: Tablet = { id: identity.id, database, clock, random: freshBytes };
  const http = withSession(bare, identity);
  const { files = folder => databaseFiles(database, folder), alone = sharedLocks() } = disk;
  const guards = openGuards({ database, tablet: identity.id, files, clock, running: () => time.running, alone });
  const { leases } = guards;
  const askWhoIsHere = () => fetchPeople(database, http, async () => guards);
  await askWhoIsHere();
  const report = reportErrand({
    ...{ database, http, app: '0.1.0', storage: async () => null, leases: async () => leases, fetchPeople: askWhoIsHere },
    running: () => time.running,
    erase: erasures => eraseHere(database, erasures, async () => ({ remove: async () => undefined })),
    setTooOld: () => undefined,
  });
  const tryUnlock = async (id: Known, pin: string = pins[id]) => {
    const known = await database.people.get(id);
    if (!known) throw new Error(`${id} has no tile`);
    return openOwn(guards, known, pin, stretchPin);
  };
  const sign = (text: string) => signAs(identity, text);
  const bytesWire = byteCable(server.app);
  const sendBytes = () =>
    sendLastBytes({ tablet, sign, send: (path, asked) => through(path, () => bytesWire(path, asked)) as ReturnType<SendBytes> });
  return Object.assign(state, {
    ...{ sendBytes, database, tablet, identity, http, guards, leases, time, report, tryUnlock, askWhoIsHere },
    unlock: async (id: Known, pin?: string): Promise<Session> => {
      const [keys, known] = [await tryUnlock(id, pin), await database.people.get(id)];
      if (!keys.ok || !known) throw new Error(keys.ok ? 'no tile' : keys.trouble);
      return { tablet, person: known, keys: keys.value, kinds: recordKinds };
    },
    round: (session: Session | null = null) => syncRound({ tablet, http, session: () => session, kinds: recordKinds, errands: [report] }),
    farewell: (empty = async () => undefined, instead = {}) =>
      sayFarewell({ tablet, http: bare, sign, close: async () => () => undefined, sendBytes, shut: () => shut(guards), empty, ...instead }),
  });
}
