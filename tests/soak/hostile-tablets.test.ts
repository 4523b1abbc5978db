// Hostile hands on a tablet where there is no private folder: a Chromium that forbids it, and a private window of Firefox, which keeps nothing.
import { hostileHands, inChromium, inFirefox } from '../support/hostile-tabs';

hostileHands([
  { name: 'a Chromium that forbids the private folder', open: inChromium, search: '?folder-refused' },
  { name: 'a private window of Firefox', open: inFirefox({ 'browser.privatebrowsing.autostart': true }), isKept: false },
]);
