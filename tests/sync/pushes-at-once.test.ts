// One request that carries several pushes: more at a time over a quick line, judged a hundred at a time, nothing cut in two.
import 'fake-indexeddb/auto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Http } from '../../src/device/http';
import type { Session } from '../../src/device/session';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { trouble } from '../../src/kernel/result';
import type { ReadEnvelope } from '../../src/sync/envelope.server';
import { writeRecords } from '../../src/sync/outbox.store';
import { pushPath } from '../../src/sync/protocol';
import { receivePush } from '../../src/sync/push.server';
import { pushAll } from '../../src/sync/push.store';
import { inPushes } from '../../src/sync/push-groups.server';
import { forgeFor, freshRoom, type Room } from '../support/room';
import { type Device, freshId, type Server, startServer, unlock } from '../support/world';

let server: Server;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.db.destroy());

const order = (session: Session, text: string) => ({
  kind: reflectionKind,
  id: freshId(server),
  bucket: `person:${session.person.id}@${session.person.home}`,
  set: { module: null, prompt: null, text },
  seen: {},
});

/** So many reflections, each by itself. */
async function write(session: Session, count: number): Promise<void> {
  for (let at = 0; at < count; at++) await writeRecords(session, [order(session, `words ${at}`)]);
}

async function educator(): Promise<{ room: Room; session: Session }> {
  const room = await freshRoom(server);
  return { room, session: await unlock(server, room.blue, room.first) };
}

/** The cable, with what it carried: how many envelopes in each push. `before`: what happens to each. */
function heard({ wire }: Device, before: (count: number) => ReturnType<Http['post']> | null = () => null): { http: Http; sent: number[] } {
  const sent: number[] = [];
  const post: Http['post'] = async (path, body, pack) => {
    if (path !== pushPath) return wire.post(path, body, pack);
    const count = (body as { envelopes: unknown[] }).envelopes.length;
    sent.push(count);
    return (await before(count)) ?? wire.post(path, body, pack);
  };
  return { http: { ...wire, post }, sent };
}

const arrived = async (session: Session): Promise<number> =>
  (await server.db.selectFrom('records').select('id').where('author', '=', session.person.id).where('kind', '=', 'reflection').execute())
    .length;

test('over a quick line each request carries twice as much as the one before, up to four hundred', async () => {
  const { room, session } = await educator();
  await write(session, 950);
  const { http, sent } = heard(room.blue);
  expect((await pushAll(session.tablet, http, () => session)).ok).toBe(true);
  expect(sent).toEqual([100, 100, 200, 400, 150]);
  expect(await arrived(session)).toBe(950);
});

test('over a slow line a hundred at a time leave', async () => {
  const { room, session } = await educator();
  await write(session, 350);
  const { http, sent } = heard(room.blue, () => {
    server.now += 5_000;
    return null;
  });
  await pushAll(session.tablet, http, () => session);
  expect(sent).toEqual([100, 100, 100, 50]);
});

test('what belongs together leaves in one request, however large that is', async () => {
  const { room, session } = await educator();
  await write(session, 190);
  await writeRecords(
    session,
    Array.from({ length: 20 }, (_, at) => order(session, `together ${at}`)),
  );
  await write(session, 200);
  const { http, sent } = heard(room.blue);
  await pushAll(session.tablet, http, () => session);
  expect(sent).toEqual([100, 90, 200, 20]);
  expect(await arrived(session)).toBe(410);
});

test('the server judges a hundred at a time and never half of a group', () => {
  const group = (size: number): ReadEnvelope[] => Array.from({ length: size }, () => ({}) as ReadEnvelope);
  const sizes = (...groups: number[]) => inPushes(groups.map(group)).map(push => push.map(one => one.length));
  expect(sizes()).toEqual([]);
  expect(sizes(99, 1, 1)).toEqual([[99, 1], [1]]);
  expect(sizes(60, 50, 50, 1)).toEqual([[60], [50, 50], [1]]);
  expect(inPushes(Array.from({ length: 350 }, () => group(1))).map(push => push.length)).toEqual([100, 100, 100, 50]);
});

test('when the disk is full under a later hundred the earlier stand, and all of it comes again without harm', async () => {
  const { room, session } = await educator();
  const { change, envelope } = forgeFor(server, room.blue, session);
  const envelopes = await Promise.all(Array.from({ length: 250 }, async () => envelope(change())));
  const push = (parts: Server) => receivePush(parts, room.blue.id, { v: 1, tablet: room.blue.id, envelopes });
  const mayHave = (pages: number) => sql`PRAGMA max_page_count = ${sql.lit(pages)}`.execute(server.db);
  const untilThen = { ...server, poke: () => void mayHave(1) }; // no smaller than it is; the first push is committed by then
  await expect(push(untilThen)).rejects.toThrow('full');
  await mayHave(1_000_000);
  expect(await arrived(session)).toBe(100);
  const { verdicts } = await push(server);
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(envelopes.map((_, at) => (at < 100 ? 'already-have' : 'applied')));
  expect(await arrived(session)).toBe(250);
});

test('to a server of the first release everything leaves a hundred at a time', async () => {
  const { room, session } = await educator();
  await write(session, 350);
  const { http, sent } = heard(room.blue, count => (count > 100 ? Promise.resolve(trouble('bad-request')) : null));
  expect((await pushAll(session.tablet, http, () => session)).ok).toBe(true);
  expect(sent).toEqual([100, 100, 150, 150, 100, 50]); // once more unpacked: a proxy may not let packed bodies through
  expect(await arrived(session)).toBe(350);
});
