// Leases as they lie among the tablet's small secrets, one under its id.
import { parse, parseJson } from '../kernel/parse';
import { type Lease, leaseSchema } from '../sync/leaving/lease';
import type { SecretFiles } from './secret-files';

export interface LeaseShelf {
  ids(): Promise<readonly string[]>;
  /** Null where there is none of this id, or it is damaged. */
  read(id: string): Promise<Lease | null>;
  /** Writes some and drops others, on the disk when it returns. */
  change(order: { readonly keep: readonly Lease[]; readonly drop: readonly string[] }): Promise<void>;
}

const leaseIn = (text: string | null): Lease | null => {
  const read = parse(leaseSchema, parseJson(text ?? ''));
  return read.ok ? read.value : null;
};

export const leaseShelf = (files: SecretFiles): LeaseShelf => ({
  ids: files.names,
  read: async id => leaseIn(await files.read(id)),
  change: ({ keep, drop }) =>
    files.change(
      keep.map(lease => ({ name: lease.id, text: JSON.stringify(lease) })),
      drop,
    ),
});
