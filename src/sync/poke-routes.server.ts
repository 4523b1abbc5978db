// The stream of pokes: an enrolled tablet keeps one answer open and is told, without a word of content, that it is worth asking.
import type { FastifyReply } from 'fastify';
import { minutes } from '../kernel/clock';
import type { Database } from '../server/database';
import type { Routes } from '../server/http';
import type { Pokes } from '../server/pokes';
import { refuse } from '../server/refusals';
import { counterOf } from './bucket';
import { bucketsFor, loadFacts } from './policy.server';
import { pokePath } from './protocol';
import type { AskingTablet } from './pull.server';

/** In ms, as below. Often enough that proxies keep the connection, and that a dead one is noticed. */
const heartbeat = 25_000;
/** Then the tablet comes again and proves anew who it is. */
const longestStream = minutes(15);
/** Pokes that come together are one. */
const breath = 300;
/** Tabs of one tablet; more are told to try later. */
const mostStreams = 6;
/** So often is looked whether a tablet that listens was taken out of use: by the office, or by a command that is a process of its own. */
const revocationRhythm = 10_000;

/** Everything that this tablet could receive is ordered by these counters. */
async function countersOf(db: Database, { nursery, person }: AskingTablet, now: number): Promise<ReadonlySet<string>> {
  if (nursery) return new Set([nursery]);
  const facts = person ? await db.transaction().execute(tx => loadFacts(tx, person, { now, toldAt: null })) : null;
  return new Set(facts ? bucketsFor(facts).map(counterOf) : []);
}

interface Listener {
  readonly tablet: string;
  /** Pokes at once. */
  tell(): void;
  end(): void;
}

/** A tablet that was taken out of use is told to come, and then nothing more. */
async function dismissRevoked(db: Database, listeners: ReadonlySet<Listener>): Promise<void> {
  if (listeners.size === 0) return;
  const out = db.selectFrom('tablets').select('id').where('revoked_at', 'is not', null).where('wiped_at', 'is', null);
  const revoked = new Set((await out.execute()).map(({ id }) => id));
  for (const { tablet, tell, end } of listeners) {
    if (!revoked.has(tablet)) continue;
    tell();
    end();
  }
}

/** Writes until the tablet or the server ends it; gives how to end it. */
function openStream(reply: FastifyReply): { write(line: string): void; end(): void; whenClosed(run: () => void): void } {
  reply.headers({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.writeHead(200);
  reply.raw.write('retry: 5000\n\n');
  return {
    write: line => void (reply.raw.writableEnded || reply.raw.write(line)),
    end: () => void reply.raw.end(),
    whenClosed: run => void reply.raw.once('close', run),
  };
}

export const pokeRoutes =
  (pokes: Pokes): Routes =>
  (app, { db, clock, metrics, requireTablet }) => {
    const listeners = new Set<Listener>();
    const failed = (err: unknown) => app.log.error({ err }, 'tablets that are out of use could not be looked for');
    const looking = setInterval(() => void dismissRevoked(db, listeners).catch(failed), revocationRhythm).unref();
    app.addHook('preClose', async () => {
      clearInterval(looking);
      for (const { end } of listeners) end();
    });
    app.get(pokePath, { preHandler: requireTablet }, async ({ tablet }, reply) => {
      if (!tablet) return refuse(reply, 'not-enrolled');
      const open = [...listeners].filter(one => one.tablet === tablet.id).length;
      if (open >= mostStreams) return refuse(reply.header('retry-after', 60), 'too-many-requests');
      const counters = await countersOf(db, tablet, clock());
      const { write, end, whenClosed } = openStream(reply);
      metrics.count('larkrise_poke_streams_total');
      let waiting: NodeJS.Timeout | undefined;
      const tell = () => {
        waiting = undefined;
        write('event: poke\ndata:\n\n');
      };
      const listener = { tablet: tablet.id, tell, end };
      listeners.add(listener);
      const quiet = pokes.listen(poke => {
        if (poke.from !== tablet.id && poke.counters.some(counter => counters.has(counter))) waiting ??= setTimeout(tell, breath);
      });
      const beat = setInterval(() => write(': still here\n\n'), heartbeat);
      const enough = setTimeout(end, longestStream);
      whenClosed(() => {
        quiet();
        listeners.delete(listener);
        clearInterval(beat);
        clearTimeout(enough);
        clearTimeout(waiting);
      });
      return reply;
    });
  };
