// When to try again: full-jitter back-off that never stops, and a calm rhythm while all is well.

const shortest = 2_000;
const longest = 5 * 60_000;
const rhythm = 30_000;

/**
 * Milliseconds until the next try after `failures` failed ones in a row (0: all is well). `chance` is from 0 to 1.
 * Full jitter (Brooker, "Exponential Backoff And Jitter", AWS 2015), so that a nursery's tablets do not knock together.
 */
export function nextTry(failures: number, chance: number): number {
  if (failures === 0) return rhythm * (0.75 + chance / 2);
  const ceiling = Math.min(longest, shortest * 2 ** Math.min(failures, 10));
  return Math.max(shortest, chance * ceiling);
}
