// Words for somebody who cannot unlock: she writes them, nobody else reads them, and nobody but she makes them hers.
import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { changeOwnPin } from '../../src/device/pin-changes';
import { stretchPin } from '../../src/device/stretch';
import { beginLater, laterNoteFor, openLater } from '../../src/device/write-now';
import { keepLater } from '../../src/features/reflections/later-notes.store';
import { days, minutes } from '../../src/kernel/clock';
import { makeNewPin } from '../../src/server/new-pin';
import { vaultKeyId } from '../../src/sync/key-ids';
import { leaseLength } from '../../src/sync/leaving/lease';
import {
  beginsWithBlue,
  blue,
  her,
  lockOut,
  notes,
  openAs,
  reflections,
  server,
  shown,
  shut,
  theNote,
  wholeDisk,
  words,
  write,
} from '../support/later-tablets';
import { pins, wholeTablet } from '../support/whole-tablet';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched
beginsWithBlue();

describe('while she cannot unlock', () => {
  test('whoever was locked out at the tenth miss writes, and reads it with the PIN that is made for her', async () => {
    await lockOut();
    expect(await write()).toEqual({ ok: true, value: 'kept' });
    await blue.round();
    const made = await makeNewPin(server, 'amina');
    await blue.askWhoIsHere();
    const amina = await blue.unlock('amina', made.ok ? made.value.pin : '');
    expect(await openAs(amina)).toMatchObject({ ok: true, value: { text: words, why: 'locked' } });
  });

  test('whose lease is over writes without a network, and reads it after the next contact', async () => {
    server.clock.move(leaseLength + minutes(1));
    blue.isCut = true;
    await blue.leases.dropEnded();
    expect(await blue.tryUnlock('amina')).toEqual({ ok: false, trouble: 'lease-over' });
    expect((await write()).ok).toBe(true);
    blue.isCut = false;
    await blue.askWhoIsHere();
    expect(await openAs(await blue.unlock('amina'))).toMatchObject({ ok: true, value: { text: words } });
  });

  test('a PIN that is changed meanwhile, and a page that is killed, take nothing from it', async () => {
    await write();
    const amina = await blue.unlock('amina');
    await changeOwnPin({ guards: blue.guards, time: blue.guards.time, stretch: stretchPin }, amina, { now: pins.amina, next: '294615' });
    amina.keys.drop();
    blue.database.close();
    await blue.database.open();
    expect(await openAs(await blue.unlock('amina', '294615'))).toMatchObject({ ok: true });
  });

  test('who has left the tablet finds it when she comes back to it', async () => {
    await write();
    await server.db.updateTable('memberships').set({ until: server.clock() }).where('person', '=', 'amina').execute();
    await blue.askWhoIsHere();
    expect([await blue.database.people.get('amina'), (await notes()).length]).toEqual([undefined, 1]);
    await server.db.updateTable('memberships').set({ until: null }).where('person', '=', 'amina').execute();
    await blue.askWhoIsHere();
    expect(await openAs(await blue.unlock('amina'))).toMatchObject({ ok: true });
  });

  test('somebody of whom the tablet has no key yet is told so, and nothing is kept in clear instead', async () => {
    const { later: _, ...without } = await her();
    await blue.database.people.put(without);
    expect([await write(), await notes()]).toEqual([{ ok: false, trouble: 'cannot-seal' }, []]);
  });

  test('a text without words leaves nothing, and one that was emptied again is gone', async () => {
    const writing = beginLater(blue.tablet, 'amina');
    await writing.write('   ');
    await writing.write('a word');
    await writing.write('');
    expect(await notes()).toEqual([]);
  });
});

describe('whoever wants to read', () => {
  test('finds no word of it on the disk, only for whom, since when and how long', async () => {
    await write();
    const all = await wholeDisk();
    expect([all.includes(words), all.includes(Buffer.from(words).toString('base64').slice(0, 40))]).toEqual([false, false]);
    const { id: _, ephemeral: __, bytes: ___, key: ____, ...clear } = await theNote();
    expect(clear).toEqual({ person: 'amina', begun: server.clock(), letters: words.length });
  });

  test('cannot read back what she has just written herself, from anything that the page leaves behind', async () => {
    const note = await laterNoteFor(blue.tablet, 'amina', { text: words, why: 'locked' });
    expect(JSON.stringify(note)).not.toContain(words);
    expect(Object.values(note.ok ? note.value : {}).some(value => value instanceof CryptoKey)).toBe(false);
  });

  test('a colleague who is unlocked opens it with none of her keys, under her own name or under the other', async () => {
    await write();
    const kasia = await blue.unlock('kasia');
    const note = await theNote();
    expect(await shown(kasia)).toEqual([]);
    expect(await openAs(kasia, note)).toEqual(shut);
    expect(await openLater(kasia, (await her()).later, note)).toEqual(shut);
    const posing = { ...kasia, person: { ...kasia.person, id: 'amina' } };
    expect(await openLater(posing, (await her()).later, note)).toEqual(shut);
  });

  test('a colleague who writes her own name on the row gets it among hers, shut, and it is not lost by that', async () => {
    await write();
    await blue.database.later.update((await theNote()).id, { person: 'kasia' });
    expect((await shown(await blue.unlock('kasia'))).map(one => one.words)).toEqual([null]);
    await blue.database.later.update((await theNote()).id, { person: 'amina' });
    expect(await openAs(await blue.unlock('amina'))).toMatchObject({ ok: true });
  });

  test('the private half lies sealed, and after lock her dropped keys open neither it nor the words', async () => {
    await write();
    const vault = await server.keyring.get(vaultKeyId('amina'));
    const amina = await blue.unlock('amina');
    amina.keys.drop();
    expect(await openAs(amina)).toEqual(shut);
    expect(await wholeDisk()).not.toContain(vault!.toString('base64url'));
  });
});

describe('whoever confirms', () => {
  test('for another is refused, and nothing is written in either name', async () => {
    await write();
    const [amina, kasia] = [await blue.unlock('amina'), await blue.unlock('kasia')];
    const [offered] = await shown(amina);
    expect((await keepLater(kasia, offered!)).ok).toBe(false);
    expect([await blue.database.outbox.count(), (await notes()).length]).toEqual([0, 1]);
  });

  test('is her alone: before that nothing is signed, nothing waits and nothing is sent', async () => {
    await write();
    await blue.round();
    const amina = await blue.unlock('amina');
    await blue.round(amina);
    expect([await blue.database.outbox.count(), await reflections(amina)]).toEqual([0, []]);
    expect((await keepLater(amina, (await shown(amina))[0]!)).ok).toBe(true);
    expect([await reflections(amina), await notes()]).toEqual([[words], []]);
    await blue.round(amina);
    const kept = await server.db.selectFrom('records').select('author').where('kind', '=', 'reflection').execute();
    expect(kept).toEqual([{ author: 'amina' }]);
  });

  test('twice, because the tablet died in between or it was done on two tablets, has it once', async () => {
    await write();
    const amina = await blue.unlock('amina');
    const [offered] = await shown(amina);
    const ids = [await keepLater(amina, offered!)];
    await blue.database.later.put(offered!.note);
    await blue.round(amina);
    ids.push(await keepLater(amina, (await shown(amina))[0]!));
    const green = await wholeTablet(server, 'Green');
    const there = await green.unlock('amina');
    ids.push(await keepLater(there, offered!));
    await green.round(there);
    await blue.round(amina);
    expect(new Set(ids.map(one => one.ok && one.value)).size).toBe(1);
    expect(await reflections(amina)).toEqual([words]);
    green.database.close();
  });

  test('what was kept and then changed is not written over by the same words coming again', async () => {
    await write();
    const amina = await blue.unlock('amina');
    const [offered] = await shown(amina);
    await keepLater(amina, offered!);
    server.clock.move(days(1));
    await blue.database.later.put(offered!.note);
    await keepLater(amina, offered!);
    expect([await blue.database.outbox.count(), await notes()]).toEqual([1, []]);
  });
});
