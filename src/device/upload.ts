// Brings one sealed file to the server by tus 1.0, piece by piece, and goes on where it stopped, whatever stopped it.
import { ok, type Result, trouble } from '../kernel/result';
import { blobPath, blobsPath, metadataName, offsetType, readLength, tusVersion } from '../sync/attachments/attachment-protocol';
import type { ByteAnswer, HttpTrouble, SendBytes } from './http';

/** What a good line takes in a moment and a bad one within the patience of a request. */
const smallestPiece = 32 * 1024;
const firstPiece = 256 * 1024;
const largestPiece = 1024 * 1024;

export interface Uploading {
  readonly id: string;
  readonly file: Blob;
  /** How far the server had it when it last said so; null where it was never asked. */
  readonly offset: number | null;
  readonly send: SendBytes;
  /** How far it has it now. */
  readonly tell: (offset: number) => Promise<void>;
  /** Something more urgent waits: stop between two pieces. */
  readonly mustStop: () => Promise<boolean>;
}

const resumable = { 'tus-resumable': tusVersion };

const offsetIn = (answer: Result<ByteAnswer, HttpTrouble>): Result<number, HttpTrouble> => {
  if (!answer.ok) return answer;
  const offset = readLength(answer.value.header('upload-offset'));
  return offset === null ? trouble('server-trouble') : ok(offset);
};

const ask = async ({ id, send }: Uploading): Promise<Result<number, HttpTrouble>> =>
  offsetIn(await send(blobPath(id), { method: 'HEAD', headers: resumable }));

/** The first piece goes with it: a small file needs one request. */
async function begin({ id, file, send }: Uploading, length: number): Promise<Result<number, HttpTrouble>> {
  const metadata = `${metadataName} ${btoa(id)}`;
  const headers = { ...resumable, 'content-type': offsetType, 'upload-length': `${file.size}`, 'upload-metadata': metadata };
  return offsetIn(await send(blobsPath, { method: 'POST', headers, body: file.slice(0, length) }));
}

async function goOn({ id, file, send }: Uploading, offset: number, length: number): Promise<Result<number, HttpTrouble>> {
  const headers = { ...resumable, 'content-type': offsetType, 'upload-offset': `${offset}` };
  return offsetIn(await send(blobPath(id), { method: 'PATCH', headers, body: file.slice(offset, offset + length) }));
}

/** Where to begin: where the server stands, or anew where it knows nothing (any more). */
async function whereToBegin(uploading: Uploading): Promise<Result<number, HttpTrouble>> {
  if (uploading.offset !== null) {
    const known = await ask(uploading);
    if (known.ok || known.trouble !== 'not-found') return known;
  }
  return begin(uploading, firstPiece);
}

/** So often in a row a request may fail: a cut costs one, and what had arrived stays. Beyond it the round's back-off waits. */
const mostFailures = 3;

/** `stopped`: something more urgent waits, and this goes on later. What the server refuses comes back under its name. */
export async function upload(uploading: Uploading): Promise<Result<'done' | 'stopped', HttpTrouble>> {
  let length = firstPiece;
  let failures = 0;
  let stands = await whereToBegin(uploading);
  for (;;) {
    if (stands.ok) {
      await uploading.tell(stands.value);
      if (stands.value >= uploading.file.size) return ok('done');
      if (await uploading.mustStop()) return ok('stopped');
      const before = stands.value;
      stands = await goOn(uploading, before, length);
      if (stands.ok && stands.value > before) [length, failures] = [Math.min(length * 2, largestPiece), 0];
      else if (stands.ok && ++failures === mostFailures) return trouble('no-network'); // something on the way drops what is sent
    } else {
      if (stands.trouble !== 'no-network' && stands.trouble !== 'upload-elsewhere') return stands;
      failures += 1;
      if (failures === mostFailures) return stands;
      length = Math.max(smallestPiece, Math.floor(length / 4));
      stands = await ask(uploading);
      if (!stands.ok && stands.trouble === 'not-found') stands = await begin(uploading, length);
    }
  }
}
