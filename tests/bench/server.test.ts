// Quarter past seven: the tablets of a local authority wake within a minute, on SQLite and on PostgreSQL with one and two processes.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostgres } from '../../src/server/database';
import { type Cluster, startCluster } from '../support/postgres-cluster';
import { isQuick, median, quantile, report } from './figures';
import { type Home, openHome, pullsPerSecond, pushesPerSecond, type Wave, wave } from './servers/morning';
import { type Call, changesOfAPush, type Heard } from './servers/waking-tablet';

const size = isQuick
  ? { tablets: 120, within: 4_000, rounds: 1, full: 2_000, prepared: 400 }
  : { tablets: 1_800, within: 60_000, rounds: 5, full: 10_000, prepared: 6_000 };
/** In ms and MB, as they are promised. */
const goals = { p99: 1_000, memory: 300 };
const homes = [
  { name: 'SQLite, 1 process', database: null, processes: 1 },
  { name: 'PostgreSQL, 1 process', database: 'one', processes: 1 },
  { name: 'PostgreSQL, 2 processes', database: 'two', processes: 2 },
] as const;
type Kind = (typeof homes)[number];

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster([]);
});

afterAll(() => cluster?.stop());

/** Address of a new, empty one. */
async function makeDatabase(name: string): Promise<string> {
  const db = openPostgres(cluster.address, 1);
  await sql`CREATE DATABASE ${sql.ref(name)}`.execute(db);
  await db.destroy();
  return cluster.address.replace(/[^/]*$/, name);
}

const rounded = (value: number): number => Number(value.toFixed(value < 10 ? 1 : 0));
const times = (heard: readonly Heard[], call: Call): number[] => heard.filter(one => one.call === call).map(({ took }) => took);

/** Medians over the waves of p50, p95 and p99. */
const spans = (waves: readonly Wave[], of: (one: Wave) => readonly number[]): string =>
  [0.5, 0.95, 0.99].map(share => rounded(median(waves.map(one => quantile(of(one), share))))).join(' / ');

interface Outcome {
  readonly waves: readonly Wave[];
  readonly pushes: number;
  readonly pulls: number;
  /** The most that any one of its processes ever held, in MB. */
  readonly memory: number | null;
  readonly faults: readonly string[];
}

async function measure(kind: Kind, home: Home): Promise<Outcome> {
  const waves: Wave[] = [];
  await wave(home.tablets.slice(0, 60), 1_000, 1); // warms up
  for (let round = 0; round < size.rounds; round++) waves.push(await wave(home.tablets, size.within, round + 2));
  const held = home.servers.flatMap(server => server.mostMemory() ?? []);
  const pushed = await pushesPerSecond(home.tablets, size.full, size.prepared);
  const pulled = await pullsPerSecond(home.tablets, size.full);
  const all = [...waves.flatMap(({ heard }) => heard), ...pushed.heard, ...pulled.heard];
  const faults = all.flatMap(({ call, fault }) => (fault ? [`${kind.name}, ${call}: ${fault}`] : []));
  const memory = held.length > 0 ? Math.max(...held) / 2 ** 20 : null;
  return { waves, pushes: pushed.perSecond, pulls: pulled.perSecond, memory, faults };
}

const calls = (one: Wave): number[] => one.heard.map(({ took }) => took);

const rowOf = (kind: Kind, { waves, pushes, pulls, memory, faults }: Outcome) => ({
  home: kind.name,
  errors: faults.length,
  'session, ms p50/p95/p99': spans(waves, ({ heard }) => [...times(heard, 'challenge'), ...times(heard, 'session')]),
  'push of 5': spans(waves, ({ heard }) => times(heard, 'push')),
  pull: spans(waves, ({ heard }) => times(heard, 'pull')),
  'a whole morning': spans(waves, ({ mornings }) => mornings),
  'MB a process': memory === null ? '-' : rounded(memory),
  'pushes/s': rounded(pushes),
  'changes/s': rounded(pushes * changesOfAPush),
  'pulls/s': rounded(pulls),
  'late ourselves, p99': rounded(median(waves.map(({ ownDelay }) => ownDelay))),
});

function missedBy(kind: Kind, { waves, memory, faults }: Outcome): string[] {
  const p99 = median(waves.map(one => quantile(calls(one), 0.99)));
  return [
    ...(faults.length > 0 ? [`${kind.name}: ${faults.length} errors, the first is ${faults[0]}`] : []),
    ...(p99 < goals.p99 ? [] : [`${kind.name}: p99 ${rounded(p99)} ms, less than ${goals.p99}`]),
    ...(memory === null || memory < goals.memory ? [] : [`${kind.name}: ${rounded(memory)} MB, less than ${goals.memory}`]),
  ];
}

test('quarter past seven', async () => {
  const outcomes: { kind: Kind; outcome: Outcome }[] = [];
  for (const kind of homes) {
    const address = kind.database ? await makeDatabase(kind.database) : null;
    const home = await openHome(address, kind.processes, size.tablets);
    try {
      outcomes.push({ kind, outcome: await measure(kind, home) });
    } finally {
      await home.stop();
    }
    console.log(`${kind.name}: done`);
  }
  const title = `${size.tablets} tablets wake within ${size.within / 1_000} s: session, push of ${changesOfAPush} changes, pull; medians of ${size.rounds} mornings; then ${size.full / 1_000} s of nothing but pushes, and of pulls`;
  const raw = outcomes.map(({ kind, outcome: { waves, ...rest } }) => ({ home: kind.name, ...rest, mornings: waves.map(detailed) }));
  report(
    'server',
    title,
    outcomes.map(({ kind, outcome }) => rowOf(kind, outcome)),
    { homes: raw },
  );
  const missed = outcomes.flatMap(({ kind, outcome }) => missedBy(kind, outcome));
  if (isQuick) console.log(['Quick sizes: bounds are told, not checked.', ...missed].join('\n  missed: '));
  else expect(missed, 'bounds that the server misses').toEqual([]);
});

/** One morning in figures, for the JSON. */
const detailed = (one: Wave) => ({
  requests: one.heard.length,
  ownDelay: one.ownDelay,
  all: [0.5, 0.95, 0.99, 1].map(share => quantile(calls(one), share)),
});
