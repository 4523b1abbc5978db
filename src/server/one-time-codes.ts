// Six digits of an authenticator (TOTP, RFC 6238: SHA-1, 30 seconds), and recovery codes for the day on which it is lost.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** RFC 4226 asks for 16 bytes at least and recommends 20. */
const secretLength = 20;
const stepLength = 30_000;
/** So many steps before and after now count as well: clocks of phones are seldom right to the second. */
const drift = 1;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, without padding: what authenticators take. */
export function toBase32(bytes: Uint8Array): string {
  let [text, held, bits] = ['', 0, 0];
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet.charAt((held >> (bits - 5)) & 31);
  }
  return bits > 0 ? text + alphabet.charAt((held << (5 - bits)) & 31) : text;
}

export const newFactor = (): Buffer => randomBytes(secretLength);

/** RFC 4226, section 5.3. */
export function codeOfStep(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const from = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export const stepAt = (now: number): number => Math.floor(now / stepLength);

function isSame(code: string, typed: string): boolean {
  const [a, b] = [Buffer.from(code), Buffer.from(typed)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The step whose code this is, later than the one that was used last; null: none. All are compared, however early one fits. */
export function stepOfCode(secret: Uint8Array, typed: string, now: number, usedLast: number): number | null {
  const code = typed.replace(/[\s-]/g, '');
  let found: number | null = null;
  for (let step = stepAt(now) - drift; step <= stepAt(now) + drift; step += 1) {
    if (isSame(codeOfStep(secret, step), code) && step > usedLast) found = step;
  }
  return found;
}

const recoveryCount = 10;
/** 80 bits: nobody finds one from its hash. */
const recoveryLength = 10;

/** Four by four: ABCD-EFGH-IJKL-MNOP. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCount }, () => (toBase32(randomBytes(recoveryLength)).match(/.{4}/g) ?? []).join('-'));

/** How a typed recovery code is compared: digits that look like letters are those letters; null where it can be none. */
export function asRecoveryCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('0', 'O').replaceAll('1', 'I').replaceAll('8', 'B');
  return /^[A-Z2-7]{16}$/.test(code) ? code : null;
}
