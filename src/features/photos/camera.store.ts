// The camera inside Larkrise: nothing goes through the tablet's gallery, and what leaves the canvas is a picture and nothing else.
import type { Bytes } from '../../kernel/bytes';
import { ok, type Result, trouble } from '../../kernel/result';
import { imageType } from '../../sync/attachments/attachment';
import { withoutMetadata } from '../../sync/content-check';

export type CameraTrouble = 'camera-refused' | 'no-camera' | 'camera-busy';
export type Facing = 'environment' | 'user';

/** Longest sides, in pixels. */
const photoSide = 1_600;
const thumbnailSide = 320;
const photoQuality = 0.82;
const thumbnailQuality = 0.72;

/** By the names of W3C Media Capture and Streams, 10.2. */
const names: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'camera-refused',
  SecurityError: 'camera-refused',
  NotFoundError: 'no-camera',
  OverconstrainedError: 'no-camera',
  NotReadableError: 'camera-busy',
  AbortError: 'camera-busy',
};

export const hasCamera = (): boolean => typeof navigator.mediaDevices?.getUserMedia === 'function';

export async function openCamera(facing: Facing): Promise<Result<MediaStream, CameraTrouble>> {
  try {
    const video = { facingMode: { ideal: facing }, width: { ideal: photoSide }, height: { ideal: (photoSide * 3) / 4 } };
    return ok(await navigator.mediaDevices.getUserMedia({ video, audio: false }));
  } catch (failed) {
    const known = failed instanceof Error ? names[failed.name] : undefined;
    if (known) return trouble(known);
    throw failed;
  }
}

export function closeCamera(camera: MediaStream): void {
  for (const track of camera.getTracks()) track.stop();
}

/** Is there another one to turn to? Known only once the camera may be used. */
export async function hasOtherCamera(): Promise<boolean> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.filter(({ kind }) => kind === 'videoinput').length > 1;
}

export interface Picture {
  readonly photo: Bytes;
  readonly thumbnail: Bytes;
}

/** What the camera shows now; null where it shows nothing yet, or the browser cannot make a picture of it. */
export async function takePicture(video: HTMLVideoElement): Promise<Picture | null> {
  const photo = await drawn(video, photoSide, photoQuality);
  const thumbnail = await drawn(video, thumbnailSide, thumbnailQuality);
  return photo && thumbnail ? { photo, thumbnail } : null;
}

async function drawn(video: HTMLVideoElement, side: number, quality: number): Promise<Bytes | null> {
  const { videoWidth: width, videoHeight: height } = video;
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (width === 0 || height === 0 || !context) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, imageType, quality));
  return blob && withoutMetadata(new Uint8Array(await blob.arrayBuffer()));
}
