// QR codes, held to what an independent reader (jsQR 1.4.0) read off them: their modules are kept here as digests.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Modules, qrCode } from '../../src/features/office/qr-code';

const drawn = (text: string) => qrCode([...new TextEncoder().encode(text)]);
const asText = (modules: Modules) => modules.map(row => row.map(Number).join('')).join('\n');
const digest = (text: string) =>
  createHash('sha256')
    .update(asText(drawn(text) ?? []))
    .digest('hex')
    .slice(0, 16);

describe('a text is drawn as a camera reads it:', () => {
  test.each([
    ['a word', 'Larkrise', 21, 'c47d3956d13c139a'],
    ['a link for a tablet', 'https://larkrise.example.org/#enrol=A9s9Hy22cMotSz1RZGEhHboHMYCjfPJPl-ek9mPdXXM', 37, 'e87f828e7bc13d46'],
    [
      'a key for an authenticator',
      'otpauth://totp/Larkrise:denise?secret=A2M2RL3B2WNKCTFYDU75ENE7NL3ZXRUY&issuer=Larkrise&algorithm=SHA1&digits=6&period=30',
      45,
      'e0e0c0a2c31ffb81',
    ],
  ])('%s', (_, text, size, known) => {
    expect([drawn(text)?.length, digest(text)]).toEqual([size, known]);
  });
});

test('it grows with the text, and what is too long is not drawn', () => {
  expect([14, 15, 180, 181, 213].map(length => drawn('x'.repeat(length))?.length)).toEqual([21, 25, 53, 57, 57]);
  expect(drawn('x'.repeat(214))).toBeNull();
});
