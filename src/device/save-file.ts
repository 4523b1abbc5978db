// Gives a text to the person as a file: among the tablet's downloads or, where the tablet can, to an app that she chooses.

/** UTF-8 with its mark in front, so that a helper's computer does not guess wrongly. */
const fileOf = (name: string, text: string): File => new File(['\ufeff', text], name, { type: 'text/plain;charset=utf-8' });

/** Longer than any browser needs to begin a download, in ms. */
const patience = 60_000;

export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(fileOf(name, text));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), patience);
}

export const canShareFiles = (): boolean => navigator.canShare?.({ files: [fileOf('words.txt', '')] }) ?? false;

/** True when it was handed over; false when she thought better of it, or the other app would not have it. */
export const shareFile = (name: string, text: string): Promise<boolean> =>
  navigator.share({ files: [fileOf(name, text)], title: name }).then(
    () => true,
    () => false,
  );
