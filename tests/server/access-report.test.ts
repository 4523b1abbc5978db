// A subject access report holds everything of one person and nothing of another, opens without Larkrise, and runs nothing that somebody wrote.
import 'fake-indexeddb/auto';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { gapTaskTryKind } from '../../src/features/gap-tasks/gap-task-try';
import { reflectionKind, sharedReflectionId, sharedReflectionKind } from '../../src/features/reflections/reflection';
import { accessReport, accessZip } from '../../src/features/rights/access-zip.server';
import { kindsOfData } from '../../src/features/rights/kinds-of-data';
import { colleagueKind } from '../../src/features/roster/colleague';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { recordKinds } from '../../src/main/record-kinds';
import { writeAudit } from '../../src/server/audit';
import { vaultKeyId } from '../../src/sync/key-ids';
import { type Attaching, keepTryWithPhotos, startAttaching, type Tablet, tabletOf } from '../support/attaching';
import { enterBaby, sayWords, writeAs } from '../support/children';
import { forgeFor } from '../support/room';
import { freshId, type Staff } from '../support/world';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(2)>'</bdi>\u202e&lt;\u0000`;
/** PostgreSQL keeps no such sign in a name. */
const hostileName = hostile.replaceAll('\0', '');
let world: Attaching;
let blue: Tablet;
let colleague: Staff;
let photos: readonly Uint8Array[];
let baby: string;

beforeAll(async () => {
  world = await startAttaching();
  blue = await tabletOf(world, world.blue);
  const { server, first } = world;
  const other = world.blue.people.find(({ id }) => id !== first.id);
  if (!other) throw new Error('nobody else');
  colleague = other;
  ({ photos } = await keepTryWithPhotos(blue.session, 1));
  await blue.round();
  const [room = ''] = (await server.db.selectFrom('rooms').select('id').orderBy('id').execute()).map(({ id }) => id);
  baby = await enterBaby(server, colleague, room, 'Zosia');
  await sayWords(server, colleague, baby, room, 2);
  const word = { child: baby, room, side: 'educator', word: 'my own word', standing: 'said' };
  const taken = { ...word, side: 'family', word: 'the family said this' };
  const id = freshId(server);
  const text = (said: string) => ({ module: null, prompt: null, text: said });
  await writeAs(server, first, [
    { kind: colleagueKind, id: first.id, set: { name: 'Amina', role: 'educator', room, nursery: first.nursery, hue: 'teal' } },
    { kind: strengthWordKind, id: freshId(server), set: word },
    { kind: strengthWordKind, id: freshId(server), set: taken },
    { kind: gapTaskTryKind, id: freshId(server), set: { task: 't', module: 'm', child: baby, went: 'well', note: 'private about Zosia' } },
    { kind: reflectionKind, id, set: text('what it said first') },
  ]);
  server.now += 10 * 60_000;
  await writeAs(server, first, [{ kind: reflectionKind, id, set: text(hostile) }]);
  const shared = { reflection: id, ...text('sent to the mentor'), standing: 'with-mentor' };
  await writeAs(server, first, [{ kind: sharedReflectionKind, id: sharedReflectionId(first.id, id), set: shared }]);
  await writeAs(server, colleague, [{ kind: reflectionKind, id: freshId(server), set: text('of a colleague') }]);
  const forge = forgeFor(server, world.green, blue.session);
  await forge.push(await forge.envelope(forge.change({ kind: 'tombola', set: { words: 'refused but kept' } })));
  await server.db.updateTable('people').set({ name: hostileName }).where('id', '=', first.id).execute();
});
afterAll(() => world.stop());

const parts = () => ({ ...world.server, files: world.files });

/** What is in it, by name: stored entries, each with a sum that fits. */
async function unzipped(what: 'person' | 'child', id: string): Promise<ReadonlyMap<string, Buffer>> {
  const found = await accessReport(parts(), what, id);
  if (!found) throw new Error('nobody');
  const pieces: Buffer[] = [];
  for await (const piece of accessZip(parts(), found)) pieces.push(piece as Buffer);
  const zip = Buffer.concat(pieces);
  const end = zip.subarray(-22);
  const entries = new Map<string, Buffer>();
  for (let n = 0, at = end.readUInt32LE(16); n < end.readUInt16LE(10); n += 1) {
    const [sum, size, name, place] = [
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 24),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    const begin = place + 30 + zip.readUInt16LE(place + 26);
    const bytes = zip.subarray(begin, begin + size);
    expect([zip.readUInt32LE(at), zip.readUInt32LE(place), crc32(bytes)]).toEqual([0x02014b50, 0x04034b50, sum]);
    entries.set(zip.toString('utf8', at + 46, at + 46 + name), bytes);
    at += 46 + name;
  }
  return entries;
}

const textOf = (entries: ReadonlyMap<string, Buffer>, name: string): string => entries.get(name)?.toString('utf8') ?? '';

test('her report has her words and what they said before, who could read them, what was refused, and her photos opened', async () => {
  const entries = await unzipped('person', world.first.id);
  for (const name of ['index.html', 'report.json']) {
    const text = textOf(entries, name);
    for (const words of [
      'what it said first',
      'sent to the mentor',
      'my own word',
      'private about Zosia',
      'refused but kept',
      'She waited.',
    ])
      expect(text, `${words} in ${name}`).toContain(words);
  }
  expect(textOf(entries, 'index.html')).toContain('Who can read it: you; your mentor (');
  const [photo] = [...entries].flatMap(([name, bytes]) => (name.endsWith('.jpg') ? [bytes] : []));
  expect(photo?.equals(photos[0] ?? Buffer.alloc(0))).toBe(true);
  expect(textOf(entries, 'index.html')).toMatch(/<img src="files\/[0-9a-f-]{36}\.jpg"/);
});

test('nothing of a colleague, a baby or a family is in it, and no key', async () => {
  const { server, first } = world;
  const entries = await unzipped('person', first.id);
  const all = Buffer.concat([...entries.values()]);
  for (const words of ['of a colleague', 'the family said this', '"Zosia"', '>Zosia<', 'word 0'])
    expect(all.includes(words), words).toBe(false);
  const key = await server.keyring.get(vaultKeyId(first.id));
  for (const form of ['base64', 'base64url', 'hex'] as const) expect(all.includes(key?.toString(form) ?? 'x')).toBe(false);
  expect(textOf(entries, 'index.html')).toContain('What you entered or took down for somebody else (1 record)');
});

test('what she wrote is text in it, whatever it looks like, and nothing in it runs or is fetched', async () => {
  const text = textOf(await unzipped('person', world.first.id), 'index.html');
  expect(text).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(text).not.toMatch(/<script|onerror=alert\(2\)>|https?:\/\/(?!ico)/);
  expect(text.includes('\0')).toBe(false);
  expect(text).toContain("default-src 'none'");
  expect([...text.matchAll(/<[^>]*\son\w+=/g)]).toEqual([]);
});

test('JSON says the same as the page, for other programs', async () => {
  const entries = await unzipped('person', world.first.id);
  const report = JSON.parse(textOf(entries, 'report.json'));
  expect(report).toMatchObject({ what: 'person', id: world.first.id, name: hostileName });
  const titles = report.sections.map(({ title }: { title: string }) => title);
  for (const title of titles) expect(textOf(entries, 'index.html')).toContain(`<h2>${title}`);
  expect(titles).toEqual([
    'Reflections',
    'Reflections that were sent to a mentor',
    'Tries of gap tasks',
    'Words on strengths boards',
    'How colleagues see you',
  ]);
});

test('her trail is in it, and that a report was made is in her trail', async () => {
  const { server, first } = world;
  const line = { at: server.now, counter: first.nursery, who: first.id, what: 'taken-in', about: colleague.id, tablet: null } as const;
  await server.db.transaction().execute(tx => writeAudit(tx, line));
  await accessReport(parts(), 'person', first.id);
  const text = textOf(await unzipped('person', first.id), 'index.html');
  expect(text).toContain('<td>taken in</td><td>you</td>');
  expect(text).toContain('<td>access report made</td><td>whoever keeps the server</td>');
});

test('a baby is reported to her family: the words about her, not what an educator keeps to herself; that is only counted', async () => {
  const text = textOf(await unzipped('child', baby), 'index.html');
  for (const words of ['Zosia', 'word 0', 'my own word', 'the family said this', 'everybody who works in']) expect(text).toContain(words);
  expect(text).not.toContain('private about Zosia');
  expect(text).toContain('1 x try of a gap task');
  expect(text).not.toContain(world.first.id);
});

test('a photo that cannot be opened is said to be missing, and the rest is there', async () => {
  const found = await accessReport(parts(), 'person', world.first.id);
  const [one] = found?.toOpen ?? [];
  if (!found || !one) throw new Error('no photo');
  const faults: unknown[] = [];
  const report = (fault: unknown) => void faults.push(fault);
  const broken = { ...found, toOpen: [{ ...one, key: 'vault:nobody:1' }] };
  const pieces: Buffer[] = [];
  for await (const piece of accessZip({ ...parts(), report }, broken)) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString('utf8');
  expect(text).not.toContain('.jpg"');
  expect(text).toContain('its bytes have not reached the server');
});

test('nobody of this id has a report, and nothing is noted', async () => {
  const lines = async () => (await world.server.db.selectFrom('audit').select('place').execute()).length;
  const before = await lines();
  expect(await accessReport(parts(), 'person', 'nobody')).toBeNull();
  expect(await accessReport(parts(), 'child', world.first.id)).toBeNull();
  expect(await lines()).toBe(before);
});

test('every kind of record has a name for reports', () => {
  expect([...recordKinds.keys()].filter(kind => !Object.hasOwn(kindsOfData, kind))).toEqual([]);
});
