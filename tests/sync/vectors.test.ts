// The vectors of docs/protocol.md: fixed keys and bytes that both sides, and a stranger's client, must agree about.
import { createCipheriv } from 'node:crypto';
import { expect, test } from 'vitest';
import { openWith } from '../../src/device/vault';
import { auditBinding } from '../../src/features/audit/audit-trail';
import { openingId } from '../../src/features/mentoring/opening';
import { newCardText, stopText } from '../../src/features/pin/recovery';
import { readRecoveryCard } from '../../src/features/pin/recovery-card';
import { ownLinkText } from '../../src/features/rights/own-link';
import { fromBase64Url, toBase64Url } from '../../src/kernel/bytes';
import { auditBeginning, auditHash } from '../../src/server/audit';
import { hashOfCard } from '../../src/server/reopening-cards';
import { open } from '../../src/server/sealing';
import { frameBinding, framesIn } from '../../src/sync/attachments/sealed-file';
import { changeBinding, runText } from '../../src/sync/change';
import { historyBinding } from '../../src/sync/history/history';
import { setAsideId } from '../../src/sync/history/set-aside';
import { generationIn, newestKeyOf, nurseryKeyId } from '../../src/sync/key-ids';
import { leaseBinding } from '../../src/sync/leaving/lease';
import { pageBinding } from '../../src/sync/protocol';
import { readSealed, sealedLines } from '../../src/sync/saved/sealed-copy';
import { hashOf, sumOf } from '../../src/sync/sums';
import { digitsOf, digitsText, enrolText } from '../../src/sync/tablet-protocol';
import { farewellBytesText, farewellText } from '../../src/sync/tablet-report';

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

test('the additional data of a history and the name of what was set aside are these texts', () => {
  expect(historyBinding('t-1', 'p-1', 'r-1', 'vault:p-1:1')).toBe('history|t-1|p-1|r-1|vault:p-1:1');
  expect(setAsideId('p-1', 'c-1', 'text')).toBe('aside:p-1:c-1:text');
});

test('a line of the trail has this hash, which covers the line before it', () => {
  const before = auditBeginning('n-1');
  const line = { counter: 'n-1', place: 1, at: 1_795_331_700_000, who: 'operator', what: 'tablet-revoked', about: 't-1', tablet: null };
  const next = { counter: 'n-1', place: 2, at: 1_795_331_760_000, who: 'p-1', what: 'shared-words-opened', about: 'p-2', tablet: 't-2' };
  expect(before).toBe('zAcqpFS1DfY4M3t3fzF5BCtKGOg_kfodBMRyGy137os');
  expect(auditHash(before, line)).toBe('fSNtbyAmEp9wjRe9Fa7GLVe8uRZipmgOmNVjzYt1_30');
  expect(auditHash(auditHash(before, line), next)).toBe('p_G2pDWJNtGPTPaXNgQYEPEM5KYZ2enfcO07kNIaEXk');
  expect(auditBinding('t-1', 'p-1', 'vault:p-1:1')).toBe('audit|t-1|p-1|vault:p-1:1');
  expect(openingId('p-1', 'r-1')).toBe('opening:p-1:r-1');
});

test('a recovery card ends in this sign, is kept under this hash, and what she signs to get back in is this', () => {
  const card = '89ABCDEFGHJKMNPQRSTVWXYP';
  expect(readRecoveryCard('89ab-cdef-ghjk-mnpq-rstv-wxyp')).toEqual({ ok: true, value: card });
  expect(hashOfCard('p-1', card)).toBe('ttF95_73_TMuw4wmwb-gty-AincNlBmgsaTDdZB3KDE');
  expect(newCardText('t-1', { person: 'p-1', hash: 'h' })).toBe('larkrise-new-card-1|t-1|p-1|h');
  expect(ownLinkText('t-1', { person: 'p-1', hash: 'h' })).toBe('larkrise-own-link-1|t-1|p-1|h');
  expect(stopText('t-1', { person: 'p-1', id: 'r-1' })).toBe('larkrise-stop-reopening-1|t-1|p-1|r-1');
});

test('a signature covers this text', () => {
  const envelope = { v: 1 as const, ...bare, sig: '', bytes: 'AAAA' };
  expect(runText([envelope, { ...envelope, n: 8, group: 'g.2' }])).toBe(
    'larkrise-run-1\n1|t-1|p-1|7||vault:p-1:1|AAAA\n1|t-1|p-1|8|g.2|vault:p-1:1|AAAA\n',
  );
});

test('what waits stands in a file like this, and is read from it', () => {
  const envelope = { v: 1 as const, ...bare, sig: '', bytes: 'AAAA' };
  const lines = sealedLines('t-1', [[envelope]]);
  expect(lines).toEqual([
    '-----BEGIN LARKRISE CHANGES 1-----',
    '{"tablet":"t-1","pushes":[[{"v":1,"tablet":"t-1","author":"p-1","n":7,"group',
    '":null,"key":"vault:p-1:1","sig":"","bytes":"AAAA"}]]}',
    '-----END LARKRISE CHANGES 130-----',
  ]);
  expect(readSealed(lines.join('\r\n'))).toEqual({ ok: true, value: { tablet: 't-1', pushes: [[envelope]] } });
});

test('a wrap is sealed under a lease like this, and a farewell is signed over this text', () => {
  expect(leaseBinding('t-1', 'p-1', 'l-1')).toBe('lease|t-1|p-1|l-1');
  const leased = fromBase64Url('AQABAgMEBQYHCAkKCzwgoDn_1L-BW0UBKbSj05UR5DcaWDLD');
  const opened = leased && open(key, leaseBinding('t-1', 'p-1', 'l-1'), leased);
  expect(opened?.ok && opened.value.toString('utf8')).toBe('{"v":1}');
  expect(farewellText({ tablet: 't-1', payload: 'W10', isLast: true })).toBe('larkrise-farewell-1|t-1|1|W10');
  expect(farewellBytesText('t-1', 'a-1')).toBe('larkrise-farewell-bytes-1|t-1|a-1');
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

test('a nursery’s key is named by its generation, and the newest of them is the one with the highest number', () => {
  expect([nurseryKeyId('n-1'), nurseryKeyId('n-1', 12)]).toEqual(['nursery:n-1:1', 'nursery:n-1:12']);
  const ring = ['vault:p-1:1', 'nursery:n-1:1', 'nursery:n-1:10', 'nursery:n-1:9', 'nursery:n-2:11'];
  expect([newestKeyOf(ring, 'n-1'), newestKeyOf(ring, 'n-3')]).toEqual(['nursery:n-1:10', 'nursery:n-3:1']);
  const others = [
    'nursery:n-1:0',
    'nursery:n-1:01',
    'nursery:n-1:1e1',
    'nursery:n-1:1000000',
    'nursery:n-1:',
    'nursery:n-1:1:2',
    'vault:n-1:2',
  ];
  expect(others.map(id => generationIn(id, 'n-1'))).toEqual(others.map(() => null));
});

test('the vector is what any AES-256-GCM makes of these bytes', () => {
  const iv = Uint8Array.from({ length: 12 }, (_, at) => at);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(changeBinding(bare)));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  expect(toBase64Url(Buffer.concat([Buffer.of(1), iv, body]))).toBe(sealed);
});

test('a file is sealed in frames like these', () => {
  const file = fromBase64Url('AAAAIgEAAQIDBAUGBwgJCgsPZ7p3qhmAp_Vq7T9uYc0Yg-cQz5gAAAAdAQABAgMEBQYHCAkKC98V6sO7SBCPbhpcCxJe9is');
  const [first, last, ...others] = (file && framesIn(file)) ?? [];
  const opened = [first, last].map((frame, at) => frame && open(key, frameBinding('a-1', at, frame === last), frame));
  expect(opened.map(one => one?.ok && one.value.toString('utf8'))).toEqual(['Hello', '']);
  expect([frameBinding('a-1', 0, false), frameBinding('a-1', 1, true), others]).toEqual(['file|a-1|0|more', 'file|a-1|1|last', []]);
  expect(file && framesIn(file.slice(0, -1))).toBeNull();
});

test('a record counts in its bucket’s sum with MurmurHash3 (x86, 32 bits) as everybody knows it', () => {
  expect(hashOf('', 0)).toBe(0);
  expect(hashOf('', 1)).toBe(0x514e28b7);
  expect(hashOf('test', 0)).toBe(0xba6bd213);
  expect(hashOf('Hello, world!', 0x9747b28c)).toBe(0x24884cba);
  expect(hashOf('The quick brown fox jumps over the lazy dog', 0x9747b28c)).toBe(0x2fa826cd);
});

test('a bucket’s sum is both hashes of all its records, each added up', () => {
  const rows = [
    { id: '01890a5d-ac96-774b-bcce-b302099a8057', revision: 1 },
    { id: 'progress:p-1:m-1', revision: 12 },
  ];
  expect(sumOf([])).toBe('0000000000000000');
  expect(sumOf(rows)).toBe('9cffc457e77fbd77');
  const [first, second] = rows.map(({ id, revision }) => hashOf(`${id}|${revision}`, 1));
  expect(((first ?? 0) + (second ?? 0)) % 2 ** 32).toBe(Number.parseInt(sumOf(rows).slice(0, 8), 16));
});

test('what a tablet signs when it asks to be let in, and the six digits that both screens show, are these', async () => {
  const asked = { id: 't-1', publicKey: 'BAAB', code: 'code-1' };
  expect(enrolText(asked)).toBe('larkrise-enrol-1|t-1|BAAB|code-1');
  expect(digitsText(asked, 'salt-1')).toBe('larkrise-digits-1|t-1|BAAB|code-1|salt-1');
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(digitsText(asked, 'salt-1')));
  expect(digitsOf(new Uint8Array(hash))).toBe('700281');
});
