// Old keys in hostile hands: who lost a tablet, left, or has a copy of everything of before opens nothing that is written afterwards.
import 'fake-indexeddb/auto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import { openKeyring } from '../../src/server/keyring';
import { makeNewPin } from '../../src/server/new-pin';
import { makeNursery } from '../../src/server/people';
import { revokeTablet } from '../../src/server/reports';
import { open } from '../../src/server/sealing';
import { joinNursery, leave } from '../../src/server/staffing';
import { nurseryKeyId } from '../../src/sync/key-ids';
import type { SealedPage } from '../../src/sync/protocol';
import { generationsIn, generationsOf, heldBy, opens, quince, say, wholePull, wordsOn } from '../support/generations';
import type { TestServer } from '../support/server-parts';
import { type Known, quinceStreet, type WholeTablet, wholeTablet } from '../support/whole-tablet';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched
const revoked = { ok: false, trouble: 'tablet-revoked' };
const second = nurseryKeyId(quince, 2);
const staff: readonly Known[] = ['amina', 'kasia', 'helen'];

let server: TestServer;
let [blue, green]: [WholeTablet, WholeTablet] = [] as never;

beforeEach(async () => {
  server = await quinceStreet();
  [blue, green] = [await wholeTablet(server, 'Blue'), await wholeTablet(server, 'Green')];
});
afterEach(async () => {
  for (const { database } of [blue, green]) database.close();
  await server.app.close();
});

const office = () => ({ ...server, kinds: recordKinds, policies, report: (fault: unknown) => expect(fault).toBe(null) });
const kasiaLeaves = () => leave(office(), { person: 'kasia', nursery: quince });
const revokeGreen = () => revokeTablet(server, green.identity.id);
const round = async (tablet: WholeTablet, session: Session | null) => {
  server.clock.move(6 * 60_000);
  return tablet.round(session);
};

/** Somebody who stays says a word on Blue, and everything that Blue is then answered is recorded on its way. */
async function recordedAfterwards(word = 'curious'): Promise<readonly SealedPage[]> {
  await blue.askWhoIsHere();
  const helen = await blue.unlock('helen');
  await say(helen, word);
  await round(blue, helen);
  const pages = [];
  for (const person of ['helen', 'amina']) pages.push(...(await wholePull(blue.http, blue.identity.id, person)).pages);
  return pages.filter(({ holder }) => holder === quince);
}

const someOpens = async (session: Session, pages: readonly SealedPage[]) => {
  for (const page of pages) if (await opens(session, blue.identity.id, page)) return true;
  return false;
};

describe('a copy of a tablet that was taken out of use, with everybody’s right PIN', () => {
  let copies: readonly Session[];
  beforeEach(async () => {
    await say(await blue.unlock('helen'), 'patient');
    await round(blue, await blue.unlock('helen'));
    copies = [await green.unlock('amina'), await green.unlock('kasia'), await green.unlock('helen')];
  });

  test('opens what was answered before, and nothing that another tablet is answered afterwards', async () => {
    const before = (await wholePull(blue.http, blue.identity.id, 'helen')).pages.filter(({ holder }) => holder === quince);
    await revokeGreen();
    const after = await recordedAfterwards();
    expect([before.length, after.map(({ key }) => key)]).toEqual([1, [second, second]]);
    for (const copy of copies) expect([await someOpens(copy, before), await someOpens(copy, after)]).toEqual([true, false]);
  });

  test('is given no wrap and no page any more, so the new key never comes', async () => {
    await revokeGreen();
    expect(await green.askWhoIsHere()).toEqual(revoked);
    expect(await green.round(copies[0])).toEqual(revoked);
    for (const person of staff) expect(generationsIn(await green.unlock(person))).toEqual([1]);
  });

  test('hands over what waits, and is answered with verdicts alone', async () => {
    await say(copies[0]!, 'gentle');
    await revokeGreen();
    expect(await green.farewell()).toEqual({ ok: true, value: null });
    const helen = await blue.unlock('helen');
    await blue.askWhoIsHere();
    const anew = await blue.unlock('helen');
    await round(blue, anew);
    expect([generationsIn(helen), await wordsOn(anew)]).toEqual([[1], ['gentle', 'patient']]);
  });

  test('opens no row of the database that is written afterwards, were it copied as well', async () => {
    await revokeGreen();
    await recordedAfterwards();
    const rows = await server.db.selectFrom('records').selectAll().where('kind', '=', strengthWordKind.name).execute();
    expect(rows.length).toBe(2);
    const keys = await Promise.all([1, 2].map(at => server.keyring.get(nurseryKeyId(quince, at))));
    for (const { id, author, kind, version, body } of rows)
      for (const key of keys) expect(open(key!, ['record', id, author, kind, version].join('|'), body).ok).toBe(false);
  });

  test('begins no second one by being taken out of use twice', async () => {
    await revokeGreen();
    expect(await revokeGreen()).toBe(false);
    expect(await generationsOf(server)).toEqual([2]);
  });
});

describe('somebody who has left, with a copy of all that she held', () => {
  test('opens nothing that is answered afterwards', async () => {
    const kasia = await green.unlock('kasia');
    await kasiaLeaves();
    expect(await someOpens(kasia, await recordedAfterwards())).toBe(false);
  });

  test('finds no key of the nursery in the wrap that the server keeps of her, whatever PIN she is given', async () => {
    await kasiaLeaves();
    expect(await heldBy(server, 'kasia')).toEqual([]);
    await makeNewPin(server, 'kasia');
    expect(await heldBy(server, 'kasia')).toEqual([]);
  });

  test('does not get the old nursery’s by beginning in another', async () => {
    await makeNursery(server, { id: 'elm', name: 'Elm', rooms: [{ id: 'owls', name: 'Owls' }] });
    await kasiaLeaves();
    await joinNursery(office(), { person: 'kasia', nursery: 'elm', room: 'owls', role: 'educator' });
    expect([await heldBy(server, 'kasia'), await heldBy(server, 'kasia', 'elm')]).toEqual([[], [1]]);
  });

  test('who is asked for by a tablet of the nursery gets no page of it', async () => {
    await kasiaLeaves();
    expect((await wholePull(blue.http, blue.identity.id, 'kasia')).pages).toEqual([]);
  });
});

test('the keys of all generations lie in the database only under the server’s own', async () => {
  await revokeGreen();
  const dump = JSON.stringify((await sql`SELECT * FROM keys`.execute(server.db)).rows);
  for (const id of [nurseryKeyId(quince), second]) {
    const key = (await server.keyring.get(id))!;
    for (const form of ['base64', 'base64url', 'hex'] as const) expect(dump).not.toContain(key.toString(form));
  }
  await expect(openKeyring(server.db, Buffer.alloc(32, 8)).get(second)).rejects.toThrow();
});
