// In which order test files begin: those that take longest first, so that no worker is left alone with a long one at the end.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** From the longest. Vitest itself knows only what it has run before on this machine, and a fresh clone has run nothing. */
const longest = [
  'sync/convergence-1',
  'sync/convergence-2',
  'sync/injected-bugs',
  'journeys/screens-others',
  'journeys/screens-educator',
  'journeys/kill',
  'journeys/screens-sync',
  'journeys/nothing-leads-nowhere',
  'journeys/hostile-chromium-tablets',
  'journeys/hostile-firefox-tablets',
  'journeys/hard-data',
  'journeys/hostile-words',
  'journeys/webcast',
  'journeys/screens-outside',
];

function rank({ moduleId }: TestSpecification): number {
  const at = longest.findIndex(name => moduleId.endsWith(`/tests/${name}.test.ts`));
  return at < 0 ? longest.length : at;
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
