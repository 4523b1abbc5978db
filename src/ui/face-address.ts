// Where the drawn face of a baby is served.

/** `name` is a face's file name such as mabel.svg, or the bare name; null where none was chosen. */
export function faceUrl(name: string): string | null {
  const bare = name.replace(/\.svg$/, '');
  return /^[a-z0-9][a-z0-9-]*$/.test(bare) ? `/faces/${bare}.svg` : null;
}
