// Each device and browser gets the way to the home screen that is really there; nobody is sent to a menu that does not exist.
// The strings are the browsers' own, by these pages:
// [c] https://www.chromium.org/updates/ua-reduction/ and https://developer.chrome.com/docs/multidevice/user-agent
// [m] https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/User-Agent/Firefox and https://github.com/bowser-js/bowser/pull/415
// [e] https://learn.microsoft.com/microsoft-edge/web-platform/user-agent-guidance
// [s] https://developer.samsung.com/internet/user-agent-string-format.html
// [a] https://docs.aws.amazon.com/silk/latest/developerguide/user-agent.html
// [w] https://webkit.org/blog/9674/new-webkit-features-in-safari-13/ (an iPad asks for the pages of a Mac)
import { describe, expect, test } from 'vitest';
import { type InstallFacts, type InstallStep, type InstallWays, installWays } from '../../src/features/set-up/install-ways';
import { installSteps } from '../../src/ui/words/install';

const like = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const chromium = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const android = 'Mozilla/5.0 (Linux; Android 10; K)';

const agents = {
  'Safari on an iPad [w]': [`${mac} ${like} Version/17.4 Safari/605.1.15`, 5],
  'Safari on an iPad that asks for mobile pages': [
    `Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) ${like} Version/16.6 Mobile/15E148 Safari/604.1`,
    5,
  ],
  'Safari on an iPhone': [`Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) ${like} Version/17.4 Mobile/15E148 Safari/604.1`, 5],
  'Chrome on an iPad [c]': [`Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) ${like} CriOS/123.0.6312.52 Mobile/15E148 Safari/604.1`, 5],
  'Firefox on an iPad [m]': [`${mac} ${like} FxiOS/125.0 Safari/605.1.15`, 5],
  'Edge on an iPhone [e]': [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) ${like} Version/17.0 EdgiOS/123.0.2420.56 Mobile/15E148 Safari/604.1`,
    5,
  ],
  'a page inside another app on an iPad': [`Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) ${like} Mobile/15E148`, 5],
  'Chrome on an Android tablet [c]': [`${android} ${chromium} Chrome/124.0.0.0 Safari/537.36`, 10],
  'Samsung Internet on a tablet [s]': [`${android} ${chromium} SamsungBrowser/24.0 Chrome/117.0.0.0 Safari/537.36`, 10],
  'Firefox on an Android tablet [m]': ['Mozilla/5.0 (Android 13; Tablet; rv:125.0) Gecko/125.0 Firefox/125.0', 10],
  'Edge on an Android phone [e]': [`${android} ${chromium} Chrome/124.0.0.0 Mobile Safari/537.36 EdgA/124.0.2478.64`, 5],
  'a page inside another app on Android [c]': [
    `Mozilla/5.0 (Linux; Android 14; Pixel 7 Build/UQ1A.240205.002; wv) ${chromium} Version/4.0 Chrome/124.0.0.0 Mobile Safari/537.36`,
    5,
  ],
  'Silk on a Fire tablet [a]': [
    `Mozilla/5.0 (Linux; Android 9; KFTRWI Build/PS7327) ${chromium} Silk/120.2.5 like Chrome/120.0.6099.210 Safari/537.36`,
    10,
  ],
  'Silk that asks for desktop pages [a]': [
    `Mozilla/5.0 (X11; Linux x86_64) ${chromium} Silk/120.2.5 like Chrome/120.0.6099.210 Safari/537.36`,
    10,
  ],
  'Chrome on Windows [c]': [`${windows} ${chromium} Chrome/124.0.0.0 Safari/537.36`, 0],
  'Edge on Windows with a touch screen [e]': [`${windows} ${chromium} Chrome/124.0.0.0 Safari/537.36 Edg/124.0.0.0`, 10],
  'Firefox 143 on Windows [m]': ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0', 0],
  'Firefox 128 on Windows [m]': ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0', 0],
  'Firefox on a Mac [m]': ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:143.0) Gecko/20100101 Firefox/143.0', 0],
  'Safari 17 on a Mac': [`${mac} ${like} Version/17.4 Safari/605.1.15`, 0],
  'Safari 16 on a Mac': [`${mac} ${like} Version/16.6 Safari/605.1.15`, 0],
  'Chrome on a Mac [c]': [`${mac} ${chromium} Chrome/124.0.0.0 Safari/537.36`, 0],
  'Chrome on a Chromebook [c]': [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${chromium} Chrome/124.0.0.0 Safari/537.36`, 10],
  'something nobody knows': ['curl/8.5.0', 0],
} as const satisfies Record<string, readonly [agent: string, touchPoints: number]>;
type Name = keyof typeof agents;

const factsOf = (name: Name, more: Partial<InstallFacts> = {}): InstallFacts => {
  const [agent, touchPoints] = agents[name];
  return { agent, touchPoints, isInstalled: false, canAsk: false, ...more };
};

/** The way in one line: its steps but for the last, which only says where the app is found; or what else it is. */
const inShort = ({ way }: InstallWays): string =>
  way.by === 'steps' ? way.steps.slice(0, -1).join(', ') : way.by === 'another-browser' ? `in ${way.browser}` : way.by;

test.each<[Name, device: string, way: string]>([
  ['Safari on an iPad [w]', 'ipad', 'share-top, add-to-home-screen, press-add'],
  ['Safari on an iPad that asks for mobile pages', 'ipad', 'share-top, add-to-home-screen, press-add'],
  ['Safari on an iPhone', 'iphone', 'share-bottom, add-to-home-screen, press-add'],
  ['Chrome on an iPad [c]', 'ipad', 'share-address, add-to-home-screen, press-add'],
  ['Firefox on an iPad [m]', 'ipad', 'menu-then-share, add-to-home-screen, press-add'],
  ['Edge on an iPhone [e]', 'iphone', 'menu-then-share, add-to-home-screen, press-add'],
  ['a page inside another app on an iPad', 'ipad', 'in safari'],
  ['Chrome on an Android tablet [c]', 'android', 'menu-dots, add-or-install, press-install'],
  ['Samsung Internet on a tablet [s]', 'android', 'menu-lines, samsung-add, press-add'],
  ['Firefox on an Android tablet [m]', 'android', 'menu-dots, firefox-add, press-add'],
  ['Edge on an Android phone [e]', 'android', 'menu-lines, edge-add, press-install'],
  ['a page inside another app on Android [c]', 'android', 'in chrome'],
  ['Silk on a Fire tablet [a]', 'fire', 'menu-dots, silk-add, press-add'],
  ['Silk that asks for desktop pages [a]', 'fire', 'menu-dots, silk-add, press-add'],
  ['Chrome on Windows [c]', 'windows', 'chrome-install, press-install'],
  ['Edge on Windows with a touch screen [e]', 'windows', 'edge-install, press-install'],
  ['Firefox 143 on Windows [m]', 'windows', 'firefox-install'],
  ['Firefox 128 on Windows [m]', 'windows', 'in chrome-or-edge'],
  ['Firefox on a Mac [m]', 'mac', 'in chrome-or-edge'],
  ['Safari 17 on a Mac', 'mac', 'file-add-to-dock, press-add'],
  ['Safari 16 on a Mac', 'mac', 'in chrome-or-edge'],
  ['Chrome on a Mac [c]', 'mac', 'chrome-install, press-install'],
  ['Chrome on a Chromebook [c]', 'chromebook', 'chrome-install, press-install'],
  ['something nobody knows', 'other', 'in chrome-or-edge'],
])('%s: a %s, by %s', (name, device, way) => {
  const ways = installWays(factsOf(name));
  expect([ways.device, inShort(ways)]).toEqual([device, way]);
});

describe.each(Object.keys(agents) as Name[])('%s', name => {
  test('is told nothing once Larkrise is installed', () => {
    expect(installWays(factsOf(name, { isInstalled: true }))).toMatchObject({
      way: { by: 'installed' },
      isApart: false,
      isClearedAfterAWeek: false,
    });
  });

  test('uses the button where the browser offers one', () => {
    expect(installWays(factsOf(name, { canAsk: true })).way).toEqual({ by: 'button' });
  });
});

test('Apple’s engine alone clears a page after a week, and keeps the home screen apart', () => {
  const names = Object.keys(agents) as Name[];
  const clears = names.filter(name => installWays(factsOf(name)).isClearedAfterAWeek);
  expect(clears).toEqual([
    'Safari on an iPad [w]',
    'Safari on an iPad that asks for mobile pages',
    'Safari on an iPhone',
    'Chrome on an iPad [c]',
    'Firefox on an iPad [m]',
    'Edge on an iPhone [e]',
    'a page inside another app on an iPad',
    'Safari 17 on a Mac',
    'Safari 16 on a Mac',
  ]);
  const apart = names.filter(name => installWays(factsOf(name)).isApart);
  expect(apart).toEqual(clears.filter(name => installWays(factsOf(name)).way.by === 'steps'));
});

test('there is a sentence for every step', () => {
  const all = (Object.keys(agents) as Name[]).flatMap(name => {
    const { way } = installWays(factsOf(name));
    return way.by === 'steps' ? way.steps : [];
  });
  const used = [...new Set<InstallStep>(all)].sort();
  expect(used).toEqual(Object.keys(installSteps).sort());
});
