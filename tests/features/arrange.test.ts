// How people lie on their tiles: few keep their places, many come in groups, and no two look the same who need not.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrange, secondLetters } from '../../src/features/entrance/arrange';
import { codeIn } from '../../src/features/entrance/code';

const now = Date.UTC(2026, 10, 23, 7, 15);
const day = 86_400_000;
const person = (name: string, room = 'wrens', hue = 'teal') => ({ id: `${name}@${room}`, name, hue, room, roomName: '' });
const crowd = Array.from({ length: 40 }, (_, at) => person(`Person ${at + 1}`, ['wrens', 'finches', 'otters', ''][at % 4]));
const never = () => undefined;

describe('the arrangement', () => {
  test('twelve people are one group, by name, whoever was here lately', () => {
    const people = crowd.slice(0, 12).reverse();
    const groups = arrange(people, id => (id === people[0]!.id ? now : undefined), now);
    expect(groups).toEqual([{ of: 'all', people: crowd.slice(0, 12) }]);
  });

  test('more are grouped by room, rooms and people by name, those of no room last', () => {
    const groups = arrange(crowd, never, now);
    expect(groups.map(({ of }) => of)).toEqual([{ room: 'finches' }, { room: 'otters' }, { room: 'wrens' }, 'nursery']);
    expect(groups[0]!.people.slice(0, 3).map(({ name }) => name)).toEqual(['Person 2', 'Person 6', 'Person 10']);
  });

  test('rooms stand by what they are called, not by their ids', () => {
    const named = crowd.map(one => ({ ...one, roomName: one.room === 'wrens' ? 'Attic' : '' }));
    expect(arrange(named, never, now)[0]!.of).toEqual({ room: 'wrens' });
  });

  test('who unlocked in the last two weeks comes first, still by name', () => {
    const [one, two, three] = [crowd[30]!, crowd[3]!, crowd[17]!];
    const seen = new Map([
      [one.id, now - day],
      [two.id, now - 13 * day],
      [three.id, now - 15 * day],
    ]);
    const [first] = arrange(crowd, id => seen.get(id), now);
    expect(first).toEqual({ of: 'lately', people: [two, one] });
  });

  test('of many who were here, the twelve latest', () => {
    const [first] = arrange(crowd, id => now - crowd.findIndex(one => one.id === id), now);
    expect(first!.people.map(({ name }) => name)).toEqual(crowd.slice(0, 12).map(({ name }) => name));
  });

  test('everybody is there once', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean()), { maxLength: 60 }), drawn => {
        const people = drawn.map(([room], at) => person(`P${at}`, ['', 'a', 'b', 'c'][room]));
        const groups = arrange(people, id => (drawn[people.findIndex(one => one.id === id)]![1] ? now : undefined), now);
        expect(groups.flatMap(group => group.people.map(({ id }) => id)).sort()).toEqual(people.map(({ id }) => id).sort());
      }),
    );
  });
});

describe('the second letter', () => {
  const letters = (...people: { name: string; hue?: string }[]) => {
    const all = people.map(({ name, hue = 'teal' }, at) => ({ id: `${at}`, name, hue, room: '' }));
    const found = secondLetters(all);
    return all.map(({ id }) => found.get(id) ?? '');
  };

  test.each([
    ['the same colour and first letter', [{ name: 'Amina' }, { name: 'Ayesha' }], ['m', 'y']],
    ['alike for two letters more', [{ name: 'Amina' }, { name: 'Amira' }], ['n', 'r']],
    ['one name within the other', [{ name: 'Mary' }, { name: 'Maryam' }], ['', 'a']],
    ['another colour', [{ name: 'Amina' }, { name: 'Amira', hue: 'rose' }], ['', '']],
    ['another letter', [{ name: 'Amina' }, { name: 'Bea' }], ['', '']],
    ['the same name', [{ name: 'Amina' }, { name: 'Amina' }], ['', '']],
    ['another script', [{ name: 'فاطمة' }, { name: 'فرح' }], ['ا', 'ر']],
    ['an emoji first', [{ name: '👩🏽‍🍼 Sunny' }, { name: '👩🏽‍🍼 Rain' }], ['s', 'r']],
  ])('%s', (_, people, expected) => {
    expect(letters(...people)).toEqual(expected);
  });
});

describe('the code of a tablet', () => {
  const code = 'k3-Zr_8PqLm20aXw9TtB';
  test.each([`https://larkrise.example/#enrol=${code}`, `#enrol=${code}`, `  ${code}\n`])('is found in "%s"', text => {
    expect(codeIn(text)).toBe(code);
  });
  test.each(['', 'hello', 'https://larkrise.example/', `#enrol=${code}&more`, 'two words here and no code', `#enrol=${'x'.repeat(65)}`])(
    'is not found in "%s"',
    text => {
      expect(codeIn(text)).toBeNull();
    },
  );
});
