// Sealing on the server agrees with the platform's own AES-GCM, and opens nothing that was touched.
import { webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import { keyLength, open, seal } from '../../src/server/sealing';

const key = Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex');
const bytes = (text: string) => Buffer.from(text, 'utf8');

const webKey = () => webcrypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
const gcm = (iv: Uint8Array, binding: string) => ({ name: 'AES-GCM', iv, additionalData: bytes(binding) });

test('a sealed text of long ago opens today', () => {
  // Made with WebCrypto, not with the code under test: key as above, IV 0xA0 to 0xAB.
  const sealed = Buffer.from('AaChoqOkpaanqKmqq5VwGQ0ppG3UBwGntW4Is6pqAQ2Xf1Mtx-m7ylvNN9_F', 'base64url');
  expect(open(key, 'row|nell|1', sealed)).toEqual({ ok: true, value: bytes('she looked first') });
});

test('what the server seals, WebCrypto opens', async () => {
  const sealed = seal(key, 'row|nell|1', bytes('ਹੱਸਮੁਖ'));
  expect(sealed[0]).toBe(1);
  const plain = await webcrypto.subtle.decrypt(gcm(sealed.subarray(1, 13), 'row|nell|1'), await webKey(), sealed.subarray(13));
  expect(Buffer.from(plain).toString()).toBe('ਹੱਸਮੁਖ');
});

test('what WebCrypto seals, the server opens', async () => {
  const iv = webcrypto.getRandomValues(new Uint8Array(12));
  const body = await webcrypto.subtle.encrypt(gcm(iv, 'b'), await webKey(), bytes('warm'));
  expect(open(key, 'b', Buffer.concat([Buffer.of(1), iv, Buffer.from(body)]))).toEqual({ ok: true, value: bytes('warm') });
});

test('nothing is sealed twice into the same bytes, and an empty text can be sealed', () => {
  expect(seal(key, 'b', bytes('x'))).not.toEqual(seal(key, 'b', bytes('x')));
  expect(open(key, 'b', seal(key, 'b', bytes('')))).toEqual({ ok: true, value: bytes('') });
});

test('another key, another binding, another format, a cut and any flipped bit open nothing', () => {
  const sealed = seal(key, 'b', bytes('private'));
  const closed = { ok: false, trouble: 'cannot-open' };
  expect(open(Buffer.alloc(keyLength, 9), 'b', sealed)).toEqual(closed);
  expect(open(key, 'c', sealed)).toEqual(closed);
  for (let length = 0; length < sealed.length; length++) expect(open(key, 'b', sealed.subarray(0, length))).toEqual(closed);
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const touched = Buffer.from(sealed);
    touched[bit >> 3]! ^= 1 << (bit & 7);
    expect(open(key, 'b', touched)).toEqual(closed);
  }
});
