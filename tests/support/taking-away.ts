// Files that are taken away from the office, in tests: words of several people on the desk's server, tickets, and what is in a zip.
import { crc32 } from 'node:zlib';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import * as exports from '../../src/features/office/exports-protocol';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import { enterBaby, sayWords, writeAs } from './children';
import { type Browser, type Desk, osier, quince } from './office-desk';
import { freshBytes } from './people';
import { freshId, type Server, type Staff } from './world';

/** The PIN of everybody at the desk. */
export const pin = '735182';

function report(fault: unknown): never {
  throw fault;
}

/** The desk's server as the engine's tests know one. */
export const engineOf = ({ server }: Desk): Server => ({
  ...{ db: server.db, keyring: server.keyring, kinds: recordKinds, policies, report, faults: [] },
  ...{ mostRows: 1_000, random: freshBytes, poke: () => undefined, clock: server.clock, now: server.clock() },
});

const staff = (id: string, nursery: string, role = 'educator'): Staff => ({ id, role, nursery, room: null, home: nursery, pair: 0 });

export const said = {
  amina: 'what Amina wrote for herself',
  ioana: 'what Ioana wrote for herself',
  helen: 'what Helen wrote for herself',
  tried: 'private about Zosia',
} as const;

export interface Written {
  readonly zosia: string;
  readonly otter: string;
}

const note = (text: string) => ({ module: null, prompt: null, text });

/** Amina, Ioana and Helen have each written something for herself; Zosia is in the Wrens, Otto in the other nursery's Otters. */
export async function writeEverywhere(desk: Desk): Promise<Written> {
  const engine = engineOf(desk);
  const [helen, farida] = [staff('helen', quince, 'leader'), staff('farida', osier, 'leader')];
  const zosia = await enterBaby(engine, helen, 'wrens', 'Zosia');
  const otter = await enterBaby(engine, farida, 'otters', 'Otto');
  await sayWords(engine, staff('amina', quince), zosia, 'wrens', 2);
  const tried = { task: 't', module: 'm', child: zosia, went: 'well', note: said.tried };
  await writeAs(engine, staff('amina', quince), [
    { kind: reflectionKind, id: freshId(engine), set: note(said.amina) },
    { kind: gapTaskTryKind, id: freshId(engine), set: tried },
  ]);
  await writeAs(engine, staff('ioana', osier), [{ kind: reflectionKind, id: freshId(engine), set: note(said.ioana) }]);
  await writeAs(engine, helen, [{ kind: reflectionKind, id: freshId(engine), set: note(said.helen) }]);
  return { zosia, otter };
}

/** What is in it, by name: stored entries, each with a sum that fits. */
export function unzipped(zip: Buffer): ReadonlyMap<string, Buffer> {
  const end = zip.subarray(-22);
  const entries = new Map<string, Buffer>();
  for (let n = 0, at = end.readUInt32LE(16); n < end.readUInt16LE(10); n += 1) {
    const [sum, size] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 24)];
    const [name, place] = [zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)];
    const begin = place + 30 + zip.readUInt16LE(place + 26);
    const bytes = zip.subarray(begin, begin + size);
    if (crc32(bytes) !== sum) throw new Error('a file in the zip is not what its sum says');
    entries.set(zip.toString('utf8', at + 46, at + 46 + name), bytes);
    at += 46 + name;
  }
  return entries;
}

export interface Fetched {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The page to read; empty where there was no file. */
  readonly page: string;
  readonly entries: ReadonlyMap<string, Buffer>;
}

/** As a browser follows the address of a ticket, with the cookies of this one; null: of nobody. */
export async function fetchWith(
  { server: { app } }: Pick<Desk, 'server'>,
  browser: Browser | null,
  url: string,
  headers: Record<string, string> = {},
): Promise<Fetched> {
  const cookie = browser ? [...browser.jar].map(pair => pair.join('=')).join('; ') : '';
  const answer = await app.inject({ method: 'GET', url, headers: { cookie, ...headers } });
  const isZip = answer.statusCode === 200;
  const entries = isZip ? unzipped(answer.rawPayload) : new Map<string, Buffer>();
  const page = entries.get('index.html')?.toString('utf8') ?? '';
  return { status: answer.statusCode, headers: answer.headers, page, entries };
}

export const given = (answer: { readonly body: { readonly value?: unknown } }): Record<string, string> =>
  Object(answer.body.value) as Record<string, string>;

/** A link to what is kept about her, made by whoever sits at this browser. */
export const linkFor = async (leader: Browser, person: string, nursery: string | null = quince): Promise<string> =>
  given(await leader.post(exports.makeOwnLinkPath, { person, nursery })).token ?? '';

/** The file behind a link and a PIN. */
export async function fetchOwn(desk: Desk, token: string): Promise<Fetched> {
  const { pass } = given(await desk.browser().post(exports.openOwnLinkPath, { token, pin }));
  const { ticket } = given(await desk.browser().post(exports.fetchOwnPath, { pass }));
  return fetchWith(desk, null, `${exports.ownFilePath}/${ticket}`);
}
