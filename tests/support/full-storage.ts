// A tablet whose browser takes nothing more, however the app writes.
import { vi } from 'vitest';

/** From here on every write is refused; gives how to make room. */
export function fillUp(): () => void {
  const takes = (['add', 'put'] as const).map(verb =>
    vi.spyOn(IDBObjectStore.prototype, verb).mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    }),
  );
  return () => {
    for (const take of takes) take.mockRestore();
  };
}
