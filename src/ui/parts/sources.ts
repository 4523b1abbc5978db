// Reads the kit's own files for the page of parts: which file a part is in, what its first line says, and what it takes.

const files: Readonly<Record<string, string>> = import.meta.glob('../*.tsx', { query: '?raw', import: 'default', eager: true });

export interface Source {
  readonly file: string;
  readonly says: string;
  /** The declaration of what it takes, as it is in the file; empty where it has none of its own. */
  readonly takes: string;
}

const takesOf = (text: string, part: string): string =>
  new RegExp(`^(?:export )?interface ${part}Props[^]*?^}`, 'm').exec(text)?.[0] ??
  new RegExp(`^export function ${part}\\b[^]*?\\) {`, 'm').exec(text)?.[0] ??
  '';

/** Undefined when no file of src/ui exports a part of that name. */
export function sourceOf(part: string): Source | undefined {
  const found = Object.entries(files).find(([, text]) => new RegExp(`^export function ${part}\\b`, 'm').test(text));
  if (!found) return undefined;
  const [path, text] = found;
  return { file: `src/ui/${path.slice(3)}`, says: /^\/\/ (.*)/.exec(text)?.[1] ?? '', takes: takesOf(text, part) };
}

/** Every part that src/ui exports. */
export const allParts = (): readonly string[] =>
  Object.values(files).flatMap(text => [...text.matchAll(/^export function ([A-Z]\w*)/gm)].map(([, name = '']) => name));
