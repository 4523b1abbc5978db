// Tablets that write and sync all the time against a real server process, and the reckoning afterwards: nothing lost, nothing twice.
import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { createHttp, type Http } from '../../src/device/http';
import type { Session } from '../../src/device/session';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { readConfig } from '../../src/server/config';
import type { Database } from '../../src/server/database';
import { personBucket } from '../../src/sync/bucket';
import { writeRecords } from '../../src/sync/outbox.store';
import { pushPath } from '../../src/sync/protocol';
import { readRecords } from '../../src/sync/records.store';
import { type Round, syncRound } from '../../src/sync/sync-round.store';
import { enrolledCookie } from './enrolled';
import { type Device, freshId, makeDevice, makeNursery, type Server, startServer, unlock } from './world';

/** Where the server keeps its data: its environment says it, and a test opens it while the server does not run. */
export interface Home {
  readonly environment: Readonly<Record<string, string>>;
  open(): Promise<Database>;
}

interface StormTablet {
  readonly device: Device;
  readonly session: Session;
  readonly http: Http;
  readonly wrote: { reflections: number; pairs: number; words: number; lines: string[] };
  /** One long text that grows line by line. */
  readonly growing: ReturnType<typeof beginReflection>;
}

export interface Storm {
  readonly environment: Readonly<Record<string, string>>;
  /** The server's address now: it has another one after each start. */
  address: string;
  /** How often the server has died: answers that were still on their way then arrive nowhere. */
  deaths: number;
  /** Pushes that got no answer so far, and how many of them the server had answered. */
  tornPushes: number;
  lostAnswers: number;
  /** Everybody writes a reflection, a pair of tries that belong together, a word of the room, and one line more of a long text. */
  writeAll(): Promise<void>;
  syncAll(): Promise<readonly Round[]>;
  /** Throws unless every word is at the server and on every tablet of its author, once. */
  reckon(): Promise<{ readonly changes: number }>;
  close(): Promise<void>;
}

const kinds = [reflectionKind.name, gapTaskTryKind.name, strengthWordKind.name];

/** The same, counting the pushes that get no answer. */
const counted = (http: Http, storm: () => Storm): Http => ({
  ...http,
  post: async (path, body) => {
    const answer = await http.post(path, body);
    if (path === pushPath && !answer.ok && answer.trouble === 'no-network') storm().tornPushes += 1;
    return answer;
  },
});

/** On its way an answer takes a few milliseconds; whoever dies meanwhile has not sent it. */
const latency = 15;

/** The tablet's own http; a proxy's header says that each tablet has an address of its own, so that their calls are counted apart. */
const cableTo = (storm: () => Storm, cookie: string, at: number): Http =>
  createHttp({
    fetch: async (path, init) => {
      const { address, deaths } = storm();
      const headers = { ...(init?.headers as Record<string, string>), cookie, 'x-forwarded-for': `10.0.0.${at + 1}` };
      const answer = await fetch(`${address}${String(path)}`, { ...init, headers });
      await setTimeout(latency);
      if (storm().deaths === deaths) return answer;
      if (path === pushPath) storm().lostAnswers += 1;
      throw new TypeError('the answer was still on its way');
    },
  });

async function enrol(server: Server, device: Device, nursery: string): Promise<string> {
  const config = readConfig({ PUBLIC_URL: 'http://127.0.0.1' });
  if (!config.ok) throw new Error(config.trouble);
  const cookie = await enrolledCookie({ db: server.db, clock: server.clock, config: config.value }, device.id, nursery);
  await server.db.updateTable('tablet_sessions').set({ expires_at: Number.MAX_SAFE_INTEGER }).execute();
  return cookie;
}

export async function brewStorm(home: Home, name: string, tablets: number): Promise<Storm> {
  const kek = randomBytes(32);
  const server = await startServer(1_000, { db: await home.open(), kek });
  server.now = Date.now();
  const nursery = await makeNursery(server, name, 3);
  const all: StormTablet[] = [];
  for (let at = 0; at < tablets; at++) {
    const device = await makeDevice(server, `${name}-${at}`, nursery.staff, { nursery: nursery.id, person: null });
    const person = nursery.staff[at % nursery.staff.length];
    if (!person) throw new Error('staff');
    const session = await unlock(server, device, person);
    const cookie = await enrol(server, device, nursery.id);
    const growing = beginReflection(session, { module: null, prompt: null });
    const wrote = { reflections: 0, pairs: 0, words: 0, lines: [] };
    all.push({
      device,
      session,
      growing,
      wrote,
      http: counted(
        cableTo(() => storm, cookie, at),
        () => storm,
      ),
    });
  }
  await server.db.destroy();
  const storm: Storm = {
    environment: { ...home.environment, LARKRISE_KEY: kek.toString('base64url') },
    address: '',
    deaths: 0,
    tornPushes: 0,
    lostAnswers: 0,
    writeAll: async () => {
      server.now += 60_000; // a minute later: nobody writes twice in the same moment
      await Promise.all(all.map(tablet => writeOn(server, tablet)));
    },
    syncAll: () => Promise.all(all.map(({ session, http }) => syncRound({ tablet: session.tablet, http, session: () => session }))),
    reckon: async () => {
      for (const tablet of all) await checkTablet(tablet, all);
      return { changes: await checkServer(home, all) };
    },
    close: async () => {
      for (const { device } of all) await device.database.delete();
    },
  };
  return storm;
}

async function writeOn(server: Server, { device, session, growing, wrote }: StormTablet): Promise<void> {
  const saved = (outcome: { ok: boolean }) => expect(outcome.ok).toBe(true);
  const mark = `${device.id} ${wrote.reflections}`;
  saved(await beginReflection(session, { module: null, prompt: null }).write(`reflection ${mark}`));
  wrote.reflections += 1;
  const bucket = personBucket(session.person.id, session.person.home);
  const pair = ['a', 'b'].map(side => {
    const set = { task: 'g1', module: 'm1', child: null, went: 'well', note: `pair ${mark} ${side}` };
    return { kind: gapTaskTryKind, id: freshId(server), bucket, set, seen: {} };
  });
  saved(await writeRecords(session, pair));
  wrote.pairs += 1;
  saved(await sayWord(session, { child: 'zosia', room: session.person.room, side: 'educator', word: `word ${mark}` }));
  wrote.words += 1;
  wrote.lines.push(`line ${mark}`);
  saved(await growing.write(wrote.lines.join('\n')));
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

/** What one tablet shows is what all tablets of its person wrote, and of the room what everybody in it said. */
async function checkTablet({ device, session }: StormTablet, all: readonly StormTablet[]): Promise<void> {
  expect([await device.database.outbox.count(), await device.database.quarantined.count()], `what waits on ${device.id}`).toEqual([0, 0]);
  const hers = all.filter(one => one.session.person.id === session.person.id);
  const texts = hers.flatMap(({ device: { id }, wrote }) => [
    ...upTo(wrote.reflections).map(at => `reflection ${id} ${at}`),
    wrote.lines.join('\n'),
  ]);
  const shown = (await readRecords(session, reflectionKind)).items.map(({ row }) => row.text);
  expect(shown.sort(), `reflections on ${device.id}`).toEqual(texts.sort());
  const notes = hers.flatMap(({ device: { id }, wrote }) => upTo(wrote.pairs).flatMap(at => [`pair ${id} ${at} a`, `pair ${id} ${at} b`]));
  const tries = (await readRecords(session, gapTaskTryKind)).items.map(({ row }) => row.note);
  expect(tries.sort(), `tries on ${device.id}`).toEqual(notes.sort());
  const inRoom = all.filter(one => one.session.person.room === session.person.room);
  const said = inRoom.flatMap(({ device: { id }, wrote }) => upTo(wrote.words).map(at => `word ${id} ${at}`));
  const words = (await readRecords(session, strengthWordKind)).items.map(({ row }) => row.word);
  expect(words.sort(), `words on ${device.id}`).toEqual(said.sort());
}

/** Each change has one receipt and was applied once; no place is taken twice or beyond its counter. Gives the number of changes. */
async function checkServer(home: Home, all: readonly StormTablet[]): Promise<number> {
  const db = await home.open();
  const receipts = await db.selectFrom('receipts').select(['verdict', 'change']).execute();
  expect(receipts.filter(({ verdict }) => verdict !== 'applied' && verdict !== 'merged')).toEqual([]);
  expect(new Set(receipts.map(({ change }) => change)).size).toBe(receipts.length);
  expect(await db.selectFrom('quarantine').select('reason').execute()).toEqual([]);
  const records = await db.selectFrom('records').select(['id', 'version']).where('kind', 'in', kinds).execute();
  const written = all.reduce(
    (sum, { wrote }) => sum + wrote.reflections + 2 * wrote.pairs + wrote.words + (wrote.lines.length > 0 ? 1 : 0),
    0,
  );
  expect(records).toHaveLength(written);
  expect(records.reduce((sum, { version }) => sum + version, 0)).toBe(receipts.length);
  const counters = new Map((await db.selectFrom('counters').selectAll().execute()).map(({ id, place }) => [id, place]));
  const places = await db.selectFrom('record_buckets').select(['bucket', 'place']).execute();
  const [counter = 0] = counters.values();
  expect(new Set(places.map(({ place }) => place)).size).toBe(places.length);
  expect(places.every(({ place }) => place >= 1 && place <= counter)).toBe(true);
  await db.destroy();
  return receipts.length;
}
