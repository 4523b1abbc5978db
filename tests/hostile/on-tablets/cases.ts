// Every hostile act on a tablet that runs in Node, Chromium and Firefox.
import { copyCases } from './copies';
import { guessCases } from './guesses';
import { rowCases } from './rows';
import { waitingCases } from './waiting';

export const hostileCases = [...guessCases, ...copyCases, ...rowCases, ...waitingCases];
