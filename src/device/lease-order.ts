// What the page asks of the worker that writes the files of leases.
import type { Lease } from '../sync/leaving/lease';

/** In the browser's private folder. */
export const leaseFolder = 'leases';

export interface LeaseOrder {
  readonly keep: readonly Lease[];
  /** Ids. */
  readonly drop: readonly string[];
}
