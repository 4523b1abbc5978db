// Asks the browser to wake the service worker when there is a network, if something waits while Larkrise goes out of sight.
import type { TabletDatabase } from './database';
import { unanswered } from './outbox-mark';
import { wakeTag } from './waking-push';

/** The browser's own type does not know it yet; only Chromium has it (https://wicg.github.io/background-sync/spec/). */
interface WithSync {
  readonly sync?: { register(tag: string): Promise<void> };
}

async function askForWake(database: TabletDatabase): Promise<void> {
  const [isWaiting] = await unanswered(database, 1);
  const registration = isWaiting && ((await navigator.serviceWorker?.getRegistration()) as WithSync | undefined);
  await registration?.sync?.register(wakeTag);
}

/** In ms. What is being written when she turns away is handed over just then. */
const late = 2_000;

/** A browser that does not wake, or a storage that is closed: then the next visit sends. */
export function wakeWhenHidden(database: TabletDatabase): void {
  const ask = () => {
    if (document.visibilityState === 'hidden') void askForWake(database).catch(() => undefined);
  };
  document.addEventListener('visibilitychange', () => {
    ask();
    setTimeout(ask, late);
  });
}
