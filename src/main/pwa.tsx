// The app's entry: the first paint, and after it everything that is heavier.
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/page.css';
import { render } from 'preact';
import { isFirstVisit } from '../device/first-visit';
import { watchForInstallOffer } from '../device/install-offer';
import { createScriptAddresses } from '../device/script-address';
import { App } from './App';

const install = watchForInstallOffer();
const address = createScriptAddresses();
const firstVisit = isFirstVisit();

/** Lets the browser draw what is there before more is asked of it. */
const afterPaint = (): Promise<unknown> => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)));

/** A browser that comes for the first time reads what there is to do before its slow network is asked for the rest. */
const firstScreen = async () => {
  await afterPaint();
  if (!(await firstVisit)) return;
  await afterPaint();
  await afterPaint(); // the frame that says it is on the glass when the next one begins
};

const start = async () => {
  await firstScreen();
  const { openLarkrise } = await import('./tablet.store');
  return openLarkrise(address);
};

const loadUnlocked = async () => (await import('./Unlocked')).Unlocked;

const watch = async () => {
  await firstScreen();
  const { watchForUpdates } = await import('../device/app-update');
  return watchForUpdates(address('/service-worker.js'), () => location.reload());
};

const root = document.getElementById('app');
if (root) render(<App start={start} firstVisit={firstVisit} loadUnlocked={loadUnlocked} update={watch()} install={install} />, root);
