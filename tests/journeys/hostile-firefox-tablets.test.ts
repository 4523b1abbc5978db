// Hostile hands on a tablet in a real Firefox; its private windows are in tests/soak.
import { hostileHands, inFirefox } from '../support/hostile-tabs';

hostileHands([{ name: 'Firefox', open: inFirefox() }]);
