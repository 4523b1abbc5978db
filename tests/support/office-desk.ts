// The office in tests: a real server with a programme of two nurseries, people with accounts, and browsers that sign in.
import type { InjectOptions } from 'fastify';
import * as office from '../../src/features/office/office-protocol';
import { officeRoutes } from '../../src/features/office/office-routes.server';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import { hashPassphrase, keepAccount } from '../../src/server/accounts';
import type { Routes } from '../../src/server/http';
import { codeOfStep, newFactor, stepAt } from '../../src/server/one-time-codes';
import { enterPerson, makeMentoring, makeNursery, type NewPerson, preparePerson } from '../../src/server/people';
import { joinProgramme } from '../../src/server/programmes';
import { type TestServer, testServer } from './server-parts';

/** The passphrase of everybody here. */
export const passphrase = 'seven quiet wrens at breakfast';
const stretched = hashPassphrase(passphrase);

export const programme = 'autumn';
export const quince = 'quince-street';
export const osier = 'osier-wharf';

export interface Answer {
  readonly status: number;
  readonly body: {
    readonly ok?: boolean;
    readonly value?: never;
    readonly trouble?: string;
    readonly seconds?: number;
    readonly refusal?: string;
  };
  readonly cookies: readonly string[];
}

/** A browser of its own: it keeps cookies and sends what a page of ours sends. */
export interface Browser {
  post(path: string, body?: object, more?: InjectOptions): Promise<Answer>;
  get(path: string): Promise<Answer>;
  readonly jar: Map<string, string>;
}

export interface Desk {
  readonly server: TestServer;
  browser(address?: string): Browser;
  /** Somebody's account with this sign-in name; gives what her authenticator shows now. */
  account(person: string): Promise<() => string>;
  /** A browser in which she has signed in. */
  signedIn(person: string, address?: string): Promise<Browser>;
  /** What stands in the trail, oldest first, as `who what about`. */
  trail(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

function report(fault: unknown): never {
  throw fault;
}

const everybody: readonly Omit<NewPerson, 'hue' | 'pin'>[] = [
  { id: 'denise', name: 'Denise', home: programme, role: 'programme-lead', memberships: [] },
  { id: 'ruth', name: 'Ruth', home: programme, role: 'mentor', memberships: [] },
  { id: 'helen', name: 'Helen', home: quince, memberships: [{ nursery: quince, room: null, role: 'leader' }] },
  { id: 'marcia', name: 'Marcia', home: quince, memberships: [{ nursery: quince, room: null, role: 'leader' }] },
  { id: 'amina', name: 'Amina', home: quince, memberships: [{ nursery: quince, room: 'wrens', role: 'educator' }] },
  { id: 'farida', name: 'Farida', home: osier, memberships: [{ nursery: osier, room: null, role: 'leader' }] },
  { id: 'ioana', name: 'Ioana', home: osier, memberships: [{ nursery: osier, room: 'otters', role: 'educator' }] },
];

const prepareAll = () => Promise.all(everybody.map(one => preparePerson({ ...one, hue: 'teal', pin: '735182' })));
/** Stretched once for all tests of a file. */
let prepared: ReturnType<typeof prepareAll> | null = null;
function everybodyReady() {
  prepared ??= prepareAll();
  return prepared;
}

async function fill(server: TestServer): Promise<void> {
  await makeNursery(server, { id: quince, name: 'Quince Street Nursery', rooms: [{ id: 'wrens', name: 'Wrens' }] });
  await makeNursery(server, { id: osier, name: 'Osier Wharf Nursery', rooms: [{ id: 'otters', name: 'Otters' }] });
  const parts = { ...server, kinds: recordKinds, policies, report };
  for (const nursery of [quince, osier]) await joinProgramme(parts, { programme, nursery });
  for (const one of await everybodyReady()) await server.db.transaction().execute(tx => enterPerson(server, tx, one));
  await makeMentoring(server, { mentor: 'ruth', educator: 'amina', nursery: quince });
}

function browserOf({ app }: TestServer, address: string): Browser {
  const jar = new Map<string, string>();
  const send = async (options: InjectOptions): Promise<Answer> => {
    const cookie = [...jar].map(pair => pair.join('=')).join('; ');
    const answer = await app.inject({ remoteAddress: address, ...options, headers: { cookie, 'x-larkrise': '1', ...options.headers } });
    for (const { name, value } of answer.cookies) jar.set(name, value);
    const set = [answer.headers['set-cookie'] ?? []].flat();
    return { status: answer.statusCode, body: answer.body === '' ? {} : (answer.json() as Answer['body']), cookies: set };
  };
  return {
    jar,
    get: url => send({ method: 'GET', url }),
    post: (url, body = {}, more = {}) => send({ method: 'POST', url, payload: body, ...more }),
  };
}

export interface DeskWishes {
  readonly environment?: Record<string, string>;
  /** Beside the office's own, for tablets that stand beside the desk. */
  readonly routes?: readonly Routes[];
  /** Nobody is there yet. */
  readonly isEmpty?: boolean;
}

export async function openDesk({ environment = {}, routes = [], isEmpty = false }: DeskWishes = {}): Promise<Desk> {
  const server = await testServer({
    environment,
    routes: [
      ...routes,
      (app, shell) => officeRoutes({ ...shell, kinds: recordKinds, policies, report, programmes: [programme] })(app, shell),
    ],
  });
  if (!isEmpty) await fill(server);
  const account = async (person: string) => {
    const factor = newFactor();
    const wanted = { person, signInName: person, passphraseHash: await stretched, factor, step: 0 };
    await server.db.transaction().execute(tx => keepAccount(server, tx, wanted));
    return () => codeOfStep(factor, stepAt(server.clock()));
  };
  const browser = (address = '10.0.0.1') => browserOf(server, address);
  return {
    server,
    browser,
    account,
    signedIn: async (person, address) => {
      const code = await account(person);
      const own = browser(address);
      const answer = await own.post(office.signInPath, { name: person, passphrase, code: code() });
      if (!answer.body.ok) throw new Error(`${person} could not sign in: ${JSON.stringify(answer.body)}`);
      return own;
    },
    trail: async () => {
      const lines = await server.db
        .selectFrom('audit')
        .selectAll()
        .where('what', '!=', 'programme-joined')
        .orderBy('at')
        .orderBy('counter')
        .orderBy('place')
        .execute();
      return lines.map(({ who, what, about }) => [who, what, about].filter(part => part !== null).join(' '));
    },
    stop: async () => {
      await server.app.close();
      await server.db.destroy();
    },
  };
}
