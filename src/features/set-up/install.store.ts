// What this browser says about itself and about installing Larkrise.
import type { InstallOffer } from '../../device/install-offer';
import type { InstallFacts } from './install-ways';

export const installFacts = ({ ask, isInstalled }: InstallOffer): InstallFacts => ({
  agent: navigator.userAgent,
  touchPoints: navigator.maxTouchPoints,
  isInstalled: isInstalled.peek(),
  canAsk: ask.peek() !== null,
});
