// The vectors of docs/protocol.md: fixed keys and bytes that both sides, and a stranger's client, must agree about.
import { createCipheriv } from 'node:crypto';
import { expect, test } from 'vitest';
import { openWith } from '../../src/device/vault';
import { fromBase64Url, toBase64Url } from '../../src/kernel/bytes';
import { open } from '../../src/server/sealing';
import { changeBinding, runText } from '../../src/sync/change';
import { pageBinding } from '../../src/sync/protocol';

const key = Uint8Array.from({ length: 32 }, (_, at) => at);
const bare = { tablet: 't-1', author: 'p-1', n: 7, group: null, key: 'vault:p-1:1' };
const plain = '{"change":"c-1","kind":"reflection","id":"r-1","set":{"text":"Hello"},"base":{},"at":0,"version":1}';
const sealed =
  'AQABAgMEBQYHCAkKCzwgtXOki6V-r3u16JzYWkGhve5alFllXkoCg-l4CnTbbn6M0I2odrpOhg3AuaUEGp08FK9grYGuWu9eOyLBvYucUKlYrv0EA30nz0zV9HPEGuu9QExTf0qLmOy_EZ_Xr_HJJEX_23Pd8a_QeEnJh2xKHBI';

test('the additional data of a change and of a page are these texts', () => {
  expect(changeBinding(bare)).toBe('change|t-1|p-1|7||vault:p-1:1');
  expect(changeBinding({ ...bare, group: 'g.2' })).toBe('change|t-1|p-1|7|g.2|vault:p-1:1');
  expect(pageBinding('t-1', 'n-1', 'nursery:n-1:1')).toBe('page|t-1|n-1|nursery:n-1:1');
});

test('a signature covers this text', () => {
  const envelope = { v: 1 as const, ...bare, sig: '', bytes: 'AAAA' };
  expect(runText([envelope, { ...envelope, n: 8, group: 'g.2' }])).toBe(
    'larkrise-run-1\n1|t-1|p-1|7||vault:p-1:1|AAAA\n1|t-1|p-1|8|g.2|vault:p-1:1|AAAA\n',
  );
});

test('this sealed change opens on the server and on the tablet, and only under its own binding', async () => {
  const bytes = fromBase64Url(sealed);
  if (!bytes) throw new Error('bytes');
  const onServer = open(key, changeBinding(bare), bytes);
  expect(onServer.ok && onServer.value.toString('utf8')).toBe(plain);
  const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  const onTablet = await openWith(imported, changeBinding(bare), bytes);
  expect(onTablet.ok && new TextDecoder().decode(onTablet.value)).toBe(plain);
  expect(open(key, changeBinding({ ...bare, n: 8 }), bytes)).toEqual({ ok: false, trouble: 'cannot-open' });
});

test('the vector is what any AES-256-GCM makes of these bytes', () => {
  const iv = Uint8Array.from({ length: 12 }, (_, at) => at);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(changeBinding(bare)));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  expect(toBase64Url(Buffer.concat([Buffer.of(1), iv, body]))).toBe(sealed);
});
