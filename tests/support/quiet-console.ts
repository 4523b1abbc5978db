// An unexpected console.error or console.warn fails the test it happened in: trouble that nobody asserts is a defect.
// A test that expects one says so: vi.mocked(console.error).mockImplementation(() => {}), assert the call, then mockClear().
import { afterEach, beforeEach, expect, vi } from 'vitest';

const loud = ['error', 'warn'] as const;

beforeEach(() => {
  for (const level of loud) vi.spyOn(console, level);
});

afterEach(() => {
  const said = loud.flatMap(
    level => vi.mocked(console[level]).mock?.calls.map(words => `console.${level}: ${words.map(String).join(' ')}`) ?? [],
  );
  vi.restoreAllMocks();
  expect(said, 'nothing is written to the console that the test did not expect').toEqual([]);
});
