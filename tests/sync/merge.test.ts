// The merge rules as tables: what stands of a field when two tablets wrote to it, and what is kept of the value that gave way.
import { describe, expect, test } from 'vitest';
import { changeOfShown, type Desk, type Incoming, merge, mergedVersion, type RowState, shownVersion } from '../../src/sync/merge';
import { mergeProse } from '../../src/sync/prose';
import { growingSet, latestText, narrowestChoice, onceId, prose, recordKind, rowOf } from '../../src/sync/record-kind';

const kind = recordKind({
  name: 'example',
  version: 1,
  fields: {
    child: onceId(),
    name: latestText(60),
    standing: narrowestChoice(['withdrawn', 'with-mentor', 'with-all'], 'withdrawn'),
    chapters: growingSet(100),
    text: prose(1_000),
  },
});

/** A desk that knows the texts of these versions. */
const desk = (texts: Readonly<Record<string, string>> = {}): Desk => ({
  textAt: (_, version) => (version === undefined ? null : (texts[version] ?? null)),
  mergeProse,
  nameMerged: mergedVersion,
});

/** A row in which one field was written at 10:00, by the change m. */
const written = (field: string, value: unknown): RowState => ({
  author: 'amina',
  made: 1_000,
  values: { [field]: value },
  seen: { [field]: 'm' },
  at: { [field]: 1_000 },
});

/** A change of another tablet that did not see m, made at the same time, unless told otherwise. */
const coming = (field: string, value: unknown, over: Partial<Incoming> = {}): Incoming => ({
  author: 'bea',
  change: 'n',
  set: { [field]: value },
  base: {},
  at: 1_000,
  ...over,
});

const lost = (field: string, version: string, value: unknown) => [{ field, version, value, at: expect.any(Number) as number }];

describe('a new record', () => {
  test('takes all values as they come, and belongs to who wrote them', () => {
    const { state, outcome, lost } = merge(kind, null, coming('name', 'Zosia', { set: { child: 'z', name: 'Zosia' } }), desk());
    expect(state).toEqual({
      author: 'bea',
      made: 1_000,
      values: { child: 'z', name: 'Zosia' },
      seen: { child: 'n', name: 'n' },
      at: { child: 1_000, name: 1_000 },
    });
    expect([outcome, lost]).toEqual(['applied', []]);
  });
});

describe('a change that saw what stands', () => {
  test.each([
    ['latest', 'name', 'Zosia', 'Zofia'],
    ['narrowest', 'standing', 'withdrawn', 'with-all'],
    ['prose', 'text', 'one\ntwo', 'three'],
  ])('wins by whatever clock: %s', (_, field, before, after) => {
    const { state, outcome, lost } = merge(kind, written(field, before), coming(field, after, { base: { [field]: 'm' }, at: 1 }), desk());
    expect([state.values[field], state.seen[field], state.at[field]]).toEqual([after, 'n', 1]);
    expect([outcome, lost]).toEqual(['applied', []]);
  });

  test('leaves every other field as it was', () => {
    const row = {
      ...written('name', 'Zosia'),
      values: { name: 'Zosia', text: 'a' },
      seen: { name: 'm', text: 'k' },
      at: { name: 1, text: 2 },
    };
    const { state } = merge(kind, row, coming('name', 'Zofia', { base: { name: 'm' } }), desk());
    expect([state.values.text, state.seen.text, state.at.text]).toEqual(['a', 'k', 2]);
    expect([state.author, state.made]).toEqual(['amina', 1_000]);
  });
});

describe('once: what was set first stands', () => {
  test.each([
    ['against a change that did not see it', {}, 'merged'],
    ['against a change that saw it', { base: { child: 'm' } }, 'applied'],
    ['against a later one', { at: 9_000 }, 'merged'],
  ] as const)('%s', (_, over, outcome) => {
    const merged = merge(kind, written('child', 'zosia'), coming('child', 'tom', over), desk());
    expect([merged.state.values.child, merged.state.seen.child]).toEqual(['zosia', 'm']);
    expect([merged.outcome, merged.lost]).toEqual([outcome, lost('child', 'n', 'tom')]);
  });
});

describe('latest: the later edit time stands, the other value is kept', () => {
  test('what gave way says when it was written', () => {
    const times = [1_001, 999].map(at => merge(kind, written('name', 'Zosia'), coming('name', 'Zofia', { at }), desk()).lost[0]?.at);
    expect(times).toEqual([1_000, 999]);
  });
  const [stays, comes] = [
    ['Zosia', 'm', lost('name', 'n', 'Zofia')],
    ['Zofia', 'n', lost('name', 'm', 'Zosia')],
  ] as const;
  test.each([
    ['the incoming one is later', { at: 1_001 }, comes],
    ['the incoming one is earlier', { at: 999 }, stays],
    ['a tie, and its id is greater', { change: 'n' }, comes],
    ['a tie, and its id is smaller', { change: 'l' }, ['Zosia', 'm', lost('name', 'l', 'Zofia')]],
    ['it saw another version than the one that stands', { at: 1_001, base: { name: 'k' } }, comes],
  ] as const)('%s', (_, over, expected) => {
    const merged = merge(kind, written('name', 'Zosia'), coming('name', 'Zofia', over), desk());
    expect([merged.state.values.name, merged.state.seen.name, merged.lost]).toEqual(expected);
    expect(merged.outcome).toBe('merged');
  });

  test('two changes in either order end alike', () => {
    const [one, other] = [coming('name', 'Zosia', { change: 'x' }), coming('name', 'Zofia', { change: 'y' })];
    const ends = [
      [one, other],
      [other, one],
    ].map(order => order.reduce<RowState | null>((state, change) => merge(kind, state, change, desk()).state, null));
    expect(ends[0]).toEqual(ends[1]);
    expect(ends[0]?.values.name).toBe('Zofia');
  });

  test('a field that this version does not know goes by the same rule', () => {
    const earlier = merge(kind, written('mood', 'sunny'), coming('mood', 'rainy', { at: 999 }), desk());
    expect([earlier.state.values.mood, earlier.lost]).toEqual(['sunny', lost('mood', 'n', 'rainy')]);
    const later = merge(kind, written('mood', 'sunny'), coming('mood', 'rainy', { at: 1_001 }), desk());
    expect([later.state.values.mood, later.lost]).toEqual(['rainy', lost('mood', 'm', 'sunny')]);
  });
});

describe('narrowest: the more private value stands', () => {
  test.each([
    ['with-mentor', 'withdrawn', 'withdrawn'],
    ['withdrawn', 'with-mentor', 'withdrawn'],
    ['with-all', 'with-mentor', 'with-mentor'],
    ['with-mentor', 'with-all', 'with-mentor'],
  ])('%s against an unseen %s ends as %s, however late it was made', (standing, value, ends) => {
    for (const at of [1, 9_000]) {
      const merged = merge(kind, written('standing', standing), coming('standing', value, { at }), desk());
      expect([merged.state.values.standing, merged.outcome]).toEqual([ends, 'merged']);
      expect(merged.lost.map(one => one.value)).toEqual([ends === value ? standing : value]);
    }
  });
});

describe('grow: everything that either side had stands', () => {
  test.each([
    ['a change that did not see it', {}, 'merged'],
    ['a change that saw it and left some out', { base: { chapters: 'm' } }, 'applied'],
  ] as const)('%s', (_, over, outcome) => {
    const merged = merge(kind, written('chapters', ['c2', 'c1']), coming('chapters', ['c3', 'c1'], over), desk());
    expect(merged.state.values.chapters).toEqual(['c1', 'c2', 'c3']);
    expect([merged.state.seen.chapters, merged.outcome, merged.lost]).toEqual(['n', outcome, []]);
  });
});

describe('prose: paragraphs of both stand', () => {
  test('from the version that the writer saw', () => {
    const change = coming('text', 'one\ntwo on Green', { base: { text: 'k' }, at: 7 });
    const merged = merge(kind, written('text', 'one on Blue\ntwo'), change, desk({ k: 'one\ntwo' }));
    expect(merged.state.values.text).toBe('one on Blue\ntwo on Green');
    expect([merged.state.seen.text, merged.state.at.text]).toEqual(['m-n', 1_000]);
    expect([merged.outcome, merged.lost]).toEqual(['merged', []]);
  });

  test('all of both where that version is not known', () => {
    const change = coming('text', 'one\ntwo on Green', { base: { text: 'k' } });
    expect(merge(kind, written('text', 'one on Blue\ntwo'), change, desk()).state.values.text).toBe('one on Blue\ntwo\none\ntwo on Green');
  });

  test('a merge is named as the desk names it, so that a tablet does not take its own for the server’s', () => {
    const shown = { ...desk(), nameMerged: shownVersion };
    const version = merge(kind, written('text', 'a'), coming('text', 'b'), shown).state.seen.text ?? '';
    expect([version, changeOfShown(version)]).toEqual(['l-n', 'n']);
    expect([changeOfShown('n'), changeOfShown(mergedVersion('n'))]).toEqual([null, null]);
  });
});

describe('nothing happens', () => {
  test.each([
    ['child', 'zosia', 'tom'],
    ['name', 'Zosia', 'Zofia'],
    ['standing', 'with-mentor', 'withdrawn'],
    ['chapters', ['c1'], ['c2']],
    ['text', 'one', 'two'],
    ['mood', 'sunny', 'rainy'],
  ])('when the same change to %s is merged twice', (field, before, after) => {
    const change = coming(field, after);
    const once = merge(kind, written(field, before), change, desk()).state;
    expect(merge(kind, once, change, desk()).state).toEqual(once);
    expect(merge(kind, merge(kind, null, change, desk()).state, change, desk()).state).toEqual(merge(kind, null, change, desk()).state);
  });

  test.each([
    ['name', 'Zosia', 'Zofia'],
    ['standing', 'with-mentor', 'withdrawn'],
    ['chapters', ['c1'], ['c2']],
    ['text', 'one', 'two'],
  ])('when a change to %s that stands is merged again, and nobody is told of another merge', (field, before, after) => {
    const change = coming(field, after);
    const { state } = merge(kind, written(field, before), change, desk());
    expect(merge(kind, state, change, desk())).toEqual({ state, outcome: 'applied', lost: [] });
  });

  test.each([
    ['name', 'Zosia'],
    ['text', 'one'],
    ['chapters', ['c1']],
  ])('when a change to %s brings what stands already', (field, value) => {
    const row = written(field, value);
    expect(merge(kind, row, coming(field, value, { at: 9_000 }), desk())).toEqual({ state: row, outcome: 'applied', lost: [] });
  });
});

test('a row shows its empty fields filled, and is no row without what it must have', () => {
  expect(rowOf(kind, written('child', 'zosia'))).toEqual({ child: 'zosia', name: '', standing: 'withdrawn', chapters: [], text: '' });
  expect(rowOf(kind, written('name', 'Zosia'))).toBeNull();
});

test.each(['toString', 'constructor', 'hasOwnProperty'])('a field called %s is a field like any other', field => {
  const merged = merge(kind, written(field, 'a'), coming(field, 'b'), desk());
  expect(Object.entries(merged.state.values)).toEqual([[field, 'b']]);
  expect([merged.outcome, merged.lost]).toEqual(['merged', lost(field, 'm', 'a')]);
});
