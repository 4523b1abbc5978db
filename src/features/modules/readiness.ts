// Whether a module can be watched here with the cable out, and if not, why: what is held of its files says it.
import { filesOf, type Module } from './pack';

/** Why a module is not here (yet); each has a sentence in ui/words/. */
export const fetchTroubles = [
  'no-network',
  'no-room',
  'storage-closed',
  'not-enrolled',
  'not-on-server',
  'server-trouble',
  'not-as-published',
  'cannot-play',
] as const;
export type FetchTrouble = (typeof fetchTroubles)[number];

/**
 * One file on the tablet. `ready`: all its hashes were right and, for a webcast, it was opened once from
 * what is held and its first and last second could be shown. `fetching` with a reason: it goes on by itself.
 * `stopped`: somebody stopped it; what has come is kept, and it goes on when somebody says so.
 */
export interface HeldFile {
  /** SHA-256 of the whole file, hexadecimal. */
  readonly hash: string;
  readonly size: number;
  readonly held: number;
  readonly state: 'fetching' | 'ready' | 'failed' | 'stopped';
  readonly reason: FetchTrouble | null;
}

/** `held` and `size` in bytes, over all files of the module. `checking`: every byte is here, and the webcast is being tried. */
export interface Readiness {
  readonly state: 'ready' | 'checking' | 'fetching' | 'stopped' | 'not-fetched' | 'failed';
  readonly held: number;
  readonly size: number;
  readonly reason: FetchTrouble | null;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

export function readinessOf(module: Module, held: ReadonlyMap<string, HeldFile>): Readiness {
  const wanted = filesOf(module);
  const files = wanted.map(file => held.get(file.sha256));
  const size = sum(wanted.map(file => file.size));
  const amounts = { held: sum(files.map(file => file?.held ?? 0)), size };
  const failed = files.find(file => file?.state === 'failed');
  if (failed) return { state: 'failed', ...amounts, reason: failed.reason };
  if (files.every(file => file?.state === 'ready')) return { state: 'ready', ...amounts, reason: null };
  if (files.some(file => file?.state === 'stopped')) return { state: 'stopped', ...amounts, reason: null };
  if (files.some(file => file?.state === 'fetching')) {
    const state = amounts.held < size ? 'fetching' : 'checking';
    return { state, ...amounts, reason: files.find(file => file?.reason)?.reason ?? null };
  }
  return { state: 'not-fetched', ...amounts, reason: null };
}
