// "Write now, read later": words for somebody who cannot unlock are sealed to her public key at each pause, and she alone opens them.
//
// Invariants: 1 what was answered `kept` is durable, and nothing on the tablet opens it but her keys; 2 nothing in `later` is anybody's
// words before she has said so (later-notes.store.ts); 3 neither a lock-out nor a lease's end, a changed PIN nor who leaves takes a row away.
// Who can write into the tablet's storage can put another public key there and read what is written to it until the next contact puts
// the right one back; against a hand inside the storage of an unattended tablet only the tablet's own lock stands.
import {
  type LaterNote,
  type LaterPlace,
  type LaterWords,
  laterBinding,
  laterLabel,
  laterWordsSchema,
  mostCharactersLater,
  mostLaterNotes,
} from '../features/reflections/later-note';
import { type Bytes, fromBase64Url, toBase64Url } from '../kernel/bytes';
import { newId } from '../kernel/id';
import { parse, parseJson } from '../kernel/parse';
import { ok, type Result, trouble } from '../kernel/result';
import { characters, hasAtMost } from '../kernel/text';
import { type LaterKey, laterKeyBinding } from '../sync/later-key';
import type { TabletTrouble } from '../sync/verdict';
import type { TabletDatabase } from './database';
import { type Live, live } from './live';
import type { Session, Tablet } from './session';
import { orStorageTrouble } from './storage-trouble';
import { openWith, sealWith } from './vault';

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const utf8 = new TextEncoder();

const publicKey = (point: Bytes): Promise<CryptoKey> => crypto.subtle.importKey('raw', point, curve, false, []);

/** `salt`: both points, the sender's first. */
async function sharedKey(own: CryptoKey, other: Bytes, salt: Bytes): Promise<CryptoKey> {
  const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: await publicKey(other) }, own, 256);
  const material = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8.encode(laterLabel) };
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

const joined = (first: Bytes, second: Bytes): Bytes => new Uint8Array([...first, ...second]);

/** Null where her key is no point of the curve: somebody has put it there by hand. */
export async function sealLater(
  person: string,
  later: Pick<LaterKey, 'id' | 'public'>,
  { id, words }: { readonly id: string; readonly words: LaterWords },
): Promise<Pick<LaterNote, 'key' | 'ephemeral' | 'bytes'> | null> {
  const hers = fromBase64Url(later.public);
  const once = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey));
  const key = hers && (await sharedKey(once.privateKey, hers, joined(point, hers)).catch(() => null));
  if (!key) return null;
  const place: LaterPlace = { id, person, key: later.id, ephemeral: toBase64Url(point) };
  const bytes = await sealWith(key, laterBinding(place), utf8.encode(JSON.stringify(words)));
  return { key: later.id, ephemeral: place.ephemeral, bytes };
}

/** Her private half; her keys must be held. Null where it is not hers, or is damaged. */
async function privateHalf({ keys, person }: Session, later: LaterKey): Promise<CryptoKey | null> {
  const sealed = fromBase64Url(later.sealed);
  const opened = sealed ? await keys.open(later.vault, laterKeyBinding(person.id, later), sealed) : null;
  if (!opened?.ok) return null;
  const key = await crypto.subtle.importKey('pkcs8', opened.value, curve, false, ['deriveBits']).catch(() => null);
  opened.value.fill(0);
  return key;
}

/** `cannot-open`: it is not for her, not for the key that she has, or was damaged. */
export async function openLater(
  session: Session,
  later: LaterKey | undefined,
  note: LaterNote,
): Promise<Result<LaterWords, 'cannot-open'>> {
  const [half, point, hers] = [
    later && later.id === note.key ? await privateHalf(session, later) : null,
    fromBase64Url(note.ephemeral),
    fromBase64Url(later?.public ?? ''),
  ];
  const key = half && point && hers ? await sharedKey(half, point, joined(point, hers)).catch(() => null) : null;
  const opened = key ? await openWith(key, laterBinding({ ...note, person: session.person.id }), note.bytes) : null;
  const words = opened?.ok ? parse(laterWordsSchema, parseJson(new TextDecoder().decode(opened.value))) : null;
  return words?.ok && hasAtMost(words.value.text, mostCharactersLater) ? ok(words.value) : trouble('cannot-open');
}

/** `cannot-seal`: nothing of hers to seal to has come to this tablet yet; `too-many`: as many wait as there is room for. */
export type LaterTrouble = TabletTrouble | 'outside-limits' | 'cannot-seal' | 'too-many';

/** A row for `later`, not kept yet. */
export async function laterNoteFor(
  { database, clock, random }: Tablet,
  person: string,
  said: Pick<LaterWords, 'text' | 'why'>,
  started?: Pick<LaterNote, 'id' | 'begun'>,
): Promise<Result<LaterNote, LaterTrouble>> {
  if (!hasAtMost(said.text, mostCharactersLater)) return trouble('outside-limits');
  const later = (await database.people.get(person))?.later;
  const now = clock();
  const { id, begun } = started ?? { id: newId(now, random()), begun: now };
  const box = later ? await sealLater(person, later, { id, words: { v: 1, ...said, begun } }) : null;
  return box ? ok({ id, person, begun, letters: characters(said.text), ...box }) : trouble('cannot-seal');
}

/** Inside a transaction on `later`; false: there is no room for another one. */
export async function putLater({ later }: TabletDatabase, note: LaterNote): Promise<boolean> {
  const before = await later.get(note.id);
  if (!before && (await later.where('person').equals(note.person).count()) >= mostLaterNotes) return false;
  await later.put(before?.sent ? { ...note, sent: before.sent } : note);
  return true;
}

/** One text that is being written at the entrance; it knows what it has kept only until it is let go. */
export interface LaterWriting {
  /** Seals the whole text as it now stands; one without words leaves nothing behind. One call at a time. */
  write(text: string): Promise<Result<'kept', LaterTrouble>>;
}

export function beginLater(tablet: Tablet, person: string): LaterWriting {
  const { database } = tablet;
  const started = { id: newId(tablet.clock(), tablet.random()), begun: tablet.clock() };
  const write = async (text: string): Promise<Result<'kept', LaterTrouble>> => {
    if (text.trim() === '') {
      await database.later.delete(started.id);
      return ok('kept');
    }
    const note = await laterNoteFor(tablet, person, { text, why: 'locked' }, started);
    if (!note.ok) return note;
    const isKept = await database.transaction('rw', database.later, async () => putLater(database, note.value));
    return isKept ? ok('kept') : trouble('too-many');
  };
  return { write: text => orStorageTrouble(() => write(text)) };
}

/** What waits for her on this tablet, oldest first; no word of it. */
export const liveWaitingFor = ({ database }: Pick<Tablet, 'database'>, person: string): Live<readonly LaterNote[]> =>
  live(
    () => database.later.where('person').equals(person).toArray(),
    async notes => notes.sort((a, b) => a.begun - b.begun || a.id.localeCompare(b.id)),
  );
