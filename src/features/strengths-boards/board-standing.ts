// How far each strengths board is, counted in tiles: which are complete, which wait and for whom, and how a room stands as a whole.
import { boardSide, type Side } from './board-sides';
import type { StrengthWord } from './strength-word';

interface Baby {
  readonly id: string;
  readonly row: { readonly name: string; readonly room: string };
}

interface Said {
  readonly made: number;
  readonly row: StrengthWord;
}

export interface BoardStanding<One extends Baby = Baby> {
  readonly baby: One;
  /** Tiles that wait for a word, 0 to 3 a side. */
  readonly empty: Readonly<Record<Side, number>>;
  readonly state: 'not-begun' | 'begun' | 'complete';
}

function groupedBy<Item>(items: readonly Item[], nameOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const before = groups.get(nameOf(item));
    if (before) before.push(item);
    else groups.set(nameOf(item), [item]);
  }
  return groups;
}

/** Every baby's board, by the babies' names. */
export function boardStandings<One extends Baby>(babies: readonly One[], words: readonly Said[]): readonly BoardStanding<One>[] {
  const wordsByBaby = groupedBy(words, ({ row }) => row.child);
  return [...babies]
    .sort((a, b) => a.row.name.localeCompare(b.row.name, 'en'))
    .map(baby => standingOf(baby, wordsByBaby.get(baby.id) ?? []));
}

function standingOf<One extends Baby>(baby: One, words: readonly Said[]): BoardStanding<One> {
  const [family, educator] = [boardSide(words, 'family'), boardSide(words, 'educator')];
  const [empty, shown] = [family.empty + educator.empty, family.shown.length + educator.shown.length];
  const begun = shown === 0 ? 'not-begun' : 'begun';
  return { baby, empty: { family: family.empty, educator: educator.empty }, state: empty === 0 ? 'complete' : begun };
}

export const waitsFor = (side: Side) => (board: Pick<BoardStanding, 'empty'>) => board.empty[side] > 0;

/** Those that wait for this side, and the others; without a side nothing is asked for and all are others. */
export function waitingFirst<Board extends BoardStanding>(boards: readonly Board[], side: Side | undefined) {
  const waits = side ? waitsFor(side) : () => false;
  return { waiting: boards.filter(waits), others: boards.filter(board => !waits(board)) };
}

export interface RoomOfBoards<One extends Baby = Baby> {
  readonly room: string;
  readonly boards: readonly BoardStanding<One>[];
  readonly complete: number;
  readonly begun: number;
  readonly notBegun: number;
}

/** Rooms in the order of their ids: a list of facts, in which no room comes first for having more. */
export function boardsByRoom<One extends Baby>(boards: readonly BoardStanding<One>[]): readonly RoomOfBoards<One>[] {
  return [...groupedBy(boards, ({ baby }) => baby.row.room)]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([room, inRoom]) => {
      const count = (state: BoardStanding['state']) => inRoom.filter(board => board.state === state).length;
      return { room, boards: inRoom, complete: count('complete'), begun: count('begun'), notBegun: count('not-begun') };
    });
}
