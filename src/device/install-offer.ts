// Catches the browser's offer to install Larkrise, which comes once and early, so that a button can take it up later.
import { type ReadonlySignal, signal } from '@preact/signals-core';

/** Not in the DOM's own types: Chromium alone has it. https://developer.mozilla.org/docs/Web/API/BeforeInstallPromptEvent */
interface InstallPrompt extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

export interface InstallOffer {
  /** Opens the browser's own question; null while, or where, the browser offers nothing. Each offer can be taken up once. */
  readonly ask: ReadonlySignal<(() => Promise<void>) | null>;
  /** Larkrise runs from the home screen, or was installed from this page. */
  readonly isInstalled: ReadonlySignal<boolean>;
}

/** `standalone` is Safari's; the others tell by how the page is shown. */
const runsInstalled = (): boolean =>
  matchMedia('not all and (display-mode: browser)').matches || (navigator as { standalone?: boolean }).standalone === true;

/** To be called before anything else: who listens later has missed it. */
export function watchForInstallOffer(): InstallOffer {
  const ask = signal<(() => Promise<void>) | null>(null);
  const isInstalled = signal(runsInstalled());
  addEventListener('beforeinstallprompt', event => {
    event.preventDefault(); // no bar of the browser's own over the tiles
    ask.value = async () => {
      ask.value = null;
      await (event as InstallPrompt).prompt().catch(() => undefined);
    };
  });
  addEventListener('appinstalled', () => {
    ask.value = null;
    isInstalled.value = true;
  });
  return { ask, isInstalled };
}
