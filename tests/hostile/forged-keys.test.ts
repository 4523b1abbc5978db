// Keys that somebody says a thing is sealed under: what does not exist, is not hers or is too old is never used, and makes nothing.
import 'fake-indexeddb/auto';
import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../../src/device/session';
import { type PinChange, pinChangeBinding, pinChangesPath, pinChangeText } from '../../src/features/pin/pin-change';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { toBase64Url } from '../../src/kernel/bytes';
import { newId } from '../../src/kernel/id';
import { parseJson } from '../../src/kernel/parse';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import { makeNursery } from '../../src/server/people';
import { contentOf, loadPin, newPin, sealWrap } from '../../src/server/pins';
import { revokeTablet } from '../../src/server/reports';
import { leave } from '../../src/server/staffing';
import { changeBinding, runText } from '../../src/sync/change';
import { nurseryKeyId } from '../../src/sync/key-ids';
import type { WrapContent } from '../../src/sync/keys';
import { pageBinding, pullPath, pushPath, type SealedPage } from '../../src/sync/protocol';
import { syncRound } from '../../src/sync/sync-round.store';
import type { Verdict } from '../../src/sync/verdict';
import { generationsIn, heldBy, quince, say, wholePull, wordsOn } from '../support/generations';
import type { TestServer } from '../support/server-parts';
import { quinceStreet, type WholeTablet, wholeTablet } from '../support/whole-tablet';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched
const second = nurseryKeyId(quince, 2);

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

let number = 0;

/** A word on a board, written by hand: sealed with one key of `by`, under the name of any. */
async function envelope(author: Session, key: string, by: Session = author, sealedWith = by.keys.ids.at(-1) ?? '') {
  number += 1;
  const bare = { tablet: blue.identity.id, author: author.person.id, n: number, group: null, key };
  const set = { child: 'nobody-known', room: 'wrens', side: 'educator', word: `word ${number}`, standing: 'said' };
  const at = server.clock();
  const change = { change: newId(at, randomBytes(16)), kind: strengthWordKind.name, id: newId(at, randomBytes(16)), set, base: {}, at };
  const plain = new TextEncoder().encode(JSON.stringify({ ...change, version: 1 }));
  const bytes = toBase64Url(await by.keys.seal(sealedWith, changeBinding(bare), plain));
  return { v: 1 as const, ...bare, bytes, sig: await author.keys.sign(runText([{ v: 1, ...bare, sig: '', bytes }])) };
}

async function verdictOn(one: object): Promise<string> {
  const answer = await blue.http.post(pushPath, { v: 1, tablet: blue.identity.id, envelopes: [one] });
  if (!answer.ok) return answer.trouble;
  const [verdict] = (answer.value as { verdicts: Verdict[] }).verdicts;
  return verdict?.verdict === 'quarantined' ? verdict.reason : (verdict?.verdict ?? 'none');
}

const keyNames = async () =>
  (await server.db.selectFrom('keys').select('id').where('id', 'like', 'nursery:%').orderBy('id').execute()).map(({ id }) => id);

describe('what is pushed', () => {
  test.each(['0', '01', '2', '999999', '1000000', '-1', '1e0', ' 1', '1 ', '１', ''])(
    'under a generation “%s” that does not exist is kept apart, and makes no key',
    async generation => {
      const [amina, before] = [await blue.unlock('amina'), await keyNames()];
      const reason = await verdictOn(await envelope(amina, `nursery:${quince}:${generation}`));
      expect(['unknown-key', 'malformed']).toContain(reason);
      expect(await keyNames()).toEqual(before);
    },
  );

  test('under the new name, and sealed with the old key, does not open', async () => {
    const amina = await blue.unlock('amina');
    await revokeGreen();
    expect(await verdictOn(await envelope(amina, second))).toBe('cannot-open');
  });

  test('under the new key by somebody who left before there was one is kept apart, however she came by it', async () => {
    const kasia = await green.unlock('kasia');
    await kasiaLeaves();
    await blue.askWhoIsHere();
    const helen = await blue.unlock('helen');
    server.clock.move(60_000);
    expect(await verdictOn(await envelope(kasia, second, helen, second))).toBe('unknown-key');
    expect(await verdictOn(await envelope(helen, second, helen, second))).toBe('applied');
  });

  test('under the key of another nursery’s new generation is kept apart', async () => {
    await makeNursery(server, { id: 'elm', name: 'Elm', rooms: [] });
    await server.db.insertInto('key_generations').values({ nursery: 'elm', generation: 2, made_at: 0 }).execute();
    await server.keyring.make(nurseryKeyId('elm', 2));
    expect(await verdictOn(await envelope(await blue.unlock('amina'), nurseryKeyId('elm', 2)))).toBe('unknown-key');
  });
});

describe('somebody who would have an older key used again', () => {
  test('asks for it in a pull, and is answered under the new one', async () => {
    await revokeGreen();
    await recordedAfterwards();
    const body = { v: 1, tablet: blue.identity.id, person: 'helen', cursors: {}, lowest: 0, again: [], told: null };
    const more = { generation: 1, key: nurseryKeyId(quince), ring: [nurseryKeyId(quince)], holder: quince };
    const answer = await blue.http.post(pullPath, { ...body, ...more });
    const { pages } = (answer as { value: { pages: SealedPage[] } }).value;
    expect(pages.map(({ key }) => key)).toEqual([second]);
  });

  test('sends a changed PIN with an old wrap in it, or with a key of her own in its ring: the server makes hers itself', async () => {
    const amina = await blue.unlock('amina');
    const mine = { id: nurseryKeyId(quince, 9), key: Buffer.alloc(32, 9).toString('base64url') };
    const old = await contentOfAmina();
    await revokeGreen();
    expect(await sendPin(amina, { ...old, ring: [...old.ring, mine] })).toBe('taken');
    expect(await heldBy(server, 'amina')).toEqual([1, 2]);
    expect((await wholePull(blue.http, blue.identity.id, 'helen')).pages.every(({ key }) => key !== mine.id)).toBe(true);
  });

  test('takes a copied wrap of before back to her tablet: what comes waits, and opens with the next contact', async () => {
    const before = (await blue.database.people.get('amina'))!;
    await revokeGreen();
    await recordedAfterwards();
    await blue.database.people.put({ ...(await blue.database.people.get('amina'))!, wrap: before.wrap });
    const back = await blue.unlock('amina');
    await round(blue, back);
    expect([generationsIn(back), await wordsOn(back)]).toEqual([[1], []]);
    await blue.askWhoIsHere();
    const anew = await blue.unlock('amina');
    await round(blue, anew);
    expect(await wordsOn(anew)).toEqual(['curious']);
  });

  test('hands a page on that only pretends to be of the new generation: nothing of it is applied, nothing is lost', async () => {
    await revokeGreen();
    const amina = await blue.unlock('amina');
    const bytes = await amina.keys.seal(nurseryKeyId(quince), pageBinding(blue.identity.id, quince, second), new Uint8Array(40));
    await blue.askWhoIsHere();
    const anew = await blue.unlock('amina');
    const page = { holder: quince, key: second, bytes: toBase64Url(bytes) };
    const post: typeof blue.http.post = async (path, body) => {
      const answer = await blue.http.post(path, body);
      return path === pullPath && answer.ok ? { ok: true, value: { ...Object(answer.value), pages: [page] } } : answer;
    };
    const forged = { tablet: blue.tablet, http: { post }, session: () => anew };
    expect(await syncRound(forged)).toEqual({ ok: false, trouble: 'row-damaged' });
    await say(anew, 'curious');
    expect(await round(blue, anew)).toEqual({ ok: true, value: null });
    expect(await wordsOn(anew)).toEqual(['curious']);
  });
});

async function contentOfAmina(): Promise<WrapContent> {
  const content = await server.db.transaction().execute(async tx => {
    const pin = await loadPin(server, tx, 'amina');
    const { wrap } = await tx.selectFrom('people').select('wrap').where('id', '=', 'amina').executeTakeFirstOrThrow();
    return pin && contentOf('amina', parseJson(wrap), pin.stretched);
  });
  if (!content) throw new Error('her wrap does not open');
  return content;
}

async function sendPin({ keys }: Session, content: WrapContent): Promise<string | undefined> {
  server.clock.move(1_000);
  const pin = await newPin('482915', 0, 0);
  const stretched = toBase64Url(pin.stretched);
  const change: PinChange = { v: 1, opening: 0, at: server.clock(), stretched, wrap: sealWrap('amina', pin, content) };
  const id = randomUUID();
  const plain = new TextEncoder().encode(JSON.stringify(change));
  const message = {
    id,
    person: 'amina',
    sealed: toBase64Url(await keys.seal(keys.vault, pinChangeBinding(blue.identity.id, 'amina', id), plain)),
  };
  const signed = { ...message, sig: await keys.sign(pinChangeText(blue.identity.id, message)) };
  const answer = await blue.http.post(pinChangesPath, { v: 1, changes: [signed] });
  return answer.ok ? (answer.value as { answers: { answer: string }[] }).answers[0]?.answer : answer.trouble;
}
