// What the room watches without a PIN: its own place, what it may start, and who counts it afterwards, on a real tablet database.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Session } from '../../src/device/session';
import { moduleProgressKind } from '../../src/features/modules/module-progress';
import { noteProgress } from '../../src/features/modules/note-progress.store';
import type { Module } from '../../src/features/modules/pack';
import { emptyRoom, noted, planRoom, type Room, sittingToAsk, type Watched, waysOf } from '../../src/features/modules/room';
import { forgetOldSittings, liveRoom, noteRoom } from '../../src/features/modules/room.store';
import { answerSitting } from '../../src/features/modules/room-credit.store';
import { minutes } from '../../src/kernel/clock';
import { readRecords } from '../../src/sync/records.store';
import { colleagueOf, unlocked } from '../support/unlocked';

const watched = (position: number, chapters: string[], more: Partial<Watched> = {}): Watched => ({
  ...{ sitting: 'morning', module: 'three', isAgain: false, position, chapters },
  ...more,
});

let now: number;
let amina: Session;
let kasia: Session;

beforeEach(async () => {
  const session = await unlocked();
  now = session.tablet.clock();
  amina = { ...session, tablet: { ...session.tablet, clock: () => now } };
  kasia = await colleagueOf(amina, 'kasia', 'Kasia');
});
afterEach(() => amina.tablet.database.close());

const stored = async () => (await amina.tablet.database.settings.get('room'))?.value as Room | undefined;
const progressOf = async (who: Session) => (await readRecords(who, moduleProgressKind)).items;
const rowsOf = async (who: Session) => (await progressOf(who)).map(({ row }) => row);
const known = ['three', 'four'].map(id => ({ id }) as Module);
const askedOf = async (who: Session) => {
  const ways = new Map((await rowsOf(who)).map(row => [row.module, row]));
  return sittingToAsk((await stored()) ?? emptyRoom, who.person.id, known, ways, now);
};
async function answer(who: Session, wasThere: boolean) {
  const asked = await askedOf(who);
  if (!asked) throw new Error('she is not asked');
  const before = (await progressOf(who)).find(({ row }) => row.module === asked.module);
  return answerSitting(who, asked, wasThere, before);
}

describe('the place of the room', () => {
  test('is kept on the tablet, with the parts watched to their end', async () => {
    await noteRoom(amina.tablet, watched(20, []));
    await noteRoom(amina.tablet, watched(245, ['a']));
    const live = liveRoom(amina.tablet);
    await expect.poll(() => live.signal.value && waysOf(live.signal.value).get('three')).toEqual({ position: 245, chapters: ['a'] });
    live.stop();
  });

  test('is nobody’s: no person, no name and no progress of anybody is in it', async () => {
    await noteProgress(amina, 'three', { position: 400, chapters: ['b'] }, undefined);
    await noteRoom(amina.tablet, watched(245, ['a']));
    const text = JSON.stringify(await stored());
    expect(text).not.toMatch(/amina|kasia|quince/i);
    expect((await stored())?.ways).toEqual({ three: { position: 245, chapters: ['a'] } });
  });

  test('begins anew where what is stored has another shape', async () => {
    await amina.tablet.database.settings.put({ name: 'room', value: { ways: 'somewhere' } });
    await noteRoom(amina.tablet, watched(10, []));
    expect((await stored())?.ways).toEqual({ three: { position: 10, chapters: [] } });
  });
});

describe('what the room may start', () => {
  const module = (id: string): Module =>
    ({
      id,
      webcast: { length: 480 },
      chapters: ['a', 'b'].map((part, at) => ({ id: `${id}-${part}`, starts: at * 240 })),
    }) as unknown as Module;
  const modules = ['one', 'two'].map(module);
  const ways = (...ids: string[]) => new Map(ids.map(id => [id, { position: 480, chapters: [`${id}-a`, `${id}-b`] }]));
  const start = (known: ReturnType<typeof ways>, ...ready: string[]) => {
    const found = planRoom(modules, known, ({ id }) => ready.includes(id));
    return found && [found.plan.module.id, found.plan.until, found.isAgain];
  };
  test.each([
    ['the first module that is ready', start(ways(), 'one', 'two'), ['one', 480, false]],
    ['the next one once that was watched', start(ways('one'), 'one', 'two'), ['two', 480, false]],
    ['one that is ready before one that is not', start(ways(), 'two'), ['two', 480, false]],
    ['nothing while the next one is still to come', start(ways('one'), 'one'), null],
    ['all of it anew once everything was watched', start(ways('one', 'two'), 'one', 'two'), ['one', 480, true]],
    ['nothing where nothing is ready', start(ways()), null],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected));

  test('beginning anew forgets the way before, once', () => {
    const before: Room = { ways: Object.fromEntries(ways('one', 'two')), sittings: [] };
    const first = noted(before, watched(240, ['one-a'], { module: 'one', isAgain: true }), 1);
    expect(first.ways).toEqual({ one: { position: 240, chapters: ['one-a'] } });
    const second = noted(first, watched(480, ['one-b'], { module: 'one', isAgain: true }), 2);
    expect(second.ways).toEqual({ one: { position: 480, chapters: ['one-a', 'one-b'] } });
  });
});

describe('who was there', () => {
  beforeEach(() => noteRoom(amina.tablet, watched(245, ['a'])));

  test('whoever counts it has the parts in her own progress; nothing is counted for a colleague', async () => {
    expect(await answer(amina, true)).toMatchObject({ ok: true });
    expect(await rowsOf(amina)).toEqual([{ module: 'three', position: 245, chapters: ['a'] }]);
    expect(await rowsOf(kasia)).toEqual([]);
    expect([await askedOf(amina), (await askedOf(kasia))?.id]).toEqual([null, 'morning']);
  });

  test('several people count the same sitting, each for herself', async () => {
    await answer(amina, true);
    await answer(kasia, true);
    expect([await rowsOf(amina), await rowsOf(kasia)]).toEqual([1, 2].map(() => [{ module: 'three', position: 245, chapters: ['a'] }]));
  });

  test('what she had watched herself stays, and her place never goes back', async () => {
    await noteProgress(amina, 'three', { position: 700, chapters: ['b'] }, undefined);
    await answer(amina, true);
    const [row] = await rowsOf(amina);
    expect([row?.position, [...(row?.chapters ?? [])].sort()]).toEqual([700, ['a', 'b']]);
  });

  test('"not me" counts nothing and is not asked again', async () => {
    await answer(amina, false);
    expect([await rowsOf(amina), await askedOf(amina)]).toEqual([[], null]);
  });

  test('who has watched all of it herself is not asked', async () => {
    await noteProgress(amina, 'three', { position: 245, chapters: ['a'] }, undefined);
    expect(await askedOf(amina)).toBeNull();
  });

  test('nobody is asked about a module that has left the programme', async () => {
    const room = (await stored()) ?? emptyRoom;
    expect(sittingToAsk(room, 'amina', [], new Map(), now)).toBeNull();
  });

  test('nobody is asked about a part that was not watched to its end', async () => {
    await noteRoom(amina.tablet, watched(30, [], { sitting: 'later', module: 'four' }));
    await answer(amina, false);
    expect(await askedOf(amina)).toBeNull();
  });

  test('after two hours nobody is asked, and the sitting leaves the tablet; the room’s place stays', async () => {
    now += minutes(119);
    await forgetOldSittings(amina.tablet);
    expect((await askedOf(amina))?.id).toBe('morning');
    now += minutes(1);
    expect(await askedOf(amina)).toBeNull();
    await forgetOldSittings(amina.tablet);
    expect(await stored()).toEqual({ ways: { three: { position: 245, chapters: ['a'] } }, sittings: [] });
  });

  test('what cannot be written is told, and she is asked again', async () => {
    amina.keys.drop();
    expect(await answer(amina, true)).toEqual({ ok: false, trouble: 'locked' });
    expect((await askedOf(amina))?.id).toBe('morning');
  });
});
