// A bare page with the tablet's real stores in it, for what browsers do to them: no room while writing or fetching, a database closed under the app.
import { reflectionKind } from '../../src/features/reflections/reflection';
import { readRecords } from '../../src/sync/records.store';
import { seededChance } from './seeded-chance';
import { on, sync, texts, write } from './storage-session';

const later = (ms: number) => new Promise(done => setTimeout(done, ms));
/** Every letter another one: what repeats itself would be packed away on its way. */
const noise = (letters: number) => Array.from({ length: letters }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('');

/** What became of an act: its trouble by name, or the name of what was thrown, which is a bug. */
const fateOf = async (act: Promise<{ ok: true } | { ok: false; trouble: string }>): Promise<string> => {
  try {
    const outcome = await act;
    return outcome.ok ? 'ok' : outcome.trouble;
  } catch (error) {
    return `thrown ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  }
};

const scenes = {
  /** Writes so many reflections that begin with `mark`, each of about so many letters; tells which were called saved, and the first trouble. */
  async writes({ name, mark, count, letters }: { name: string; mark: string; count: number; letters: number }) {
    const session = await on(name);
    const saved: string[] = [];
    for (let at = 0; at < count; at++) {
      const text = `${mark} ${at} ${noise(letters)}`;
      const fate = await fateOf(write(session, text));
      if (fate !== 'ok') return { saved, fate };
      saved.push(text);
    }
    return { saved, fate: 'ok' };
  },

  async syncs({ name }: { name: string }) {
    return fateOf(sync(await on(name)));
  },

  /** What a person reads on this tablet, and what waits and was refused there. */
  async shows({ name }: { name: string }) {
    const session = await on(name);
    const { outbox, quarantined } = session.tablet.database;
    const { damaged } = await readRecords(session, reflectionKind);
    const refused = (await quarantined.toArray()).map(({ reason }) => reason);
    return { texts: await texts(session), damaged, waiting: await outbox.count(), refused };
  },

  /** Eight writes and a round are on their way when the database is closed: by our side, or under it as browsers do. */
  async closes({ name, mark, seed }: { name: string; mark: string; seed: number }) {
    const chance = seededChance(seed);
    const session = await on(name);
    const { database } = session.tablet;
    const saved: string[] = [];
    const tried: string[] = [];
    const writing = (async () => {
      const fates: string[] = [];
      for (let at = 0; at < 8; at++) {
        tried.push(`${mark} ${at}`);
        const fate = await fateOf(write(session, `${mark} ${at}`));
        if (fate === 'ok') saved.push(`${mark} ${at}`);
        else fates.push(fate);
      }
      return fates;
    })();
    const syncing = fateOf(sync(session));
    await later(chance() * 60);
    if (chance() < 0.5) database.close();
    else database.backendDB()?.close();
    return { saved, tried, fates: [...(await writing), await syncing].filter(fate => fate !== 'ok') };
  },
};

declare global {
  interface Window {
    trouble: typeof scenes;
  }
}
window.trouble = scenes;
