// Rounds of all tabs of this tablet and of its service worker, one at a time. They would bear each other; it only saves work.

/** A round of sync holds it; whoever waits for it knows that everything fetched so far is stored. */
export const roundLock = 'larkrise-sync';

/** Longer than any request lasts: whoever holds the lock for longer was frozen in the middle. In ms. */
const longest = 40_000;

/** Runs the round when no other runs. One that was frozen, or cut off from its lock, no longer keeps others waiting. */
export async function oneRound(round: () => Promise<void>, patience = longest): Promise<void> {
  if (!navigator.locks) return round();
  let running: Promise<void> | null = null;
  const begin = () => {
    running = round();
    return running;
  };
  try {
    await navigator.locks.request(roundLock, { signal: AbortSignal.timeout(patience) }, begin);
  } catch (error) {
    if (running) return running; // its own trouble; or somebody else has the lock now, and what runs here goes on
    const isLate = (error as Error).name === 'TimeoutError';
    await (isLate ? navigator.locks.request(roundLock, { steal: true }, begin).catch(() => running ?? begin()) : begin());
  }
}
