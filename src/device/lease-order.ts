// What the page asks of the worker that writes small secrets into files of their own: leases, counts of wrong PINs, half of the tablet's secret.

/** In the browser's private folder. */
export const secretFolders = ['leases', 'attempts', 'device'] as const;
export type SecretFolder = (typeof secretFolders)[number];

export interface SecretFile {
  readonly name: string;
  /** At most 512 bytes. */
  readonly text: string;
}

/** Done when all of it is on the disk. */
export interface SecretOrder {
  readonly folder: SecretFolder;
  readonly keep: readonly SecretFile[];
  /** Names. */
  readonly drop: readonly string[];
}
