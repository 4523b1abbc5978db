// Has leases that ended go from the disk, in every tab and whether or not the server can be met.
import type { Leases } from './leases';

/** In ms: so often is looked whether a lease has ended. */
const minute = 60_000;

/** Looks now and each minute until it is ended; trouble with the storage is met again, and told, by whoever reads or writes. */
export function watchLeases(leases: () => Promise<Pick<Leases, 'dropEnded'>>): () => void {
  const look = () =>
    leases()
      .then(here => here.dropEnded())
      .catch(() => undefined);
  const watch = setInterval(look, minute);
  void look();
  return () => clearInterval(watch);
}
