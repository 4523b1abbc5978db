// Finds the code that enrols a tablet in what somebody opened or pasted.

const code = '([\\w-]{16,64})';

/** Out of a link (`…#enrol=CODE`) or the bare code, with white space round it as copying leaves it; null when there is none. */
export function codeIn(text: string): string | null {
  const found = new RegExp(`#enrol=${code}$`).exec(text.trim()) ?? new RegExp(`^${code}$`).exec(text.trim());
  return found?.[1] ?? null;
}
