// What stands under a list that is shown in steps.
import { define } from './define';

export const longListWords = define('long-list', {
  showMore: '{count, plural, one {Show 1 more} other {Show # more}}',
  shownOf: '{shown} of {all} shown',
});
