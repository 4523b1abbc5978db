// Registers the service worker; a new version waits until somebody takes it, so that nothing is swapped in while she writes.
import { type ReadonlySignal, signal } from '@preact/signals-core';
import { Workbox } from 'workbox-window';

export interface AppUpdate {
  /** A newer version is here and waits, or another page has taken it and this one still shows the old. */
  readonly updateWaiting: ReadonlySignal<boolean>;
  /** Asks the server for a newer version now; true when one is here, waiting to be taken. False without a network or without a newer one. */
  look(): Promise<boolean>;
  /** Changes to the new version by loading the page again: only when the person has said so, with nothing unsaved. */
  takeUpdate(): void;
}

/** A tablet's page stays open for days: it looks for a newer version whenever somebody comes back to it. */
function lookAtReturn(workbox: Workbox, registered: Promise<ServiceWorkerRegistration | undefined>): void {
  document.addEventListener('visibilitychange', async () => {
    if (document.visibilityState === 'visible' && (await registered)) await workbox.update().catch(() => undefined);
  });
}

/** What is being installed is here, or was given up. */
const settled = (worker: ServiceWorker): Promise<void> =>
  new Promise(done => {
    const look = () => worker.state !== 'installing' && done();
    worker.addEventListener('statechange', look);
    look();
  });

async function lookNow(registration: ServiceWorkerRegistration | undefined): Promise<boolean> {
  if (
    !registration ||
    !(await registration.update().then(
      () => true,
      () => false,
    ))
  )
    return false;
  if (registration.installing) await settled(registration.installing);
  return registration.waiting !== null;
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
  lookAtReturn(workbox, registered);
  return {
    updateWaiting,
    look: async () => isSwapped || lookNow(await registered),
    takeUpdate: () => {
      isTaken = true;
      if (isSwapped) reload();
      else workbox.messageSkipWaiting();
    },
  };
}
