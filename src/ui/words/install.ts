// Putting Larkrise on the home screen: the sentences for every device, one a step.
import { define } from './define';

export const installWords = define('install', {
  title: 'Larkrise on the home screen',
  titleComputer: 'Larkrise as an app on this computer',
  why: 'It opens with one tap, fills the whole screen, and what is kept here is safer.',
  afterAWeek:
    'Left in the browser, everything kept here can be wiped after a week in which nobody opens Larkrise. On the home screen it stays.',
  whenFull: 'Left in the browser, what is kept here can be cleared when space runs short. Installed, it is far more likely to stay.',
  apart: 'On the home screen Larkrise starts afresh: ask your leader for a new code and set it up there.',
  isInstalled: 'Larkrise is installed on this tablet.',
  isInstalledComputer: 'Larkrise is installed on this computer.',
  install: 'Install Larkrise',
  notNow: 'The browser asks you once more. If you said no, it offers this again later.',
  varies: 'The words can differ a little from one version to the next.',
  openSafari: 'This browser cannot do it. Open this page in Safari, and follow the steps there.',
  openChrome: 'This browser cannot do it. Open this page in Chrome, and follow the steps there.',
  openChromeOrEdge: 'This browser cannot do it. Larkrise works here as a page. To install it, open it in Chrome or Edge.',

  firstTitle: 'First put Larkrise on the Home Screen',
  firstLead: 'What is kept in the browser never reaches the Home Screen. So the code is used there, and not here.',
  copyLink: 'Copy the link',
  copied: 'Copied',
  copyFirst: 'Copy the link that you opened.',
  pasteThere: 'Paste the link there.',
  setUpHere: 'Set it up in this browser instead',
});

/** By the step's name in features/set-up/install-ways.ts. */
export const installSteps = define('install-step', {
  'share-top': 'Tap the Share button at the top of the screen: a square with an arrow.',
  'share-bottom': 'Tap the Share button at the bottom: a square with an arrow. It can hide behind the three dots.',
  'share-address': 'Tap the Share button beside the address: a square with an arrow.',
  'menu-then-share': 'Open the browser’s menu, and tap Share.',
  'add-to-home-screen': 'Scroll down the list, and tap “Add to Home Screen”.',
  'press-add': 'Tap “Add”.',
  'menu-dots': 'Tap the three dots at the top.',
  'menu-lines': 'Tap the three lines at the bottom.',
  'add-or-install': 'Tap “Add to Home screen” or “Install app”.',
  'samsung-add': 'Tap “Add page to” or “Add to”, and then “Home screen”.',
  'firefox-add': 'Tap “Add app to Home screen” or “Install”.',
  'edge-add': 'Tap “Add to phone”.',
  'silk-add': 'Tap “Add to Home” or “Install”.',
  'press-install': 'Press “Install”.',
  'chrome-install':
    'Press the install sign at the end of the address line. Or open the three dots, “Cast, save and share”, “Install page as app”.',
  'edge-install':
    'Press the app sign at the end of the address line. Or open the three dots, “More tools”, “Apps”, “Install this site as an app”.',
  'firefox-install': 'Press the app sign at the end of the address line, and confirm.',
  'file-add-to-dock': 'Open the File menu, and choose “Add to Dock”.',
  'open-from-home-screen': 'From now on, open Larkrise from the home screen.',
  'open-from-apps': 'From now on, open Larkrise from your apps.',
  'open-from-dock': 'From now on, open Larkrise from the Dock.',
});
