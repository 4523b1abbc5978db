// Codes of an authenticator by the vectors of RFC 6238, their drift and their one use; recovery codes as they are typed.
import { describe, expect, test } from 'vitest';
import { asRecoveryCode, codeOfStep, newRecoveryCodes, stepAt, stepOfCode, toBase32 } from '../../src/server/one-time-codes';

const secret = Buffer.from('12345678901234567890', 'ascii');

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('%i seconds after 1970 the code is that of RFC 6238, appendix B', (seconds, code) => {
  expect(codeOfStep(secret, stepAt(seconds * 1000))).toBe(code);
});

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('%j in base 32 is that of RFC 4648, section 10', (plain, text) => {
  expect(toBase32(Buffer.from(plain))).toBe(text);
});

describe('a code', () => {
  const now = 1_234_567_890_000;
  const at = stepAt(now);

  test('of the step before and of the step after counts, of two away it does not', () => {
    const found = [-2, -1, 0, 1, 2].map(away => stepOfCode(secret, codeOfStep(secret, at + away), now, 0));
    expect(found).toEqual([null, at - 1, at, at + 1, null]);
  });

  test('counts with the space that authenticators show in it', () => {
    const code = codeOfStep(secret, at);
    expect(stepOfCode(secret, `${code.slice(0, 3)} ${code.slice(3)}`, now, 0)).toBe(at);
  });

  test('counts no more once it, or a later one, was used', () => {
    expect(stepOfCode(secret, codeOfStep(secret, at), now, at)).toBeNull();
    expect(stepOfCode(secret, codeOfStep(secret, at - 1), now, at)).toBeNull();
    expect(stepOfCode(secret, codeOfStep(secret, at + 1), now, at)).toBe(at + 1);
  });

  test('that is too short, too long or no digits is none', () => {
    for (const typed of ['', '28708', '2870820', 'abcdef', '２８７０８２']) expect(stepOfCode(secret, typed, 59_000, 0)).toBeNull();
  });
});

test('recovery codes are ten, all different, and typed as they are read', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
  expect(asRecoveryCode(' abcd efgh-ijkl mn0p ')).toBe('ABCDEFGHIJKLMNOP');
  expect(asRecoveryCode('123456')).toBeNull();
});
