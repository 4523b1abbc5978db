// Hostile hands at the sessions of tablets: copied cookies, ids without keys, texts of somebody else and old ones.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minutes } from '../../src/kernel/clock';
import { challengePath, peoplePath, sessionPath, sessionText } from '../../src/sync/tablet-protocol';
import { enrolledCookie } from '../support/enrolled';
import { type Desk, openDesk, quince } from '../support/office-desk';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.stop());

describe('a tablet’s session', () => {
  const ask = (cookie: string) => desk.server.app.inject({ url: peoplePath, headers: { cookie } });

  test('whose cookie was copied is worth nothing after fifteen minutes', async () => {
    const cookie = await enrolledCookie(desk.server, 'blue', quince);
    expect((await ask(cookie)).statusCode).toBe(200);
    desk.server.clock.move(minutes(15));
    expect((await ask(cookie)).json()).toEqual({ refusal: 'not-enrolled' });
  });

  test('is given to nobody who has only the tablet’s id', async () => {
    await enrolledCookie(desk.server, 'blue', quince);
    const thief = desk.browser();
    const { nonce } = (await thief.post(challengePath, { tablet: 'blue' })).body as unknown as { nonce: string };
    expect((await thief.post(sessionPath, { tablet: 'blue', nonce, sig: 'A'.repeat(86) })).body).toEqual({ refusal: 'not-enrolled' });
    expect(thief.jar.size).toBe(0);
  });

  test('is not given for a text of another tablet, nor for one that is two minutes old', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const point = Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey));
    const [own, other] = [randomUUID(), randomUUID()];
    for (const id of [own, other]) {
      await enrolledCookie(desk.server, id, quince);
      await desk.server.db.updateTable('tablets').set({ public_key: point }).where('id', '=', id).execute();
    }
    const hand = desk.browser();
    const nonceFor = async (tablet: string) => ((await hand.post(challengePath, { tablet })).body as unknown as { nonce: string }).nonce;
    const sign = async (tablet: string, nonce: string) => {
      const text = new TextEncoder().encode(sessionText(tablet, nonce));
      return Buffer.from(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, text)).toString('base64url');
    };
    const foreign = await nonceFor(other);
    expect((await hand.post(sessionPath, { tablet: own, nonce: foreign, sig: await sign(own, foreign) })).status).toBe(401);
    const late = await nonceFor(own);
    desk.server.clock.move(minutes(2));
    expect((await hand.post(sessionPath, { tablet: own, nonce: late, sig: await sign(own, late) })).status).toBe(401);
    expect(hand.jar.size).toBe(0);
  });
});
