// What a picture says beside itself is taken off; what is no whole picture is known for it.
import { expect, test } from 'vitest';
import { isReally, readJpeg, withoutMetadata } from '../../src/sync/content-check';
import { jpeg } from '../support/attaching';

test('where a photo was taken goes, the picture stays byte for byte', () => {
  const photo = jpeg(900, { beside: 'Exif\0\0GPS 52.9 N 1.5 W' });
  const clean = withoutMetadata(photo);
  expect(Buffer.from(clean ?? []).includes('GPS')).toBe(false);
  expect([isReally('image/jpeg', photo), clean && isReally('image/jpeg', clean)]).toEqual([false, true]);
  const picture = (bytes: Uint8Array) => Buffer.from(bytes).subarray(Buffer.from(bytes).indexOf(Buffer.from([0xff, 0xc0])));
  expect(picture(clean ?? photo).equals(picture(photo))).toBe(true);
  expect(readJpeg(clean ?? photo)).toMatchObject({ width: 1_600, height: 1_200 });
});

test('cut at any byte it is no picture any more, and nothing throws', () => {
  const photo = jpeg(60);
  for (let end = 0; end < photo.length; end += 1) expect(isReally('image/jpeg', photo.slice(0, end)), `${end} bytes`).toBe(false);
  expect(isReally('image/jpeg', photo)).toBe(true);
});

test.each([
  ['audio/webm', [0x1a, 0x45, 0xdf, 0xa3]],
  ['audio/mp4', [0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70]],
  ['audio/ogg', [0x4f, 0x67, 0x67, 0x53]],
] as const)('%s is known by its beginning and by nothing else', (mime, beginning) => {
  expect(isReally(mime, new Uint8Array([...beginning, 1, 2, 3]))).toBe(true);
  expect(isReally(mime, new Uint8Array([...beginning].map(byte => byte ^ 1)))).toBe(false);
  expect(isReally(mime, new Uint8Array())).toBe(false);
});
