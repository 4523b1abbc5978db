// The text of a small file of the browser's private folder, read anew where it was replaced in the moment of reading.

const isNotFound = (failed: unknown): boolean => failed instanceof DOMException && failed.name === 'NotFoundError';
/** In ms; so often and so long after it a reading is made again. */
const pauses = [20, 200];

/** Null where there is none of this name; throws where there is one that cannot be read. */
export async function textOfFile(folder: FileSystemDirectoryHandle, name: string): Promise<string | null> {
  for (let tries = 0; ; tries++) {
    try {
      return await (await (await folder.getFileHandle(name)).getFile()).text();
    } catch (failed) {
      if (isNotFound(failed)) return null;
      const pause = pauses[tries];
      if (pause === undefined) throw failed;
      await new Promise(over => setTimeout(over, pause));
    }
  }
}
