// Every page that a feature registers is looked at by the tests in journeys/screens-*.test.ts: none can be forgotten.
import { expect, test } from 'vitest';
import { roles } from '../../src/features/roster/role';
import { forgottenPaths, unknownPaths } from '../support/screens';

test.each(roles)('every screen of a %s is walked', role => {
  expect(unknownPaths(role)).toEqual([]);
});

test('no screen is walked that is not there any more', () => {
  expect(forgottenPaths(roles)).toEqual([]);
});
