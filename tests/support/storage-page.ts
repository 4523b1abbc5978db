// A bare page with the tablet's real stores in it: each scene plays one promise of the storage through and tells what it saw.
import { reflectionKind } from '../../src/features/reflections/reflection';
import { beginReflection, sendToMentor } from '../../src/features/reflections/reflection.store';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { trouble } from '../../src/kernel/result';
import { pushOnce } from '../../src/sync/push.store';
import { readRecords } from '../../src/sync/records.store';
import { countOpenTransactions, counts, entries, free, http, on, sync, texts, watching, write, writeTogether } from './storage-session';

const megabyte = () => ({ noise: Array.from({ length: 16 }, () => crypto.getRandomValues(new Uint8Array(65_536))) });

const scenes = {
  /** Two are written together, and the second fails after the first was put: what is left of that write? */
  async failsHalfWay() {
    const session = await on('half-way');
    await write(session, 'kept');
    const before = await counts(session);
    let put = 0;
    const refuse = () => {
      put += 1;
      if (put === 2) throw new Error('no more');
    };
    session.tablet.database.outbox.hook('creating', refuse);
    const outcome = await writeTogether(session, ['lost', 'lost as well']).then(
      () => 'written',
      () => 'failed',
    );
    session.tablet.database.outbox.hook('creating').unsubscribe(refuse);
    const after = await counts(session);
    await write(session, 'next');
    return { before, outcome, after, next: await counts(session), texts: await texts(session) };
  },

  /** Two tabs write at once, twenty-five reflections each. */
  async twoTabs() {
    const tabs = [await on('two-tabs'), await on('two-tabs')];
    await Promise.all(tabs.flatMap((tab, at) => Array.from({ length: 25 }, (_, no) => write(tab, `${at}-${no}`))));
    const [tab] = tabs;
    const all = tab ? await entries(tab) : [];
    return { n: all.map(({ n }) => n), seq: all.map(({ seq }) => seq), texts: tab ? (await texts(tab)).length : 0 };
  },

  /** Where sealing and signing happen: inside a transaction that writes, or outside. */
  async sealing() {
    const session = await on('sealing');
    const transactions = countOpenTransactions();
    const seen = { inside: 0, outside: 0 };
    const noting = <Words extends unknown[], Answer>(act: (...words: Words) => Answer) => {
      return (...words: Words): Answer => {
        seen[transactions.open() > 0 ? 'inside' : 'outside'] += 1;
        return act(...words);
      };
    };
    const { seal, open, sign } = session.keys;
    const keys = { ...session.keys, seal: noting(seal), open: noting(open), sign: noting(sign) };
    const watched = { ...session, keys };
    const writing = beginReflection(watched, free);
    for (const text of ['one', 'one two', 'one two three']) await writing.write(text);
    const [kept] = (await readRecords(watched, reflectionKind)).items;
    if (kept) await sendToMentor(watched, kept);
    const round = await sync(watched);
    transactions.stop();
    return { ...seen, round: round.ok };
  },

  /** Why: a transaction that waits for the browser's own cryptography is over before it goes on. */
  waitsForCryptography() {
    return new Promise<{ second: string; kept: readonly unknown[] }>((done, fail) => {
      const opening = indexedDB.open('waits', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('words');
      opening.onerror = () => fail(opening.error);
      opening.onsuccess = async () => {
        const database = opening.result;
        const store = database.transaction('words', 'readwrite').objectStore('words');
        store.put('first', 1);
        await crypto.subtle.digest('SHA-256', new Uint8Array(1_000_000));
        let second = 'written';
        try {
          store.put('second', 2);
        } catch (error) {
          second = error instanceof Error ? error.name : 'thrown';
        }
        const kept = database.transaction('words').objectStore('words').getAll();
        kept.onsuccess = () => done({ second, kept: kept.result });
      };
    });
  },

  /** Three pauses, then a push that gets no answer, then one more pause. */
  async grows() {
    const session = await on('grows');
    const writing = beginReflection(session, free);
    for (const text of ['She', 'She looked', 'She looked first']) await writing.write(text);
    const grown = await entries(session);
    await pushOnce(session.tablet, { post: async () => trouble('no-network') });
    await writing.write('She looked first.');
    const after = await entries(session);
    const isSame = after[0]?.sig === grown[0]?.sig && after[0]?.change === grown[0]?.change;
    return { grown: grown.map(({ n }) => n), after: after.map(({ n }) => n), isSame, texts: await texts(session) };
  },

  /** Every pause meets a push on its way; then another tablet fetches what came of it. */
  async meetsPushes() {
    const [here, there] = [await on('meets-here'), await on('meets-there')];
    await sync(there);
    const before = await texts(there);
    const writing = beginReflection(here, free);
    let text = 'Word';
    for (let pause = 1; pause <= 30; pause++) {
      text += ` ${pause}`;
      await Promise.all([writing.write(text), pushOnce(here.tablet, http)]);
    }
    await sync(here);
    await sync(there);
    const found = (await texts(there)).filter(one => !before.includes(one));
    return { written: text, found, waiting: (await entries(here)).length };
  },

  /** Sixty words of a room arrive, and leave when she moves to another room. */
  async comesAndGoes() {
    const [here, there] = [await on('comes-here'), await on('comes-there')];
    for (let no = 0; no < 60; no++) await sayWord(here, { child: 'baby', room: here.person.room, side: 'educator', word: `word ${no}` });
    await sync(here);
    const come = await watching('comes-there', () => sync(there));
    const read = (await readRecords(there, strengthWordKind)).items.length;
    await http.post('/moves', {});
    return { come, read, go: await watching('comes-there', () => sync(there)) };
  },
};

const troubles = {
  /** What was written is there after the database was closed, and nothing can be written while it is. */
  async closes() {
    const session = await on('closes');
    await write(session, 'before');
    session.tablet.database.close();
    const refused = await write(session, 'while closed');
    return { refused, texts: await texts(await on('closes')) };
  },

  async textsOn(name: string) {
    return texts(await on(name));
  },

  /** Pictures take the room until there is none; she writes on until she is told. */
  async fills() {
    const session = await on('fills');
    const { packs } = session.tablet.database;
    let kept = 0;
    for (; kept < 3; kept++) await write(session, `short ${kept}`);
    const putPicture = (no: number) =>
      packs.put({ id: `${no}`, manifest: megabyte() }).then(
        () => true,
        () => false,
      );
    let pictures = 0;
    while (pictures < 100 && (await putPicture(pictures))) pictures += 1;
    const long = 'And then she looked at me, and I waited. '.repeat(480);
    for (; kept < 300; kept++) {
      const written = await write(session, `${kept} ${long}`);
      if (!written.ok) return { refused: written.trouble, kept, pictures, texts: await texts(session) };
    }
    return { refused: null, kept, pictures, texts: await texts(session) };
  },

  /** One row's bytes rot: it says so, the other is there, and the next round brings it back. */
  async rots() {
    const session = await on('rots');
    await sync(session);
    const whole = (await texts(session)).length;
    for (const text of ['sound', 'rotten']) await write(session, text);
    await sync(session);
    const { rows } = session.tablet.database;
    const [row] = await rows.filter(({ kind, bytes }) => kind === reflectionKind.name && bytes !== null).toArray();
    if (!row?.bytes) throw new Error('nothing came back from the server');
    const bytes = row.bytes.slice();
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await rows.put({ ...row, bytes });
    const again = { ...session, keys: { ...session.keys } };
    const damaged = await readRecords(again, reflectionKind);
    const round = await sync(again);
    const healed = await readRecords(again, reflectionKind);
    return {
      damaged: { items: damaged.items.length - whole, damaged: damaged.damaged },
      round: round.ok,
      healed: { items: healed.items.length - whole, damaged: healed.damaged },
    };
  },
};

declare global {
  interface Window {
    storage: typeof scenes & typeof troubles;
  }
}
window.storage = { ...scenes, ...troubles };
