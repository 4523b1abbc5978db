// A tablet on which words wait for somebody who cannot unlock, for tests of hostile hands: what is written, what lies there, what she is shown.
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { Person } from '../../src/device/database';
import type { Session } from '../../src/device/session';
import { beginLater, openLater } from '../../src/device/write-now';
import { laterErrand } from '../../src/device/write-now-sending';
import { type LaterAnswer, type LaterBox, laterPath } from '../../src/features/reflections/later-box';
import type { LaterNote } from '../../src/features/reflections/later-note';
import { liveLaterNotes, type OpenedLater } from '../../src/features/reflections/later-notes.store';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { readRecords } from '../../src/sync/records.store';
import { memoryFiles, sharedLocks } from './memory-files';
import type { TestServer } from './server-parts';
import { type Known, quinceStreet, type WholeTablet, wholeTablet } from './whole-tablet';

export const words = 'Noor held the blue cup by herself';
export const shut = { ok: false, trouble: 'cannot-open' };

export let server: TestServer;
export let blue: WholeTablet;
let disk = memoryFiles();

/** Each test of the file begins with a nursery and its tablet Blue. */
export function beginsWithBlue(): void {
  beforeEach(async () => {
    server = await quinceStreet();
    disk = memoryFiles();
    blue = await wholeTablet(server, 'Blue', null, { files: disk.open, alone: sharedLocks() });
  });
  afterEach(async () => {
    blue.database.close();
    await server.app.close();
  });
}

export const her = async (id: Known = 'amina', tablet = blue): Promise<Person> => (await tablet.database.people.get(id))!;
export const write = (text = words, person: Known = 'amina', tablet = blue) => beginLater(tablet.tablet, person).write(text);
export const notes = (tablet = blue) => tablet.database.later.toArray();
export const theNote = async (tablet = blue): Promise<LaterNote> => (await notes(tablet))[0]!;
export const openAs = async (session: Session, note?: LaterNote) =>
  openLater(session, (await her(session.person.id as Known)).later, note ?? (await theNote()));
export const reflections = async (session: Session) => (await readRecords(session, reflectionKind)).items.map(({ row }) => row.text);

/** As her Today shows them. */
export async function shown(session: Session): Promise<readonly OpenedLater[]> {
  const { signal, stop } = liveLaterNotes(session);
  await vi.waitUntil(() => signal.value !== undefined, { timeout: 20_000 });
  stop();
  return signal.value!;
}

/** Everything that lies in the tablet's database and among its small secrets, bytes as letters and as base64. */
export async function wholeDisk(): Promise<string> {
  const rows = await Promise.all(blue.database.tables.map(table => table.toArray()));
  const asText = (_: string, value: unknown) =>
    value instanceof Uint8Array ? `${Buffer.from(value).toString('latin1')} ${Buffer.from(value).toString('base64')}` : value;
  const secrets = Object.values(disk.folders).map(folder => [...folder]);
  return JSON.stringify([rows, secrets], asText);
}

export async function lockOut(): Promise<void> {
  disk.folders.attempts.set('amina', JSON.stringify({ misses: 9, at: 0 }));
  expect(await blue.tryUnlock('amina', '111111')).toEqual({ ok: false, trouble: 'locked-out' });
}

/** The errand as this tablet's page would have it, begun anew; a minute later, so that decisions stand. */
export const carry = (tablet = blue) =>
  laterErrand({ ...tablet, clock: () => tablet.tablet.clock() + 60_000, running: () => tablet.time.running })();

/** Whatever a hostile tablet asks in its session. */
export async function ask(
  { http }: WholeTablet,
  body: { boxes?: readonly unknown[]; decided?: readonly unknown[]; here?: readonly unknown[] },
): Promise<{ readonly answers: readonly string[]; readonly boxes: readonly LaterBox[]; readonly trouble: string | null }> {
  const answer = await http.post(laterPath, { v: 1, boxes: [], decided: [], here: [], ...body });
  const { answers = [], boxes = [] } = answer.ok ? (answer.value as LaterAnswer) : {};
  return { answers, boxes, trouble: answer.ok ? null : answer.trouble };
}

export async function boxOf(note: LaterNote): Promise<LaterBox> {
  const { sent: _, bytes, ...box } = note;
  return { ...box, bytes: Buffer.from(bytes).toString('base64url') };
}
