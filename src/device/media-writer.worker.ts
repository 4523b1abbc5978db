// Writes media files piece by piece, beside the page: only a dedicated worker may write to OPFS without copying the whole.
// A segment's own size is the journal of how far it has come; the hashes of its pieces are the proof.
import { type MediaFile, pieceSize } from '../features/modules/media-file';
import { type MediaWriter, pieceWriter } from './media-piece-writer';
import { isPiece } from './media-pieces';
import { segmentLength, segmentSize } from './media-ranges';
import { mediaFolder, openMediaStore, pieceStore, privateFolder, sizeName } from './media-store';

const flushEvery = 8 * 1024 * 1024;

/**
 * The file stays referenced until the answer is there: Chromium (156) drops the answer when the file's handle is collected as garbage
 * meanwhile, and the download would hang for ever. A forced collection shows it nearly every time.
 */
async function handleOf(folder: FileSystemDirectoryHandle, name: string): Promise<FileSystemSyncAccessHandle> {
  const file = await folder.getFileHandle(name, { create: true });
  const [handle] = await Promise.all([file.createSyncAccessHandle(), file]);
  return handle;
}

async function keepSize(folder: FileSystemDirectoryHandle, size: number): Promise<void> {
  const handle = await handleOf(folder, sizeName);
  const text = new TextEncoder().encode(`${size}`);
  handle.truncate(text.length);
  handle.write(text, { at: 0 });
  handle.flush();
  handle.close();
}

/** How much of a growing segment is right, counted in whole pieces: after a kill or a power cut the end may be anything. */
async function provenLength(handle: FileSystemSyncAccessHandle, segment: number, file: MediaFile): Promise<number> {
  const here = handle.getSize();
  const buffer = new Uint8Array(pieceSize);
  let proven = 0;
  for (let piece = (segment * segmentSize) / pieceSize; proven < here; piece++) {
    const length = handle.read(buffer, { at: proven });
    if (!(await isPiece(file, piece, buffer.subarray(0, length)))) break;
    proven += length;
  }
  return proven;
}

/** The first segment that is not complete, and the bytes of it that are right; the rest is cut off. */
async function openGrowing(folder: FileSystemDirectoryHandle, file: MediaFile, held: number) {
  const last = Math.ceil(file.size / segmentSize) - 1;
  const segment = Math.min(Math.floor(held / segmentSize), last);
  const handle = await handleOf(folder, `${segment}`);
  const length = await provenLength(handle, segment, file);
  handle.truncate(length);
  return { segment, handle, length };
}

async function segmentWriter(root: FileSystemDirectoryHandle, file: MediaFile): Promise<MediaWriter> {
  const folder = await (await root.getDirectoryHandle(mediaFolder, { create: true })).getDirectoryHandle(file.sha256, { create: true });
  await keepSize(folder, file.size);
  const held = await (await openMediaStore()).held(file.sha256);
  let { segment, handle, length } = await openGrowing(folder, file, held);
  let unflushed = 0;
  const flush = () => {
    handle.flush();
    unflushed = 0;
  };
  const isComplete = () => length === segmentLength(segment, file.size);
  const turnOver = async () => {
    flush();
    if (segmentSize * (segment + 1) >= file.size) return;
    const next = await handleOf(folder, `${segment + 1}`);
    next.truncate(0);
    handle.close();
    handle = next;
    segment += 1;
    length = 0;
  };
  if (isComplete()) await turnOver();
  return {
    get held() {
      return segment * segmentSize + length;
    },
    write: async piece => {
      const written = handle.write(piece, { at: length });
      if (written < piece.length) throw new DOMException('the tablet is full', 'QuotaExceededError');
      length += written;
      unflushed += written;
      if (isComplete()) await turnOver();
      else if (unflushed >= flushEvery) flush();
    },
    close: async () => {
      flush();
      handle.close();
    },
  };
}

export async function openMediaWriter(file: MediaFile): Promise<MediaWriter> {
  const root = await privateFolder();
  return root ? segmentWriter(root, file) : pieceWriter(file, pieceStore());
}
