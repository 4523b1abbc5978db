// A quick stand-in for Argon2id on both sides, for tests in which PINs are tried by the dozen; that the real ones agree is proved in people.test.ts.
import { createHash } from 'node:crypto';

const quickly = (pin: string, salt: Uint8Array): Buffer => createHash('sha256').update(salt).update(pin).digest();

/** In place of @node-rs/argon2. */
export const onServer = { hashRaw: async (pin: string, { salt }: { readonly salt: Uint8Array }) => quickly(pin, salt) };
/** In place of hash-wasm. */
export const onTablet = {
  argon2id: async ({ password, salt }: { readonly password: string; readonly salt: Uint8Array }) => new Uint8Array(quickly(password, salt)),
};
