// What vouches for a pack: a list of every file in its folder, and an Ed25519 signature over that list.
import * as v from 'valibot';

/** Lies in the programme's folder; it is the one file that is not in the list. */
export const signatureFile = 'pack.sig.json';

/** One file of a pack: `path` from the programme's folder with forward slashes, `size` in bytes, `sha256` hexadecimal. */
export interface SignedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** More than a programme of forty modules has. */
export const mostFilesInAPack = 2_000;

const base64Url = (length: number) => v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]*$/), v.length(length));

/** `key` is the signer's raw public key (32 bytes), `signature` is over the UTF-8 of `signedText` (64 bytes), both base64url. */
export const packSignatureSchema = v.strictObject({
  format: v.literal(1),
  key: base64Url(43),
  signature: base64Url(86),
  files: v.pipe(
    v.array(
      v.strictObject({
        path: v.pipe(v.string(), v.maxLength(300)),
        size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
        sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      }),
    ),
    v.maxLength(mostFilesInAPack),
  ),
});
export type PackSignature = v.InferOutput<typeof packSignatureSchema>;

/** By code units, so that every machine and language has the same order. */
export const inOrder = (files: readonly SignedFile[]): readonly SignedFile[] =>
  [...files].sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));

/** The bytes that are signed: a first line that says what this is, then one line a file. No path holds a space or a line's end. */
export const signedText = (files: readonly SignedFile[]): string =>
  `larkrise-pack-1\n${inOrder(files)
    .map(({ path, size, sha256 }) => `${sha256} ${size} ${path}\n`)
    .join('')}`;

interface Difference {
  readonly path: string;
  /** In words that go on after the path. */
  readonly reason: string;
}

/** Where a list and the files that are there differ. */
export function differences(listed: readonly SignedFile[], there: readonly SignedFile[]): readonly Difference[] {
  const listedByPath = new Map(listed.map(file => [file.path, file]));
  const therePaths = new Set(there.map(({ path }) => path));
  const missing = listed.filter(({ path }) => !therePaths.has(path)).map(({ path }) => ({ path, reason: 'was signed and is not there' }));
  const others = there.flatMap(({ path, size, sha256 }): Difference[] => {
    const known = listedByPath.get(path);
    if (!known) return [{ path, reason: 'is there and was not signed' }];
    return known.size === size && known.sha256 === sha256 ? [] : [{ path, reason: 'is not what was signed' }];
  });
  return [...missing, ...others];
}
