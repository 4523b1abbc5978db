// An address for bytes that are shown, given back with the view.
import { useEffect, useState } from 'preact/hooks';
import type { Bytes } from '../../kernel/bytes';
import { imageType } from '../../sync/attachments/attachment';

/** Null until it is there. */
export function useAddress(bytes: Bytes | Blob | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!bytes) return;
    const made = URL.createObjectURL(bytes instanceof Blob ? bytes : new Blob([bytes], { type: imageType }));
    setAddress(made);
    return () => {
      setAddress(null);
      URL.revokeObjectURL(made);
    };
  }, [bytes]);
  return address;
}
