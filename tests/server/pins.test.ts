// A new PIN lets somebody in again where she was locked out, and her wrap follows where she works; nothing that is hers is lost by it.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { childKind } from '../../src/features/roster/child';
import { parseJson } from '../../src/kernel/parse';
import { pinCommand } from '../../src/main/pin-command.server';
import { makeNursery } from '../../src/server/people';
import { joinNursery, leave } from '../../src/server/staffing';
import { readRecords } from '../../src/sync/records.store';
import { beginsWithBlue, blue, disk, server } from '../support/blue-with-files';
import { enterBaby } from '../support/children';
import { partsOf, wholeTablet } from '../support/whole-tablet';

beginsWithBlue();

const office = () => ({ ...partsOf(server), clock: server.clock });

/** What the operator reads, and the PIN on the slip; the trouble where there is one. */
async function larkrisePin(person: string): Promise<{ readonly said: string; readonly pin: string; readonly why: string | null }> {
  const said: string[] = [];
  const why = await pinCommand(['pin', person], line => said.push(line))!(office());
  const text = said.join('\n');
  return { said: text, pin: (/\d{3} \d{3}/.exec(text)?.[0] ?? '').replace(' ', ''), why };
}

async function lockOut(): Promise<void> {
  disk.folders.attempts.set('amina', '{"misses":9,"at":0}');
  expect(await blue.tryUnlock('amina', '111111')).toEqual({ ok: false, trouble: 'locked-out' });
  await blue.report();
}

test('words that are no command are none', () => {
  for (const words of [['pin'], ['pin', 'amina', 'more'], ['pins', 'amina'], []]) expect(pinCommand(words, () => undefined)).toBeNull();
});

test('somebody who is locked out is let in by a new PIN at the next contact, and reads and sends what she wrote before', async () => {
  const amina = await blue.unlock('amina');
  await beginReflection(amina, { module: null, prompt: null }).write('She reached for the spoon');
  amina.keys.drop();
  await lockOut();
  await blue.askWhoIsHere();
  expect((await blue.database.people.get('amina'))?.wrap).toBe('');
  server.clock.move(1_000);
  const { pin, said } = await larkrisePin('amina');
  expect(said).toContain('Your new PIN');
  expect(said).not.toContain('earlier version');
  await blue.askWhoIsHere();
  const again = await blue.unlock('amina', pin);
  await blue.round(again);
  expect((await server.db.selectFrom('receipts').select('verdict').execute()).map(({ verdict }) => verdict)).toEqual(['applied']);
  expect(await server.db.selectFrom('lockouts').selectAll().execute()).toEqual([]);
  expect(await blue.guards.attempts.standing('amina')).toEqual({ waits: 0, left: 10 });
});

test('a new PIN clears what was mistyped before, once: no wait, and ten tries', async () => {
  disk.folders.attempts.set('amina', '{"misses":9,"at":0}');
  server.clock.move(1_000);
  const { pin } = await larkrisePin('amina');
  await blue.askWhoIsHere();
  expect(await blue.guards.attempts.standing('amina')).toEqual({ waits: 0, left: 10 });
  disk.folders.attempts.set('amina', '{"misses":3,"at":0}');
  await blue.askWhoIsHere();
  expect((await blue.guards.attempts.standing('amina')).left).toBe(7);
  expect((await blue.tryUnlock('amina', pin)).ok).toBe(true);
});

test('a report of before she was let in again, which comes late, locks her out no more', async () => {
  await lockOut();
  await larkrisePin('amina');
  const report = { v: 1, app: '0.1.0', waiting: 0, storage: null, erased: [], locked: [{ person: 'amina', opening: 0 }] };
  expect((await blue.http.post('/api/v1/tablets/report', report)).ok).toBe(true);
  expect(await server.db.selectFrom('lockouts').selectAll().execute()).toEqual([]);
});

test('a new PIN is six digits that pass the rules, is shown once and written into the trail without it', async () => {
  const first = await larkrisePin('amina');
  const second = await larkrisePin('amina');
  expect([first.pin, second.pin]).toEqual([expect.stringMatching(/^\d{6}$/), expect.stringMatching(/^\d{6}$/)]);
  expect(first.pin).not.toBe(second.pin);
  const trail = await server.db.selectFrom('audit').selectAll().where('what', '=', 'pin-made-anew').execute();
  expect(trail.map(({ who, about }) => [who, about])).toEqual([
    ['operator', 'amina'],
    ['operator', 'amina'],
  ]);
  expect(JSON.stringify(trail)).not.toContain(first.pin);
  expect((await larkrisePin('nobody')).why).toBe('There is nobody of this id, so nothing was changed.');
});

test('somebody who was entered before PINs were kept is given one all the same, and the operator is told what it means', async () => {
  await server.db.deleteFrom('pins').where('person', '=', 'amina').execute();
  const { pin, said } = await larkrisePin('amina');
  expect(said).toContain('earlier version');
  await blue.askWhoIsHere();
  const amina = await blue.unlock('amina', pin);
  await beginReflection(amina, { module: null, prompt: null }).write('After it');
  await blue.round(amina);
  expect((await server.db.selectFrom('receipts').select('verdict').execute()).map(({ verdict }) => verdict)).toEqual(['applied']);
});

test('somebody who starts in a second nursery reads what is written there with the PIN that she has, and no more once she has left it', async () => {
  await makeNursery(server, { id: 'larch-fold', name: 'Larch Fold', rooms: [{ id: 'catkins', name: 'Catkins' }] });
  const place = { nursery: 'larch-fold', room: 'catkins', role: 'educator' as const };
  expect(await joinNursery(office(), { person: 'amina', ...place })).toEqual({ ok: true, value: null });
  expect(await joinNursery(office(), { person: 'amina', ...place })).toEqual({ ok: false, trouble: 'is-so-already' });
  await blue.askWhoIsHere();
  expect((await blue.unlock('amina')).keys.ids).toEqual(['vault:amina:1', 'nursery:larch-fold:1', 'nursery:quince-street:1']);
  const own = await wholeTablet(server, 'Amina’s own', 'amina');
  const amina = await own.unlock('amina');
  await enterBaby({ ...office(), now: server.clock() } as never, { id: 'amina' } as never, 'catkins', 'Zosia');
  await own.round(amina);
  expect((await readRecords(amina, childKind)).items.map(({ row }) => row.name)).toEqual(['Zosia']);
  own.database.close();
  await leave(office(), { person: 'amina', nursery: 'larch-fold' });
  await blue.askWhoIsHere();
  expect((await blue.unlock('amina')).keys.ids).toEqual(['vault:amina:1', 'nursery:quince-street:1']);
});

test('a change of her ring keeps her PIN, her salt and her signing key', async () => {
  const before = await server.db.selectFrom('people').select(['wrap', 'sign_key']).where('id', '=', 'amina').executeTakeFirstOrThrow();
  await makeNursery(server, { id: 'larch-fold', name: 'Larch Fold', rooms: [] });
  await joinNursery(office(), { person: 'amina', nursery: 'larch-fold', room: null, role: 'leader' });
  const after = await server.db.selectFrom('people').select(['wrap', 'sign_key']).where('id', '=', 'amina').executeTakeFirstOrThrow();
  expect(after.sign_key).toEqual(before.sign_key);
  expect(after.wrap).not.toBe(before.wrap);
  const salt = (wrap: string) => (parseJson(wrap) as { salt: string }).salt;
  expect(salt(after.wrap)).toBe(salt(before.wrap));
});
