// Registers the service worker; a new version waits until somebody takes it, so that nothing is swapped in while she writes.
import { type ReadonlySignal, signal } from '@preact/signals';
import { Workbox } from 'workbox-window';

export interface AppUpdate {
  /** A newer version is here and waits, or another page has taken it and this one still shows the old. */
  readonly updateWaiting: ReadonlySignal<boolean>;
  /** Changes to the new version by loading the page again: only when the person has said so, with nothing unsaved. */
  takeUpdate(): void;
  /** Asks the server for a newer version. Without a network nothing happens. */
  look(): Promise<void>;
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
  const registered = workbox.register().catch(() => undefined);
  return {
    updateWaiting,
    takeUpdate: () => {
      isTaken = true;
      if (isSwapped) reload();
      else workbox.messageSkipWaiting();
    },
    look: async () => {
      if (await registered) await workbox.update().catch(() => undefined);
    },
  };
}
