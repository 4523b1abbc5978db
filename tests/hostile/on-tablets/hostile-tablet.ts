// A tablet for hostile hands: the real stores, enrolled at a real server, the same in Node, Chromium and Firefox; clocks and disks are given.
import type { Alone } from '../../../src/device/alone';
import { TabletDatabase } from '../../../src/device/database';
import { enrol } from '../../../src/device/enrol';
import { type Identity, loadIdentity, withSession } from '../../../src/device/enrolment';
import { type Guards, openGuards } from '../../../src/device/guards';
import type { Http } from '../../../src/device/http';
import type { SecretFolder } from '../../../src/device/lease-order';
import { type OpenTrouble, openOwn } from '../../../src/device/own-wrap';
import type { SecretFiles } from '../../../src/device/secret-files';
import type { Keys, Session, Tablet } from '../../../src/device/session';
import { stretchPin } from '../../../src/device/stretch';
import type { Stretch } from '../../../src/device/vault';
import { fetchPeople } from '../../../src/device/who-is-here';
import type { Clock } from '../../../src/kernel/clock';
import type { Result } from '../../../src/kernel/result';
import { recordKinds } from '../../../src/main/record-kinds';
import { eraseHere } from '../../../src/sync/erasures/erasing.store';
import { type Round, syncRound } from '../../../src/sync/sync-round.store';
import { reportErrand } from '../../../src/sync/tablet-report.store';

export type Who = 'amina' | 'kasia' | 'helen';

/** What is under and behind the tablet, in whatever runs it. */
export interface Around {
  /** To the server, with nothing between. */
  readonly http: Http;
  readonly pins: Readonly<Record<Who, string>>;
  /** A code that makes a tablet of this name. */
  code(name: string): Promise<string>;
  /** Where the small secrets of a tablet lie; each that is asked for in turn has its own. */
  files(database: TabletDatabase): Promise<(folder: SecretFolder) => SecretFiles>;
  readonly alone: Alone;
  /** The server's. */
  readonly clock: Clock;
  /** So many ms go by at the server, and on every tablet's clock. */
  passes(ms: number): Promise<void>;
  /** What the server has answered the changes of this tablet with, in their order. */
  verdicts(tablet: string): Promise<readonly string[]>;
}

/** `open`, or why not. */
export type Fate = 'open' | OpenTrouble;

/** One page of the tablet: the first, one that was loaded again, or a second tab. */
export interface Page {
  readonly guards: Guards;
  guess(pin?: string, who?: Who): Promise<Fate>;
}

export interface HostileTablet extends Page, Pick<Around, 'pins' | 'passes'> {
  readonly database: TabletDatabase;
  readonly tablet: Tablet;
  readonly identity: Identity;
  readonly http: Http;
  readonly files: (folder: SecretFolder) => SecretFiles;
  /** How far this tablet's clock is from the server's, and what has gone by while its page was open. In ms. */
  readonly time: { skew: number; running: number };
  /** While it is true nothing reaches the server. */
  isCut: boolean;
  unlock(who: Who): Promise<Session>;
  /** With nobody unlocked where none is given. */
  round(session?: Session | null): Promise<Round>;
  askWhoIsHere(): Promise<Round>;
  anotherPage(parts?: { readonly stretch?: Stretch; readonly running?: () => number }): Page;
  /** Another tablet of the same room, by another database; it has asked who is here, and says nothing more after that. */
  another(name: string): Promise<HostileTablet>;
  verdicts(): Promise<readonly string[]>;
}

const stretched = new Map<string, ReturnType<Stretch>>();

/** The real one, once for each PIN and salt: PINs are guessed here by the dozen. */
export const rememberingStretch: Stretch = async (pin, how) => {
  const name = JSON.stringify([pin, how.salt, how.memory, how.passes]);
  const known = stretched.get(name) ?? stretchPin(pin, how);
  stretched.set(name, known);
  return (await known).slice();
};

const wrongPin = '111111';
const random = () => crypto.getRandomValues(new Uint8Array(16));

export function orThrow<Value>(result: Result<Value, unknown>): Value {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.trouble));
}

/** Enrolled just now, with its people; `name` is the database's as well. */
export async function hostileTablet(around: Around, name = `blue-${crypto.randomUUID()}`): Promise<HostileTablet> {
  const database = new TabletDatabase(name);
  const identity = orThrow(await enrol(database, around.http, await around.code(name)));
  const tablet = await tabletOn(around, database, identity);
  orThrow(await tablet.askWhoIsHere());
  return tablet;
}

/** The same tablet where it was before, from its database: in another tab, or after a page was closed. */
export async function tabletAgain(around: Around, name: string): Promise<HostileTablet> {
  const database = new TabletDatabase(name);
  const identity = await loadIdentity(database);
  if (!identity) throw new Error(`there is no tablet ${name} here`);
  return tabletOn(around, database, identity);
}

/** A cable that can be cut. */
const cable = (http: Http, state: { readonly isCut: boolean }): Http => {
  const cut = { ok: false, trouble: 'no-network' } as const;
  return {
    get: async path => (state.isCut ? cut : http.get(path)),
    post: async (path, body, pack) => (state.isCut ? cut : http.post(path, body, pack)),
  };
};

async function tabletOn(around: Around, database: TabletDatabase, identity: Identity): Promise<HostileTablet> {
  const { id } = identity.tablet;
  const state = { isCut: false };
  const time = { skew: 0, running: 0 };
  const clock = () => around.clock() + time.skew;
  const tablet: Tablet = { id, database, clock, random };
  const files = await around.files(database);
  const pageOf = (stretch: Stretch, running: () => number): Page => {
    const guards = openGuards({ database, tablet: id, files, clock, running, alone: around.alone });
    const guess = async (pin = wrongPin, who: Who = 'amina'): Promise<Fate> => {
      const known = await database.people.get(who);
      if (!known) throw new Error(`${who} has no tile`);
      const opened = await openOwn(guards, known, pin, stretch);
      return opened.ok ? 'open' : opened.trouble;
    };
    return { guards, guess };
  };
  const page = pageOf(rememberingStretch, () => time.running);
  const line = cable(around.http, state);
  let session = withSession(line, identity);
  const http: Http = { get: path => session.get(path), post: (...what) => session.post(...what) };
  const askWhoIsHere = () => fetchPeople(database, http, async () => page.guards);
  const report = reportErrand({
    ...{ database, http, app: '0.1.0', storage: async () => null, leases: async () => page.guards.leases, fetchPeople: askWhoIsHere },
    running: () => time.running,
    erase: erasures => eraseHere(database, erasures, async () => ({ remove: async () => undefined })),
    setTooOld: () => undefined,
  });
  const keysOf = async (who: Who): Promise<Keys> => {
    const known = await database.people.get(who);
    if (!known) throw new Error(`${who} has no tile`);
    return orThrow(await openOwn(page.guards, known, around.pins[who], rememberingStretch));
  };
  return Object.assign(state, {
    ...page,
    ...{ pins: around.pins, passes: around.passes, database, tablet, identity, http, files, time, askWhoIsHere },
    unlock: async (who: Who): Promise<Session> => {
      const [keys, person] = [await keysOf(who), await database.people.get(who)];
      if (!person) throw new Error(`${who} has no tile`);
      return { tablet, person, keys, kinds: recordKinds };
    },
    round: (who: Session | null = null) => syncRound({ tablet, http, session: () => who, kinds: recordKinds, errands: [report] }),
    anotherPage: ({ stretch = rememberingStretch, running = () => time.running } = {}) => pageOf(stretch, running),
    another: async (name: string) => {
      const other = await hostileTablet(around, `${name}-${crypto.randomUUID()}`);
      session = withSession(line, identity); // a browser has one session, and that is the other's now
      return other;
    },
    verdicts: () => around.verdicts(id),
  });
}
