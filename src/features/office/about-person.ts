// What each part of an opened person works with.
import type { Staff } from './staff-protocol';

export interface AboutPerson {
  readonly person: Staff;
  /** Asks the server anew what stands. */
  readonly again: () => void;
}
