// The rows of the sync bench: what each is called, what it must keep to, and how the medians of all engines become one table.
//
// Absolute times hold for one machine only, so what is checked are ratios within the same run. A time's bound beside the prototype
// is the goal of the design's table divided by what the prototype took there (250 ms to 172 for a push, and so on), or wider where
// the README beside this says why.
import { median } from './figures';
import { type EngineName, engineNames } from './servers/built';
import type { Measured } from './sync-driver';
import type { Sizes } from './sync-run';

interface Row {
  readonly figure: string;
  /** The name in what was measured. */
  readonly of: string;
  /** Divided by this for the table: 1,000 for KB. */
  readonly unit?: number;
  /** Larkrise may take so many times what the prototype takes. */
  readonly besidePrototype?: number;
  /** What the design's table asks for in its stead, where the bound is wider: told. */
  readonly design?: number;
  /** Larkrise must not be behind PouchDB and RxDB. */
  readonly aheadOfPeers?: true;
  /** Larkrise's own figure, in the table's unit; bytes and counts are the same on every machine. */
  readonly most?: number;
  /** In ms on the design's machine: told, and not checked. */
  readonly goal?: number;
}

const [kilobyte, megabyte] = [1_000, 1_000_000];

function rowsFor({ writes, records, delta, shown }: Sizes): readonly Row[] {
  const [w, r] = [writes.toLocaleString('en-GB'), records.toLocaleString('en-GB')];
  return [
    { figure: `${w} writes, each durable, ms`, of: 'writes', besidePrototype: 1.25, design: 1, aheadOfPeers: true },
    { figure: `push ${w}, ms`, of: 'push', besidePrototype: 250 / 172, aheadOfPeers: true, goal: 250 },
    { figure: `push ${w}, requests`, of: 'push, requests', most: 12 },
    { figure: `push ${w}, KB up`, of: 'push, bytes up', unit: kilobyte },
    { figure: `first sync of ${r}, ms`, of: 'first sync', besidePrototype: 2, design: 1_500 / 1_439, aheadOfPeers: true, goal: 1_500 },
    { figure: `first sync of ${r}, MB down`, of: 'first sync, bytes down', unit: megabyte, aheadOfPeers: true },
    { figure: `first sync of ${r}, MB down, gzip`, of: 'first sync, bytes down packed', unit: megabyte, most: 0.9 },
    { figure: `delta of ${delta}, ms`, of: 'delta', besidePrototype: 3.6, design: 40 / 34, aheadOfPeers: true, goal: 40 },
    { figure: `delta of ${delta}, KB down`, of: 'delta, bytes down', unit: kilobyte, aheadOfPeers: true },
    { figure: `delta of ${delta}, KB down, gzip`, of: 'delta, bytes down packed', unit: kilobyte, most: 12 },
    { figure: 'empty delta, ms', of: 'empty delta' },
    { figure: 'empty delta, KB both ways', of: 'empty delta, bytes', unit: kilobyte, most: 1 },
    { figure: 'empty delta, requests', of: 'empty delta, requests', most: 1 },
    { figure: `cold open, newest ${shown} of ${r}, ms`, of: 'cold open', besidePrototype: 100 / 72.5, aheadOfPeers: true, goal: 100 },
    { figure: 'JS heap after it, MB', of: 'heap', unit: megabyte, most: 5 },
    { figure: `storage of ${r}, MB`, of: 'storage', unit: megabyte },
    { figure: 'acknowledged writes lost in SIGKILLs', of: 'lost', most: 0 },
  ];
}

/** Every measurement of every engine, round by round; the first is the counted round, the others are the timed ones. */
export type All = Readonly<Record<EngineName, readonly Measured[]>>;

interface Figure {
  readonly median: number;
  readonly least: number;
  readonly worst: number;
}

/** Bytes and requests were counted once; times count without the counted round's. */
function figureOf(measured: readonly Measured[], name: string): Figure | null {
  const timed = measured.slice(1).flatMap(one => one[name] ?? []);
  const values = timed.length > 0 ? timed : measured.flatMap(one => one[name] ?? []);
  return values.length === 0 ? null : { median: median(values), least: Math.min(...values), worst: Math.max(...values) };
}

const shown = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

/** The median of what each round says: both were measured within the same minute. */
function ratio(all: All, other: EngineName, name: string): number | null {
  const pairs = all.larkrise.map((one, at) => [one[name], all[other][at]?.[name]] as const);
  const both = pairs.flatMap(([ours, theirs]) => (ours === undefined || theirs === undefined || theirs === 0 ? [] : [ours / theirs]));
  const timed = both.length > 1 ? both.slice(1) : both;
  return timed.length === 0 ? null : median(timed);
}

/** What is broken in one row, in words. */
function misses(row: Row, all: All): string[] {
  const [own, unit] = [figureOf(all.larkrise, row.of), row.unit ?? 1];
  if (!own) return [`${row.figure}: not measured`];
  const found: string[] = [];
  if (row.most !== undefined && own.median / unit > row.most) found.push(`${row.figure}: ${shown(own.median / unit)}, at most ${row.most}`);
  const limits = [
    ['prototype', row.besidePrototype],
    ['pouchdb', row.aheadOfPeers && 1],
    ['rxdb', row.aheadOfPeers && 1],
  ] as const;
  for (const [other, limit] of limits) {
    const times = limit === undefined ? null : ratio(all, other, row.of);
    if (limit !== undefined && times !== null && times > limit)
      found.push(`${row.figure}: ${shown(times)} x ${other}, at most ${shown(limit)}`);
  }
  return found;
}

function boundOf({ besidePrototype, design, aheadOfPeers, most, goal }: Row): string {
  const parts = [
    most === undefined ? '' : `<= ${most}`,
    besidePrototype === undefined
      ? ''
      : `<= ${shown(besidePrototype)} x prototype${design === undefined ? '' : ` (design: ${shown(design)})`}`,
    aheadOfPeers ? '<= peers' : '',
    goal === undefined ? '' : `(goal ${goal} ms)`,
  ];
  return parts.filter(Boolean).join(', ') || 'told only';
}

export interface Table {
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly missed: readonly string[];
}

export function tableOf(sizes: Sizes, all: All): Table {
  const rows = rowsFor(sizes).map(row => {
    const cells = engineNames.map(name => {
      const figure = figureOf(all[name], row.of);
      return [name, figure ? shown(figure.median / (row.unit ?? 1)) : '-'] as const;
    });
    const own = figureOf(all.larkrise, row.of);
    const spread = own && own.worst > own.least ? `${shown(own.least / (row.unit ?? 1))}-${shown(own.worst / (row.unit ?? 1))}` : '';
    const beside = engineNames.slice(1).map(name => {
      const times = ratio(all, name, row.of);
      return [`/ ${name}`, times === null ? '-' : shown(times)] as const;
    });
    const verdict = misses(row, all).length > 0 ? 'MISSED' : boundOf(row) === 'told only' ? '' : 'kept';
    return {
      figure: row.figure,
      ...Object.fromEntries(cells),
      'spread of ours': spread,
      ...Object.fromEntries(beside),
      bound: boundOf(row),
      ' ': verdict,
    };
  });
  return { rows, missed: rowsFor(sizes).flatMap(row => misses(row, all)) };
}
