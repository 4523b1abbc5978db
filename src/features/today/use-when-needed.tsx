// Fetches a part of a page that is rarely needed only when it is, so that the home stays light.
import { useEffect, useState } from 'preact/hooks';

/** Undefined while it is coming; null where it is not needed, or cannot be had. `load` is the same function at every call. */
export function useWhenNeeded<Part extends object>(isNeeded: boolean, load: () => Promise<Part>): Part | null | undefined {
  const [part, setPart] = useState<Part | null | undefined>(undefined);
  useEffect(() => {
    if (isNeeded) load().then(setPart, () => setPart(null));
  }, [isNeeded, load]);
  return isNeeded ? part : null;
}
