// Words for somebody who cannot unlock, and a hand in the tablet's storage: keys are swapped, rows forged and moved, places filled.
import 'fake-indexeddb/auto';
import { createECDH } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { beginLater, openLater, sealLater } from '../../src/device/write-now';
import { mostCharactersLater, mostLaterNotes } from '../../src/features/reflections/later-note';
import { throwAwayLater } from '../../src/features/reflections/later-notes.store';
import { fromBase64Url } from '../../src/kernel/bytes';
import { recordKinds } from '../../src/main/record-kinds';
import { laterKeyFrom } from '../../src/server/later-keys';
import { beginsWithBlue, blue, her, notes, openAs, reflections, server, shown, shut, words, write } from '../support/later-tablets';
import { unlockedKeys } from '../support/people';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched
beginsWithBlue();

describe('whoever has a hand in the tablet’s storage', () => {
  /** A pair of her own in the place of the other’s. */
  async function swapKey() {
    const mine = createECDH('prime256v1');
    mine.generateKeys();
    const person = await her();
    const later = { ...person.later!, public: mine.getPublicKey().toString('base64url') };
    await blue.database.people.put({ ...person, later });
  }

  test('and puts another public key there can read what is written until the next contact, which puts the right one back', async () => {
    await write('before');
    await swapKey();
    await write('meanwhile');
    const amina = await blue.unlock('amina');
    expect((await shown(amina)).map(one => one.words?.text)).toEqual([undefined, undefined]); // told, not thrown away
    await blue.askWhoIsHere();
    expect((await shown(amina)).flatMap(one => one.words?.text ?? [])).toEqual(['before']);
    await write('afterwards');
    expect((await shown(amina)).map(one => one.words?.text)).toContain('afterwards');
  });

  test('and puts something there that is no key stops the writing with a sentence, and keeps nothing', async () => {
    const person = await her();
    for (const wrong of ['A'.repeat(87), `B${'A'.repeat(86)}`, '']) {
      await blue.database.people.put({ ...person, later: { ...person.later!, public: wrong } });
      expect(await write()).toEqual({ ok: false, trouble: 'cannot-seal' });
    }
    expect(await notes()).toEqual([]);
  });

  test('and changes bytes, the point or the name of a row makes it shut, and the others open as before', async () => {
    for (const text of ['one', 'two', 'three', 'four']) await write(text);
    const [one, two, three] = await notes();
    const { later } = blue.database;
    await later.put({ ...one!, bytes: one!.bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte)) });
    await later.put({ ...two!, ephemeral: three!.ephemeral });
    await later.put({ ...three!, id: 'replayed-under-another-name' });
    const opened = await shown(await blue.unlock('amina'));
    expect([opened.length, opened.filter(one => one.words).length]).toEqual([5, 2]);
  });

  test('and forges words for her makes an offer that she can throw away, and no word of hers', async () => {
    const forged = { id: 'forged', words: { v: 1, why: 'locked', text: 'I hit a baby', begun: 0 } } as const;
    const box = await sealLater('amina', (await her()).later!, forged);
    await blue.database.later.put({ id: 'forged', person: 'amina', begun: 0, letters: 12, ...box! });
    const amina = await blue.unlock('amina');
    const [offered] = await shown(amina);
    expect([offered?.words?.text, await reflections(amina), await blue.database.outbox.count()]).toEqual(['I hit a baby', [], 0]);
    await throwAwayLater(amina, offered!.note);
    await blue.round(amina);
    expect([await notes(), await reflections(amina)]).toEqual([[], []]);
    expect(
      await server.db.selectFrom('records').select('id').where('author', '=', 'amina').where('kind', '=', 'reflection').execute(),
    ).toEqual([]);
  });

  test('and forges more than a reflection may hold makes something that is shut', async () => {
    const text = 'x'.repeat(mostCharactersLater + 1);
    const box = await sealLater('amina', (await her()).later!, { id: 'forged', words: { v: 1, why: 'locked', text, begun: 0 } });
    expect(await openAs(await blue.unlock('amina'), { id: 'forged', person: 'amina', begun: 0, letters: 1, ...box! })).toEqual(shut);
  });
});

describe('whoever floods', () => {
  test('fills the places that there are, is told, and neither pushes out a word nor stops anybody else', async () => {
    const growing = beginLater(blue.tablet, 'amina');
    await growing.write(words);
    for (let at = 1; at < mostLaterNotes; at++) await write(`nonsense ${at}`);
    expect(await write('one more')).toEqual({ ok: false, trouble: 'too-many' });
    expect(await growing.write(`${words}, and drank`)).toEqual({ ok: true, value: 'kept' });
    expect((await write('for Kasia', 'kasia')).ok).toBe(true);
    expect((await shown(await blue.unlock('amina'))).map(one => one.words?.text)).toContain(`${words}, and drank`);
  });

  test('with one text that is too long is told so, and what was kept of it before stays', async () => {
    const writing = beginLater(blue.tablet, 'amina');
    await writing.write(words);
    expect(await writing.write('x'.repeat(mostCharactersLater + 1))).toEqual({ ok: false, trouble: 'outside-limits' });
    expect(await openAs(await blue.unlock('amina'))).toMatchObject({ ok: true, value: { text: words } });
  });
});

/** Fixed keys, and what another implementation must make of them (docs/protocol.md). */
const vector = {
  id: 'later-_SvK5KH_CeUR76-BLUkiLG',
  public: 'BLyj6Nqo9bEg7saaZUQSWP27UJyE71Xfc1tF02TFJx-5DYVqRpQlSc-Y034amW00L8T14zEJ72q2oSU1Q149GrA',
  ephemeral: 'BLe-pZ3Z79qUyVLyr9OV82AG6a6WZwnnoEx2wA6sDoD0P5EJYTlw4rZPN4pqCM1jwDK4HFHbJaG9RqIvDq0MJ8Y',
  bytes: 'AfohXudo01HOvwJylO3TJbBFi4RlDbRKHNvvMTHsrYCNOeSdm7-lXtj71GplRNKTINuaYSEfbm7T3UqLKCNHJRiW-p7uQYAcabjyJWf9J87tc4E5eeeBNA',
};

test('the pair is the same whenever a server works it out, each person’s is her own, and a recorded note opens for ever', async () => {
  const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const later = laterKeyFrom(one, 'amina');
  expect([later.id, later.public]).toEqual([vector.id, vector.public]);
  expect(laterKeyFrom(two, 'amina').public).not.toBe(vector.public);
  expect((await her('amina')).later?.public).not.toBe((await her('kasia')).later?.public);
  const keys = await unlockedKeys({ id: 'amina', nursery: 'quince-street', pair: 0 }, one, two);
  const session = { tablet: blue.tablet, person: await her(), keys, kinds: recordKinds };
  const { ephemeral, bytes } = vector;
  const note = { id: '0190a1b2-0000-7000-8000-000000000001', person: 'amina', key: later.id, ephemeral, begun: 1, letters: 17 };
  const opened = await openLater(session, later, { ...note, bytes: fromBase64Url(bytes)! });
  expect(opened).toEqual({ ok: true, value: { v: 1, why: 'locked', text: 'Noor held the cup', begun: 1 } });
});
