// How Larkrise gets onto the home screen of the device at hand: a pure reading of what the browser says about itself.

export interface InstallFacts {
  /** `navigator.userAgent`. */
  readonly agent: string;
  /** `navigator.maxTouchPoints`: an iPad calls itself a Mac, but no Mac can be touched. */
  readonly touchPoints: number;
  readonly isInstalled: boolean;
  /** The browser has offered to install it by a button. */
  readonly canAsk: boolean;
}

export type Device = 'ipad' | 'iphone' | 'android' | 'fire' | 'chromebook' | 'windows' | 'mac' | 'linux' | 'other';

/** What to press, one after the other; each is a sentence in words/install.ts. */
export type InstallStep =
  | 'share-top'
  | 'share-bottom'
  | 'share-address'
  | 'menu-then-share'
  | 'add-to-home-screen'
  | 'press-add'
  | 'menu-dots'
  | 'menu-lines'
  | 'add-or-install'
  | 'samsung-add'
  | 'firefox-add'
  | 'edge-add'
  | 'silk-add'
  | 'press-install'
  | 'chrome-install'
  | 'edge-install'
  | 'firefox-install'
  | 'file-add-to-dock'
  | 'open-from-home-screen'
  | 'open-from-apps'
  | 'open-from-dock';

export type InstallWay =
  | { readonly by: 'installed' }
  | { readonly by: 'button' }
  | { readonly by: 'steps'; readonly steps: readonly InstallStep[] }
  /** This browser cannot: another one on the same device can. */
  | { readonly by: 'another-browser'; readonly browser: 'safari' | 'chrome' | 'chrome-or-edge' };

export interface InstallWays {
  readonly device: Device;
  readonly way: InstallWay;
  /** What is kept in the browser and what is kept on the home screen never meet: Larkrise has to be set up there. */
  readonly isApart: boolean;
  /** A page that is not installed loses what it keeps after seven days of use of the browser without it. */
  readonly isClearedAfterAWeek: boolean;
}

type Browser = 'chrome' | 'edge' | 'samsung' | 'firefox' | 'silk' | 'safari' | 'inside-another-app' | 'unknown';

/** First fit wins: nearly everybody claims to be Safari, and most claim to be Chrome. */
const browsers: readonly (readonly [Browser, RegExp])[] = [
  ['inside-another-app', /; wv\)|FBA[NV]|Instagram|Line\/|MicroMessenger|GSA\/|Teams\//],
  ['silk', /\bSilk\//],
  ['samsung', /SamsungBrowser\//],
  ['edge', /Edg(A|iOS)?\//],
  ['firefox', /Firefox\/|FxiOS\//],
  ['chrome', /Chrom(e|ium)\/|CriOS\//],
  ['safari', /Version\/[\d.]+ .*Safari\//],
];

const devices: readonly (readonly [Device, RegExp])[] = [
  ['iphone', /\(iPhone|\(iPod/],
  ['ipad', /\(iPad/],
  ['fire', /\bSilk\/|\bKF[A-Z]{2,}\b/],
  ['android', /Android/],
  ['chromebook', /\bCrOS\b/],
  ['windows', /Windows NT/],
  ['mac', /Macintosh/],
  ['linux', /Linux/],
];

const firstFit = <Name>(table: readonly (readonly [Name, RegExp])[], agent: string): Name | undefined =>
  table.find(([, pattern]) => pattern.test(agent))?.[0];

function deviceOf({ agent, touchPoints }: InstallFacts): Device {
  const device = firstFit(devices, agent) ?? 'other';
  return device === 'mac' && touchPoints > 1 ? 'ipad' : device;
}

const versionOf = (agent: string, name: string): number => Number(new RegExp(`${name}/(\\d+)`).exec(agent)?.[1] ?? 0);

const steps = (...all: readonly InstallStep[]): InstallWay => ({ by: 'steps', steps: all });
const another = (browser: 'safari' | 'chrome' | 'chrome-or-edge'): InstallWay => ({ by: 'another-browser', browser });

const onApple: Partial<Record<Browser, (device: Device) => InstallWay>> = {
  safari: device => steps(device === 'ipad' ? 'share-top' : 'share-bottom', 'add-to-home-screen', 'press-add', 'open-from-home-screen'),
  chrome: () => steps('share-address', 'add-to-home-screen', 'press-add', 'open-from-home-screen'),
  edge: () => steps('menu-then-share', 'add-to-home-screen', 'press-add', 'open-from-home-screen'),
  firefox: () => steps('menu-then-share', 'add-to-home-screen', 'press-add', 'open-from-home-screen'),
};

const onAndroid: Partial<Record<Browser, InstallWay>> = {
  chrome: steps('menu-dots', 'add-or-install', 'press-install', 'open-from-home-screen'),
  samsung: steps('menu-lines', 'samsung-add', 'press-add', 'open-from-home-screen'),
  firefox: steps('menu-dots', 'firefox-add', 'press-add', 'open-from-home-screen'),
  edge: steps('menu-lines', 'edge-add', 'press-install', 'open-from-home-screen'),
  silk: steps('menu-dots', 'silk-add', 'press-add', 'open-from-home-screen'),
};

/** Firefox installs pages on Windows since 143, elsewhere not at all; Safari on a Mac since 17. */
function onComputer(browser: Browser, device: Device, agent: string): InstallWay {
  if (browser === 'chrome') return steps('chrome-install', 'press-install', 'open-from-apps');
  if (browser === 'edge') return steps('edge-install', 'press-install', 'open-from-apps');
  if (browser === 'firefox' && device === 'windows' && versionOf(agent, 'Firefox') >= 143)
    return steps('firefox-install', 'open-from-apps');
  if (browser === 'safari' && versionOf(agent, 'Version') >= 17) return steps('file-add-to-dock', 'press-add', 'open-from-dock');
  return another('chrome-or-edge');
}

function wayOf({ agent, isInstalled, canAsk }: InstallFacts, device: Device): InstallWay {
  if (isInstalled) return { by: 'installed' };
  if (canAsk) return { by: 'button' };
  const browser = firstFit(browsers, agent) ?? 'unknown';
  if (device === 'ipad' || device === 'iphone') return onApple[browser]?.(device) ?? another('safari');
  if (device === 'android' || device === 'fire') return onAndroid[browser] ?? another('chrome');
  return onComputer(browser, device, agent);
}

/**
 * Apple's engine alone keeps the home screen's storage apart from the browser's and clears a page after seven days: "Web applications
 * added to the home screen are not part of Safari and thus have their own counter of days of use" (WebKit blog, "Full Third-Party Cookie
 * Blocking and More", 24 March 2020, https://webkit.org/blog/10218/full-third-party-cookie-blocking-and-more/).
 */
export function installWays(facts: InstallFacts): InstallWays {
  const device = deviceOf(facts);
  const way = wayOf(facts, device);
  const isApple = device === 'ipad' || device === 'iphone' || (device === 'mac' && firstFit(browsers, facts.agent) === 'safari');
  return { device, way, isApart: isApple && way.by === 'steps', isClearedAfterAWeek: isApple && way.by !== 'installed' };
}
