// The plan for 3, 5 or 10 minutes: which parts, from where to where, and what there is time for afterwards.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOf, isWatched, type Way } from '../../src/features/modules/module-steps';
import type { Module } from '../../src/features/modules/pack';
import { planAfter, planWatching, type WatchPlan } from '../../src/features/modules/today-plan';

const module = (id: string, starts: readonly number[], length: number): Module =>
  ({
    id,
    webcast: { length },
    chapters: starts.map((at, part) => ({ id: `${id}-${part + 1}`, title: `Part ${part + 1}`, starts: at })),
  }) as unknown as Module;

/** An hour's webcast in real parts of 4 to 7 minutes, and a sample of a minute and a half in parts of about 20 seconds. */
const real = module('real', [0, 240, 600, 1_020], 1_380);
const sample = module('sample', [0, 18, 41, 59, 73], 92);
const way = (position: number, ...chapters: string[]): Way => ({ position, chapters });
const ways = (known: Readonly<Record<string, Way>> = {}) => new Map(Object.entries(known));
const short = (plan: WatchPlan | null) =>
  plan && [plan.module.id, `${plan.first + 1}-${plan.last + 1}`, plan.from, plan.until, plan.isCut ? 'cut' : 'whole', plan.then];

describe('what fits', () => {
  test.each<[string, number, Readonly<Record<string, Way>>, unknown]>([
    ['3 minutes: the first part is cut at the time', 3, {}, ['real', '1-1', 0, 180, 'cut', 'nothing']],
    ['5 minutes: one whole part, then a line', 5, {}, ['real', '1-1', 0, 240, 'whole', 'reflect']],
    ['10 minutes: two whole parts and no time left', 10, {}, ['real', '1-2', 0, 600, 'whole', 'nothing']],
    ['a part left in its middle goes on there', 3, { real: way(100) }, ['real', '1-1', 100, 240, 'whole', 'nothing']],
    ['a cut part goes on where it was cut', 3, { real: way(300, 'real-1') }, ['real', '2-2', 300, 480, 'cut', 'nothing']],
    ['a place in its last second begins the part anew', 5, { real: way(239) }, ['real', '1-1', 0, 240, 'whole', 'reflect']],
    ['a place in another part changes nothing', 5, { real: way(700) }, ['real', '1-1', 0, 240, 'whole', 'reflect']],
    ['it ends before a part that was watched', 10, { real: way(0, 'real-2') }, ['real', '1-1', 0, 240, 'whole', 'reflect']],
    ['a part half a minute too long is played whole', 3, { real: way(45, 'x') }, ['real', '1-1', 45, 240, 'whole', 'nothing']],
    [
      'the last part of a module leaves time for its gap task',
      10,
      { real: way(0, 'real-1', 'real-2', 'real-3') },
      ['real', '4-4', 1_020, 1_380, 'whole', 'reflect-and-try'],
    ],
    [
      'a watched module is passed over',
      3,
      { real: way(0, 'real-1', 'real-2', 'real-3', 'real-4') },
      ['sample', '1-5', 0, 92, 'whole', 'reflect'],
    ],
  ])('%s', (_, minutes, known, expected) => {
    expect(short(planWatching([real, sample], ways(known), minutes))).toEqual(expected);
  });

  test('a sample webcast fits whole, and leaves time for a line and the gap task', () => {
    expect(short(planWatching([sample], ways(), 5))).toEqual(['sample', '1-5', 0, 92, 'whole', 'reflect-and-try']);
    expect(short(planWatching([sample], ways({ sample: way(50, 'sample-1', 'sample-2') }), 3))).toEqual([
      ...['sample', '3-5', 50, 92, 'whole', 'reflect'],
    ]);
  });

  test('a module that may not be played is passed over and keeps its number', () => {
    const plan = planWatching([real, sample], ways(), 5, ({ id }) => id === 'sample');
    expect([plan?.module.id, plan?.number]).toEqual(['sample', 2]);
  });

  test('there is no plan without modules, and none when all is watched', () => {
    const all = ways({ sample: way(92, ...sample.chapters.map(({ id }) => id)) });
    expect([planWatching([], ways(), 5), planWatching([sample], all, 5)]).toEqual([null, null]);
  });
});

describe('once all is watched', () => {
  const done = (reflected: string[], tried: string[]) => ({ reflected: new Set(reflected), tried: new Set(tried) });
  test.each<[string, string[], string[], unknown]>([
    ['the newest module without a reflection', [], [], ['reflect', 'sample', 2]],
    ['then the one before it', ['sample'], [], ['reflect', 'real', 1]],
    ['then the newest gap task that was not tried', ['sample', 'real'], ['sample'], ['try', 'real', 1]],
    ['then nothing', ['sample', 'real'], ['sample', 'real'], undefined],
  ])('%s', (_, reflected, tried, expected) => {
    const plan = planAfter([real, sample], done(reflected, tried));
    expect(plan ? [plan.does, plan.module.id, plan.number] : undefined).toEqual(expected);
  });
});

describe('whatever the modules and the progress are', () => {
  const seed = 20_261_123;
  const numRuns = 400;
  const lengths = fc.array(fc.integer({ min: 2, max: 600 }), { minLength: 1, maxLength: 12 });
  const anyModule = fc.tuple(fc.integer({ min: 0, max: 1e6 }), lengths).map(([name, parts]) => {
    const ends = parts.map((_, at) => parts.slice(0, at + 1).reduce((sum, length) => sum + length, 0));
    return module(`m${name}`, [0, ...ends.slice(0, -1)], ends.at(-1) ?? 2);
  });
  const scene = fc
    .uniqueArray(anyModule, { minLength: 1, maxLength: 4, selector: ({ id }) => id })
    .chain(modules =>
      fc
        .tuple(
          ...modules.map(one =>
            fc.record({ chapters: fc.subarray(one.chapters.map(({ id }) => id)), position: fc.integer({ min: 0, max: 8_000 }) }),
          ),
        )
        .map(found => ({ modules, known: new Map(modules.map((one, at) => [one.id, found[at] as Way])) })),
    );

  test(`it is never empty while something is unwatched, and never passes the module's end (seed ${seed})`, () => {
    const holds = fc.property(scene, fc.integer({ min: 1, max: 30 }), ({ modules, known }, minutes) => {
      const plan = planWatching(modules, known, minutes);
      if (!plan) return modules.every(one => isWatched(one, known.get(one.id)));
      const { chapters } = known.get(plan.module.id) ?? { chapters: [] };
      expect(plan.until).toBeGreaterThan(plan.from);
      expect(plan.until).toBeLessThanOrEqual(plan.module.webcast.length);
      expect(plan.until - plan.from).toBeLessThanOrEqual(minutes * 60 + 30);
      for (let at = plan.first; at <= plan.last; at++) expect(chapters).not.toContain(plan.module.chapters[at]?.id);
      if (!plan.isCut) expect(plan.until).toBe(endOf(plan.module, plan.last));
      return true;
    });
    fc.assert(holds, { seed, numRuns });
  });

  test(`more minutes never give less (seed ${seed})`, () => {
    const holds = fc.property(
      scene,
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 0, max: 30 }),
      ({ modules, known }, minutes, more) => {
        const [less, longer] = [planWatching(modules, known, minutes), planWatching(modules, known, minutes + more)];
        expect(longer?.module.id).toBe(less?.module.id);
        expect(longer?.from).toBe(less?.from);
        expect(longer?.until ?? 0).toBeGreaterThanOrEqual(less?.until ?? 0);
        expect(longer?.last ?? 0).toBeGreaterThanOrEqual(less?.last ?? 0);
      },
    );
    fc.assert(holds, { seed, numRuns });
  });
});
