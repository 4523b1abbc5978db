// How to put Larkrise on the home screen of the device at hand: one button where the browser has one, else steps with pictures.
import {
  AppWindow,
  CircleCheck,
  CircleCheckBig,
  Download,
  EllipsisVertical,
  Globe,
  Menu,
  MonitorDown,
  PanelTop,
  Share,
  SquarePlus,
  TimerReset,
} from 'lucide';
import type { InstallOffer } from '../../device/install-offer';
import { Button } from '../../ui/Button';
import { Icon, type IconData } from '../../ui/Icon';
import { Mark } from '../../ui/Mark';
import { useSignal } from '../../ui/use-live';
import { installSteps, installWords as words } from '../../ui/words/install';
import { say } from '../../ui/words/say';
import { installFacts } from './install.store';
import { type Device, type InstallStep, type InstallWay, type InstallWays, installWays } from './install-ways';
import './set-up.css';

/** `mark`: the house's own, as it will lie on the home screen. */
const icons: Record<InstallStep, IconData | 'mark'> = {
  'share-top': Share,
  'share-bottom': Share,
  'share-address': Share,
  'menu-then-share': Menu,
  'add-to-home-screen': SquarePlus,
  'press-add': CircleCheck,
  'menu-dots': EllipsisVertical,
  'menu-lines': Menu,
  'add-or-install': SquarePlus,
  'samsung-add': SquarePlus,
  'firefox-add': SquarePlus,
  'edge-add': SquarePlus,
  'silk-add': SquarePlus,
  'press-install': Download,
  'chrome-install': MonitorDown,
  'edge-install': AppWindow,
  'firefox-install': MonitorDown,
  'file-add-to-dock': PanelTop,
  'open-from-home-screen': 'mark',
  'open-from-apps': 'mark',
  'open-from-dock': 'mark',
};

const anotherBrowser = { safari: words.openSafari, chrome: words.openChrome, 'chrome-or-edge': words.openChromeOrEdge };

export const isComputer = (device: Device): boolean => !['ipad', 'iphone', 'android', 'fire'].includes(device);

/** What holds now; changes when the browser makes its offer or has installed it. */
export function useInstallWays(install: InstallOffer): InstallWays {
  useSignal(install.ask);
  useSignal(install.isInstalled);
  return installWays(installFacts(install));
}

/** Says once what happens to a page that is not installed. */
export function InstallGuide({ install }: { install: InstallOffer }) {
  const ways = useInstallWays(install);
  if (ways.way.by === 'installed') return <Installed device={ways.device} />;
  return (
    <>
      <p class="set-up-why">
        <Icon of={TimerReset} />
        <span>{say(ways.isClearedAfterAWeek ? words.afterAWeek : words.whenFull)}</span>
      </p>
      <Way way={ways.way} install={install} />
      {ways.isApart && <p class="set-up-apart">{say(words.apart)}</p>}
    </>
  );
}

function Installed({ device }: { device: Device }) {
  return (
    <p class="set-up-done" role="status">
      <Icon of={CircleCheckBig} />
      <span>{say(isComputer(device) ? words.isInstalledComputer : words.isInstalled)}</span>
    </p>
  );
}

function Way({ way, install }: { way: InstallWay; install: InstallOffer }) {
  if (way.by === 'button') {
    return (
      <>
        <Button look="main" icon={Download} onPress={() => void install.ask.peek()?.()}>
          {say(words.install)}
        </Button>
        <p class="soft small">{say(words.notNow)}</p>
      </>
    );
  }
  if (way.by === 'another-browser') {
    return (
      <p class="set-up-why">
        <Icon of={Globe} />
        <span>{say(anotherBrowser[way.browser])}</span>
      </p>
    );
  }
  return way.by === 'steps' ? <InstallSteps steps={way.steps} /> : null;
}

function InstallSteps({ steps }: { steps: readonly InstallStep[] }) {
  return (
    <>
      <ol class="set-up-steps">
        {steps.map(step => (
          <Step key={step} icon={icons[step]}>
            {say(installSteps[step])}
          </Step>
        ))}
      </ol>
      <p class="soft small">{say(words.varies)}</p>
    </>
  );
}

/** One thing to do, with what it looks like on the screen. */
export function Step({ icon, children }: { icon: IconData | 'mark'; children: preact.ComponentChildren }) {
  return (
    <li>
      <span class="set-up-sign">{icon === 'mark' ? <Mark size={30} /> : <Icon of={icon} />}</span>
      <span class="grows">{children}</span>
    </li>
  );
}

export const stepIcon = (step: InstallStep) => icons[step];
