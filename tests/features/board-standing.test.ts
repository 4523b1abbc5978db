// How boards stand: counted in tiles a side, by room, without anything that ranks.
import { describe, expect, test } from 'vitest';
import { boardStandings, boardsByRoom, waitingFirst } from '../../src/features/strengths-boards/board-standing';
import type { StrengthWord } from '../../src/features/strengths-boards/strength-word';

const baby = (id: string, name = id, room = 'wrens') => ({ id, row: { name, room } });
const words = (child: string, side: 'family' | 'educator', count: number, standing: StrengthWord['standing'] = 'said') =>
  Array.from({ length: count }, (_, made) => ({ made, row: { child, room: 'wrens', side, word: `word ${made}`, standing } }));

describe('a board', () => {
  test.each([
    ['without a word', 0, 0, { family: 3, educator: 3 }, 'not-begun'],
    ['with one word of the family', 1, 0, { family: 2, educator: 3 }, 'begun'],
    ['with all of the educators’', 0, 3, { family: 3, educator: 0 }, 'begun'],
    ['with five words', 2, 3, { family: 1, educator: 0 }, 'begun'],
    ['with six', 3, 3, { family: 0, educator: 0 }, 'complete'],
    ['with more than it shows', 5, 7, { family: 0, educator: 0 }, 'complete'],
    ['with many of one side only', 9, 0, { family: 0, educator: 3 }, 'begun'],
  ])('%s', (_, family, educator, empty, state) => {
    const [board] = boardStandings([baby('mabel')], [...words('mabel', 'family', family), ...words('mabel', 'educator', educator)]);
    expect([board?.empty, board?.state]).toEqual([empty, state]);
  });

  test('does not count what was taken back, nor another baby’s words', () => {
    const said = [...words('mabel', 'family', 3, 'taken-back'), ...words('liban', 'family', 3)];
    const states = boardStandings([baby('mabel'), baby('liban')], said).map(({ baby: { id }, state }) => [id, state]);
    expect(states).toEqual([
      ['liban', 'begun'],
      ['mabel', 'not-begun'],
    ]);
  });
});

test('boards come by the babies’ names, in any script', () => {
  const names = ['Ящик', 'Zoë', 'أمل', 'Åse', '👶', 'b', 'Ben'];
  const inOrder = boardStandings(
    names.map(name => baby(name)),
    [],
  ).map(({ baby: { id } }) => id);
  expect(inOrder.filter(name => /^[a-zåë]/i.test(name))).toEqual(['Åse', 'b', 'Ben', 'Zoë']);
  expect([...inOrder].sort()).toEqual([...names].sort());
});

test('rooms are counted each for itself and stay in one order, however far their boards are', () => {
  const babies = [baby('a', 'a', 'wrens'), baby('b', 'b', 'finches'), baby('c', 'c', 'wrens'), baby('d', 'd', 'wrens')];
  const said = [...words('a', 'family', 3), ...words('a', 'educator', 3), ...words('c', 'family', 1)];
  const rooms = boardsByRoom(boardStandings(babies, said)).map(({ boards, ...counts }) => ({ ...counts, boards: boards.length }));
  expect(rooms).toEqual([
    { room: 'finches', complete: 0, begun: 0, notBegun: 1, boards: 1 },
    { room: 'wrens', complete: 1, begun: 1, notBegun: 1, boards: 3 },
  ]);
  expect(boardsByRoom([])).toEqual([]);
});

test('the boards that wait for a side come first, the others keep their order; without a side nothing is put first', () => {
  const boards = boardStandings([baby('a'), baby('b'), baby('c')], [...words('b', 'family', 3), ...words('b', 'educator', 2)]);
  const names = (side: 'family' | 'educator' | undefined) => {
    const { waiting, others } = waitingFirst(boards, side);
    return [waiting, others].map(part => part.map(({ baby: { id } }) => id));
  };
  expect(names('family')).toEqual([['a', 'c'], ['b']]);
  expect(names('educator')).toEqual([['a', 'b', 'c'], []]);
  expect(names(undefined)).toEqual([[], ['a', 'b', 'c']]);
});
