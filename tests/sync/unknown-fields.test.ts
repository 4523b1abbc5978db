// Fields that this version does not know: a newer tablet wrote them, and no merge by an older server or tablet loses any.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import { type Desk, merge, mergedVersion, type RowState } from '../../src/sync/merge';
import { mergeProse } from '../../src/sync/prose';
import { rowOf } from '../../src/sync/record-kind';

const desk: Desk = { textAt: () => null, mergeProse, nameMerged: mergedVersion };
const strange = ['mood', 'toString', 'weather'] as const;

/** One change: which fields it writes, and how much of what stands its writer had seen (0: the newest, 1: one state before ...). */
interface Change {
  readonly known: boolean;
  readonly fields: readonly (typeof strange)[number][];
  readonly behind: number;
  readonly at: number;
}
const changes = fc.array(
  fc.record<Change>({
    known: fc.boolean(),
    fields: fc.subarray([...strange]),
    behind: fc.nat(3),
    at: fc.nat(1_000),
  }),
  { minLength: 2, maxLength: 12 },
);

const made = { task: 'g1', module: 'm1', child: null, went: 'well', note: 'first' };
const written = (at: number, field: string) => ({ from: at, deep: [field, { at }] });
const has = (of: object, field: string): boolean => Object.hasOwn(of, field);

test('whatever mixture of changes is merged, a field that nobody here knows stands, or its value is among what gave way or was seen', {
  timeout: 30_000,
}, () => {
  fc.assert(
    fc.property(changes, all => {
      const states: RowState[] = [];
      const gone = new Map<string, Set<string>>();
      const goes = (field: string, version: string | undefined) => gone.set(field, (gone.get(field) ?? new Set()).add(version ?? ''));
      for (const [at, one] of all.entries()) {
        const before = states.at(-1) ?? null;
        const saw = states.at(-1 - one.behind)?.seen ?? {};
        const set: Record<string, unknown> = { ...(at === 0 ? made : {}), ...(one.known ? { went: 'mixed', note: `note ${at}` } : {}) };
        for (const field of one.fields) set[field] = written(at, field);
        const base = Object.fromEntries(Object.keys(set).flatMap(field => (has(saw, field) ? [[field, saw[field] ?? '']] : [])));
        const merged = merge(gapTaskTryKind, before, { author: 'a', change: `c${at}`, set, base, at: one.at }, desk);
        for (const { field, version } of merged.lost) goes(field, version);
        for (const field of one.fields) if (base[field]) goes(field, base[field]);
        states.push(merged.state);
      }
      const end = states.at(-1) as RowState;
      for (const [at, { fields }] of all.entries())
        for (const field of fields) {
          expect(has(end.values, field)).toBe(true);
          if (end.seen[field] === `c${at}`) expect(end.values[field]).toEqual(written(at, field));
          else expect(gone.get(field)?.has(`c${at}`)).toBe(true);
        }
      expect(rowOf(gapTaskTryKind, end)).toMatchObject(
        Object.fromEntries(strange.flatMap(f => (has(end.values, f) ? [[f, end.values[f]]] : []))),
      );
    }),
    { seed: 20_261_122, numRuns: 500 },
  );
});
