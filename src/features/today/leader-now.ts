// What a leader's one card says: the most pressing fact that this tablet knows of her nursery.
import type { Module } from '../modules/pack';
import type { Readiness } from '../modules/readiness';
import type { Side } from '../strengths-boards/board-sides';
import { type BoardStanding, waitsFor } from '../strengths-boards/board-standing';

export interface ModuleWithReadiness {
  readonly module: Module;
  readonly readiness: Readiness;
}

export type LeaderNow<Here extends ModuleWithReadiness, Board extends BoardStanding> =
  /** `number` from 1, in the order in which modules open. */
  | { readonly says: 'module-failed' | 'module-missing'; readonly here: Here; readonly number: number }
  | { readonly says: 'boards-wait'; readonly side: Side; readonly boards: readonly Board[] }
  | { readonly says: 'all-well' | 'nothing-here' };

/**
 * First what will not come right without her, then families, then her own people, then what is only not fetched yet.
 * `modules` in the order in which they open.
 */
export function leaderNow<Here extends ModuleWithReadiness, Board extends BoardStanding>(
  modules: readonly Here[],
  boards: readonly Board[],
): LeaderNow<Here, Board> {
  const numbered = modules.map((here, at) => ({ here, number: at + 1 }));
  const failed = numbered.find(({ here }) => here.readiness.state === 'failed');
  if (failed) return { says: 'module-failed', ...failed };
  for (const side of ['family', 'educator'] as const) {
    const waiting = boards.filter(waitsFor(side));
    if (waiting.length > 0) return { says: 'boards-wait', side, boards: waiting };
  }
  const missing = numbered.find(({ here }) => here.readiness.state !== 'ready');
  if (missing) return { says: 'module-missing', ...missing };
  return { says: modules.length + boards.length > 0 ? 'all-well' : 'nothing-here' };
}
