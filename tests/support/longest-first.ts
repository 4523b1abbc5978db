// In which order test files begin: the journeys that take longest first, so that no worker is left alone with a long one at the end.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** From the longest. Vitest itself knows only what it has run before on this machine, and a fresh clone has run nothing. */
const longest = [
  'kill',
  'screens-others',
  'screens-educator',
  'screens-sync',
  'nothing-leads-nowhere',
  'hard-data',
  'webcast',
  'screens-outside',
];

function rank({ moduleId }: TestSpecification): number {
  const at = longest.findIndex(name => moduleId.endsWith(`/journeys/${name}.test.ts`));
  return at < 0 ? longest.length : at;
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
