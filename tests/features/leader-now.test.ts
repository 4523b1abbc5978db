// A leader's one card: of everything that is true, the fact that presses most.
import { expect, test } from 'vitest';
import type { Module } from '../../src/features/modules/pack';
import type { Readiness } from '../../src/features/modules/readiness';
import type { BoardStanding } from '../../src/features/strengths-boards/board-standing';
import { leaderNow } from '../../src/features/today/leader-now';

const modules = (...states: Readiness['state'][]) =>
  states.map((state, at) => ({ module: { id: `m${at + 1}` } as Module, readiness: { state, held: 0, size: 1, reason: null } }));
const board = (id: string, family: number, educator: number): BoardStanding => ({
  baby: { id, row: { name: id, room: 'wrens' } },
  empty: { family, educator },
  state: 'begun',
});
const full = board('full', 0, 0);

test.each([
  ['nothing is on the tablet yet', [], [], { says: 'nothing-here' }],
  ['all boards are full and all modules ready', modules('ready', 'ready'), [full], { says: 'all-well' }],
  ['there are no babies, and all modules are ready', modules('ready'), [], { says: 'all-well' }],
  ['there are no modules, and all boards are full', [], [full], { says: 'all-well' }],
  ['one board waits for its family', modules('ready'), [full, board('a', 1, 0)], { says: 'boards-wait', side: 'family', ids: ['a'] }],
  ['families come before educators', [], [board('a', 0, 3), board('b', 2, 1)], { says: 'boards-wait', side: 'family', ids: ['b'] }],
  ['only educators’ words are missing', [], [board('a', 0, 3), full], { says: 'boards-wait', side: 'educator', ids: ['a'] }],
  [
    'boards come before a module that is not here',
    modules('not-fetched'),
    [board('a', 1, 0)],
    { says: 'boards-wait', side: 'family', ids: ['a'] },
  ],
  ['the first module that is not here', modules('ready', 'not-fetched', 'not-fetched'), [full], { says: 'module-missing', number: 2 }],
  ['one that is on its way is not here yet', modules('ready', 'fetching'), [full], { says: 'module-missing', number: 2 }],
  ['one that was stopped is not here', modules('stopped'), [], { says: 'module-missing', number: 1 }],
  ['one that is being tried is not here', modules('checking'), [], { says: 'module-missing', number: 1 }],
  [
    'what failed needs her before anything else',
    modules('not-fetched', 'failed'),
    [board('a', 1, 0)],
    { says: 'module-failed', number: 2 },
  ],
])('%s', (_, here, boards, expected) => {
  const now = leaderNow(here, boards);
  const said = {
    says: now.says,
    ...('side' in now ? { side: now.side, ids: now.boards.map(({ baby }) => baby.id) } : {}),
    ...('number' in now ? { number: now.number } : {}),
  };
  expect(said).toEqual(expected);
});
