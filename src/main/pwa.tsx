// The app's entry: the first paint, and after it everything that is heavier.
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/page.css';
import { render } from 'preact';
import { createScriptAddresses } from '../device/script-address';
import { App } from './App';

const address = createScriptAddresses();

/** Lets the browser draw what is there before more is asked of it. */
const afterPaint = (): Promise<unknown> => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)));

const start = async () => {
  await afterPaint();
  const { openLarkrise } = await import('./tablet.store');
  return openLarkrise(address);
};

const loadUnlocked = async () => (await import('./Unlocked')).Unlocked;

const watch = async () => {
  await afterPaint();
  const { watchForUpdates } = await import('../device/app-update');
  return watchForUpdates(address('/service-worker.js'), () => location.reload());
};

const root = document.getElementById('app');
if (root) render(<App start={start} loadUnlocked={loadUnlocked} update={watch()} />, root);
