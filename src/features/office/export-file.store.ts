// Has the browser fetch a file by itself, into its downloads: the page stays, and no copy of the file is in its memory.

/** The address opens once; a second press needs another ticket. */
export function followFile(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = ''; // named by the server; where that has trouble the page stays
  link.rel = 'noreferrer';
  document.body.append(link);
  link.click();
  link.remove();
}
