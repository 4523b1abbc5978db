// A nursery's server that takes attachments, two tablets of hers, a cable that can be cut, and pictures made of nothing.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { openBlobStore } from '../../src/device/blob-store';
import { createSendBytes, type SendBytes } from '../../src/device/http';
import type { Session } from '../../src/device/session';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import { type BlobFiles, blobFolder, openBlobFiles } from '../../src/server/blobs';
import { readConfig } from '../../src/server/config';
import { createApp } from '../../src/server/http';
import { attachmentKind, thumbnailKind } from '../../src/sync/attachments/attachment';
import { makePhoto, type Subject, writeWith } from '../../src/sync/attachments/attachment.store';
import { attachmentErrand } from '../../src/sync/attachments/attachment-errand.store';
import { blobRoutes } from '../../src/sync/attachments/blob-routes.server';
import { personBucket } from '../../src/sync/bucket';
import { freshId } from '../../src/sync/record-writing.store';
import { readRecords } from '../../src/sync/records.store';
import { type Round, syncRound } from '../../src/sync/sync-round.store';
import { type CuttingCable, cuttingCable } from './cutting-cable';
import { enrolledCookie } from './enrolled';
import { freshRoom } from './room';
import { type Device, type Server, type Staff, startServer, unlock } from './world';

export interface Attaching {
  readonly server: Server;
  readonly files: BlobFiles;
  /** Where they lie. */
  readonly folder: string;
  readonly blue: Device;
  readonly green: Device;
  readonly first: Staff;
  readonly app: FastifyInstance;
  /** A cable of this tablet's own. */
  cableOf(device: Device): Promise<CuttingCable>;
  stop(): Promise<void>;
}

export async function startAttaching(): Promise<Attaching> {
  const server = await startServer();
  const { blue, green, first } = await freshRoom(server);
  const dataDir = mkdtempSync(join(tmpdir(), 'larkrise-blobs-'));
  const config = readConfig({ DATA_DIR: dataDir });
  if (!config.ok) throw new Error(config.trouble);
  const files = openBlobFiles(blobFolder(config.value));
  const routes = [blobRoutes({ ...server, files })];
  const app = await createApp({ ...server, config: config.value, routes, log: null, pages: null });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const cables: CuttingCable[] = [];
  return {
    server,
    files,
    folder: blobFolder(config.value),
    blue,
    green,
    first,
    app,
    cableOf: async device => {
      const parts = { db: server.db, clock: server.clock, config: config.value };
      const cable = await cuttingCable(port, await enrolledCookie(parts, device.id, first.nursery));
      await server.db.updateTable('tablet_sessions').set({ expires_at: Number.MAX_SAFE_INTEGER }).execute();
      cables.push(cable);
      return cable;
    },
    stop: async () => {
      for (const cable of cables) await cable.close();
      await app.close();
      await server.db.destroy();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export interface Tablet {
  readonly session: Session;
  readonly send: SendBytes;
  readonly cable: CuttingCable;
  /** A whole round: words, then pages, then the attachments' errand. */
  round(): Promise<Round>;
}

/** Somebody unlocked, with the attachments' errand on a cable of its own. */
export async function tabletOf(world: Attaching, device: Device, errand = attachmentErrand): Promise<Tablet> {
  const session = await unlock(world.server, device, world.first);
  const cable = await world.cableOf(device);
  const send = createSendBytes({ fetch: cable.fetch });
  const carry = errand({ tablet: session.tablet, session: () => device.session, send, renew: async () => undefined });
  const round = async () => {
    world.server.now += 6 * 60_000; // nobody asks too often
    return syncRound({ tablet: session.tablet, http: device.wire, session: () => device.session, errands: [carry] });
  };
  return { session, send, cable, round };
}

/** The least that a JPEG is made of: its size, some noise, and whatever a camera writes beside it. */
export function jpeg(bytes: number, { width = 1600, height = 1200, beside = '' } = {}): Uint8Array<ArrayBuffer> {
  const two = (value: number) => [value >> 8, value & 255];
  const note = beside === '' ? [] : [0xff, 0xe1, ...two(beside.length + 2), ...Buffer.from(beside, 'latin1')];
  const frame = [0xff, 0xc0, ...two(17), 8, ...two(height), ...two(width), 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  const scan = [0xff, 0xda, ...two(12), 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0];
  const noise = randomBytes(bytes).map(byte => (byte === 0xff ? 0xfe : byte));
  return new Uint8Array([0xff, 0xd8, ...note, ...frame, ...scan, ...noise, 0xff, 0xd9]);
}

export const trySubject = (session: Session): Subject => ({
  id: freshId(session),
  kind: gapTaskTryKind.name,
  bucket: personBucket(session.person.id, session.person.home),
});

/** A try with so many photos, kept together; gives what it was written for and the clear bytes of the photos. */
export async function keepTryWithPhotos(session: Session, count: number, size = 60_000) {
  const subject = trySubject(session);
  const photos = Array.from({ length: count }, () => jpeg(size));
  const made = [];
  for (const photo of photos) {
    const one = await makePhoto(session, subject, { photo, thumbnail: jpeg(4_000, { width: 320, height: 240 }) });
    if (!one.ok) throw new Error(one.trouble);
    made.push(one.value);
  }
  const tried = { task: 'wait', module: 'tuning-in', child: null, went: 'well', note: 'She waited.' };
  const order = { kind: gapTaskTryKind, id: subject.id, bucket: subject.bucket, set: tried, seen: {} };
  const written = await writeWith(session, [order], made);
  if (!written.ok) throw new Error(written.trouble);
  return { subject, photos, made };
}

export async function attachmentsOf(session: Session, subject: Subject) {
  const attachments = (await readRecords(session, attachmentKind, subject.id)).items;
  const thumbnails = (await readRecords(session, thumbnailKind, subject.id)).items;
  return { attachments, thumbnails };
}

/** Whose bytes lie on this tablet. */
export const storedIds = async ({ database }: Device): Promise<readonly string[]> =>
  [...(await (await openBlobStore(database)).ids())].sort();
