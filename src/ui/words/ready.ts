// Whether a module is on this tablet, in a few words: a leader's Today says it long before Learn is fetched.
import { define } from './define';

/** Their ids are those of Learn, where they were first said. */
export const readyWords = define('learn', {
  ready: 'Ready on this tablet',
  fetching: 'Fetching: {held} of {size} MB',
  checking: 'Being checked',
  stopped: 'Stopped at {held} of {size} MB',
  notFetched: 'Not on this tablet yet',
  failed: 'Could not be fetched',
});
