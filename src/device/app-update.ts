// Registers the service worker; a new version waits until somebody takes it, so that nothing is swapped in while she writes.
import { type ReadonlySignal, signal } from '@preact/signals';
import { Workbox } from 'workbox-window';

export interface AppUpdate {
  /** A newer version is here and waits, or another page has taken it and this one still shows the old. */
  readonly updateWaiting: ReadonlySignal<boolean>;
  /** Changes to the new version by loading the page again: only when the person has said so, with nothing unsaved. */
  takeUpdate(): void;
}

/** A tablet's page stays open for days: it looks for a newer version whenever somebody comes back to it. */
function lookAtReturn(workbox: Workbox): void {
  const registered = workbox.register().catch(() => undefined);
  document.addEventListener('visibilitychange', async () => {
    if (document.visibilityState === 'visible' && (await registered)) await workbox.update().catch(() => undefined);
  });
}

/** `address`: the service worker's script, as script-address.ts made it; `reload` loads the page again. */
export function watchForUpdates(address: string, reload: () => void): AppUpdate {
  const workbox = new Workbox(address);
  const updateWaiting = signal(false);
  let isTaken = false;
  let isSwapped = false;
  workbox.addEventListener('waiting', () => {
    updateWaiting.value = true;
  });
  workbox.addEventListener('controlling', ({ isUpdate }) => {
    if (isTaken) reload();
    isSwapped = isUpdate === true;
    updateWaiting.value ||= isSwapped;
  });
  lookAtReturn(workbox);
  return {
    updateWaiting,
    takeUpdate: () => {
      isTaken = true;
      if (isSwapped) reload();
      else workbox.messageSkipWaiting();
    },
  };
}
