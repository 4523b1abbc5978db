// Hostile hands on a tablet in a real Chromium; without its private folder in tests/soak.
import { hostileHands, inChromium } from '../support/hostile-tabs';

hostileHands([{ name: 'Chromium', open: inChromium }]);
