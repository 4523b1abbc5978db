// The checks of the looks as one script for the page: `look` runs those that it is asked for and names each in what it finds.
import { covered } from './looks/covered';
import { cutOff } from './looks/cut-off';
import type { Check, Fault } from './looks/fault';
import { focused } from './looks/focused';
import { heading } from './looks/heading';
import { held } from './looks/held';
import { isolation } from './looks/isolation';
import { overlap } from './looks/overlap';
import { rawWords } from './looks/raw-words';
import { sideways } from './looks/sideways';
import { targets } from './looks/targets';

const checks = {
  sideways,
  'cut off': cutOff,
  overlap,
  covered,
  targets,
  heading,
  'raw words': rawWords,
  isolation,
  held,
  focus: focused,
} satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;

export interface Found extends Fault {
  readonly check: CheckName;
}

const look = (names: readonly CheckName[]): Found[] => names.flatMap(check => checks[check]().map(fault => ({ ...fault, check })));

declare global {
  interface Window {
    look: typeof look;
  }
}
window.look = look;
