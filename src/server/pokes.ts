// Says that something of a counter (a nursery or a programme) has changed, to whoever listens: in this process, or by way of PostgreSQL in all.
//
// A poke carries no content and may get lost: tablets ask by themselves as well, only less often.
import pg from 'pg';
import * as v from 'valibot';
import { parse, parseJson } from '../kernel/parse';

export interface Poke {
  readonly counters: readonly string[];
  /** The tablet whose push it was; it knows already. */
  readonly from: string;
}

export interface Pokes {
  /** What was changed is committed. Never throws. */
  tell(poke: Poke): void;
  /** `hear` is called for each poke, until the returned function is. */
  listen(hear: (poke: Poke) => void): () => void;
  stop(): Promise<void>;
}

/** One process hears itself. */
export function localPokes(): Pokes {
  const listeners = new Set<(poke: Poke) => void>();
  return {
    tell: poke => {
      for (const hear of listeners) hear(poke);
    },
    listen: hear => {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    stop: async () => listeners.clear(),
  };
}

const channel = 'larkrise_poke';
const pokeSchema = v.object({ counters: v.array(v.string()), from: v.string() });
/** Between two attempts to get the connection back, in ms. */
const patience = 2_000;

/** Every process of one PostgreSQL hears all; while the connection is away, at least its own. */
export function postgresPokes(url: string): Pokes {
  const local = localPokes();
  let client: pg.Client | null = null;
  let again: NodeJS.Timeout | undefined;
  let isStopped = false;
  const lost = () => {
    client = null;
    if (!isStopped) again ??= setTimeout(connect, patience);
  };
  const connect = () => {
    again = undefined;
    const fresh = new pg.Client({ connectionString: url, application_name: 'larkrise pokes' });
    fresh.on('error', () => undefined); // `end` follows
    fresh.on('end', lost);
    fresh.on('notification', ({ payload }) => {
      const poke = parse(pokeSchema, parseJson(payload ?? ''));
      if (poke.ok) local.tell(poke.value);
    });
    fresh
      .connect()
      .then(() => fresh.query(`LISTEN ${channel}`))
      .then(
        () => {
          client = isStopped ? null : fresh;
        },
        () => fresh.end().catch(lost),
      );
  };
  connect();
  return {
    listen: local.listen,
    tell: poke => {
      if (!client) return local.tell(poke);
      client.query('SELECT pg_notify($1, $2)', [channel, JSON.stringify(poke)]).catch(() => local.tell(poke));
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(again);
      await local.stop();
      await client?.end();
    },
  };
}
