// A real server with everybody at it, each on a tablet of her own, and a shared tablet of each nursery.
import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { days } from '../../../src/kernel/clock';
import { type BlobFiles, blobFolder, openBlobFiles } from '../../../src/server/blobs';
import { readConfig } from '../../../src/server/config';
import type { Writing } from '../../../src/server/database';
import { createApp } from '../../../src/server/http';
import { tabletRoutes } from '../../../src/server/tablet-routes';
import { hashOf, sessionCookie } from '../../../src/server/tablet-sessions';
import { blobRoutes } from '../../../src/sync/attachments/blob-routes.server';
import { historyRoutes } from '../../../src/sync/history/history-routes.server';
import { nurseryKeyId, vaultKeyId } from '../../../src/sync/key-ids';
import { reportRoutes } from '../../../src/sync/report-routes.server';
import { syncRoutes } from '../../../src/sync/sync-routes.server';
import type { FirstAuthor } from '../first-client';
import { type Server, startServer } from '../world';
import { alder, everybody, type Given, quince } from './people';

export interface Actor extends Given {
  /** What she signs and seals with: her own keys, and those of every nursery in which she works or ever worked. */
  readonly author: FirstAuthor;
  readonly tablet: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

export interface Cast {
  readonly server: Server;
  readonly app: FastifyInstance;
  readonly files: BlobFiles;
  /** Throws where nobody is called so. */
  who(id: string): Actor;
  readonly actors: readonly Actor[];
  /** A request of this tablet in its session; a POST unless `how` says otherwise. */
  ask(tablet: string, path: string, payload?: InjectOptions['payload'], how?: Partial<InjectOptions>): Promise<Answer>;
  /** The next number of this author on this tablet. */
  next(tablet: string, author: string): number;
  stop(): Promise<void>;
}

export const sharedTablets = { blue: quince.nursery, plum: alder.nursery } as const;

interface Pair {
  readonly point: Buffer;
  readonly signer: KeyObject;
}

function makePair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return { point: Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]), signer: privateKey };
}

async function makePlaces(tx: Writing): Promise<void> {
  for (const { nursery, programme, rooms } of [quince, alder]) {
    await tx.insertInto('nurseries').values({ id: nursery, name: nursery }).execute();
    for (const room of rooms) await tx.insertInto('rooms').values({ id: room, nursery, name: room }).execute();
    await tx.insertInto('programme_nurseries').values({ id: randomUUID(), programme, nursery, until: null }).execute();
  }
}

async function makePerson(tx: Writing, { id, home, role, works = [], mentors = [], standings }: Given, point: Buffer, ended: number) {
  await tx
    .insertInto('people')
    .values({ id, name: id, hue: 'teal', home, role: role ?? null, sign_key: point, wrap: '' })
    .execute();
  for (const { hasEnded, ...one } of works)
    await tx
      .insertInto('memberships')
      .values({ ...one, id: randomUUID(), person: id, until: hasEnded ? ended : null })
      .execute();
  for (const { hasEnded, ...one } of mentors)
    await tx
      .insertInto('mentorings')
      .values({ ...one, id: randomUUID(), mentor: id, until: hasEnded ? ended : null })
      .execute();
  if (standings.includes('event'))
    await tx
      .insertInto('event_people')
      .values({ id: randomUUID(), event: quince.event, programme: quince.programme, person: id, until: null })
      .execute();
}

async function makeTablet(tx: Writing, id: string, owner: { nursery: string | null; person: string | null }): Promise<void> {
  const row = { id, name: id, ...owner, public_key: Buffer.alloc(65), enrolled_at: 0, revoked_at: null, wiped_at: null };
  await tx.insertInto('tablets').values(row).execute();
  await tx
    .insertInto('tablet_sessions')
    .values({ token_hash: hashOf(`token-of-${id}`), tablet: id, expires_at: Number.MAX_SAFE_INTEGER })
    .execute();
}

async function authorOf({ keyring }: Server, { id, works = [] }: Given, signer: KeyObject): Promise<FirstAuthor> {
  const names = [vaultKeyId(id), ...works.map(({ nursery }) => nurseryKeyId(nursery))];
  return { id, signer, keys: new Map(await Promise.all(names.map(async name => [name, await keyring.make(name)] as const))) };
}

async function settle(server: Server): Promise<readonly Actor[]> {
  const pairs = new Map(everybody.map(({ id }) => [id, makePair()]));
  await server.db.transaction().execute(async tx => {
    await makePlaces(tx);
    for (const one of everybody) {
      await makePerson(tx, one, pairs.get(one.id)?.point ?? Buffer.alloc(0), server.now - days(60));
      await makeTablet(tx, `own-${one.id}`, { nursery: null, person: one.id });
    }
    for (const [id, nursery] of Object.entries(sharedTablets)) await makeTablet(tx, id, { nursery, person: null });
  });
  return Promise.all(
    everybody.map(async one => ({ ...one, tablet: `own-${one.id}`, author: await authorOf(server, one, pairs.get(one.id)!.signer) })),
  );
}

/** Every request is a moment later than the one before, and every thousand of them come from another address: nobody asks too often. */
export async function startCast(): Promise<Cast> {
  const server = await startServer();
  const dataDir = mkdtempSync(join(tmpdir(), 'larkrise-cells-'));
  const config = readConfig({ DATA_DIR: dataDir });
  if (!config.ok) throw new Error(config.trouble);
  const files = openBlobFiles(blobFolder(config.value));
  const routes = [tabletRoutes, syncRoutes(server), reportRoutes(server), historyRoutes(server), blobRoutes({ ...server, files })];
  const app = await createApp({ ...server, config: config.value, routes, log: null, pages: null });
  const actors = await settle(server);
  const numbers = new Map<string, number>();
  let asked = 0;
  return {
    ...{ server, app, files, actors },
    who: id => {
      const found = actors.find(one => one.id === id);
      if (!found) throw new Error(`nobody is called ${id}`);
      return found;
    },
    next: (tablet, author) => {
      const n = (numbers.get(`${tablet} ${author}`) ?? 0) + 1;
      numbers.set(`${tablet} ${author}`, n);
      return n;
    },
    ask: async (tablet, url, payload, how = {}) => {
      asked += 1;
      server.now += 300;
      const cookie = `${sessionCookie(config.value)}=token-of-${tablet}`;
      const headers = { 'content-type': 'application/json', 'x-larkrise': '1', cookie, ...how.headers };
      const from = `10.1.${Math.floor(asked / 1_000)}.1`;
      const answer = await app.inject({
        method: 'POST',
        url,
        remoteAddress: from,
        ...how,
        headers,
        ...(payload === undefined ? {} : { payload }),
      });
      const isJson = String(answer.headers['content-type'] ?? '').startsWith('application/json');
      return { status: answer.statusCode, text: answer.body, body: isJson ? (answer.json() as Record<string, unknown>) : {} };
    },
    stop: async () => {
      await app.close();
      await server.db.destroy();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
