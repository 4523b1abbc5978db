// Whoever guesses at a name keeps nobody out who has signed in there before, counts as one network, and learns nothing from the time.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as office from '../../src/features/office/office-protocol';
import { countTry, networkOf, signInCounts } from '../../src/server/throttles';
import { type Browser, type Desk, openDesk, passphrase } from '../support/office-desk';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.stop());

const signIn = (browser: Browser, name: string, code: string, words = passphrase) =>
  browser.post(office.signInPath, { name, passphrase: words, code });
const day = 86_400_000;

describe('whoever takes every try that a name has', () => {
  test('does not keep its owner out of the browser in which she has signed in before', async () => {
    const code = await desk.account('helen');
    const own = desk.browser('10.0.0.7');
    expect((await signIn(own, 'helen', code())).body.ok).toBe(true);
    for (let at = 0; at < 22; at += 1) await countTry(desk.server, signInCounts('helen', `10.9.0.${at}`));
    for (let minute = 0; minute < 10; minute += 1) {
      const wait = await countTry(desk.server, signInCounts('helen', `10.8.0.${minute}`));
      desk.server.clock.move((wait ?? 0) * 1_000);
      await countTry(desk.server, signInCounts('helen', `10.8.1.${minute}`));
      expect((await signIn(desk.browser(`10.7.0.${minute}`), 'helen', '000000')).body.trouble).toBe('wait');
    }
    expect((await signIn(own, 'helen', code())).body.ok).toBe(true);
  });

  test('gains nothing by making up that browser, or by one in which somebody else has signed in', async () => {
    const code = await desk.account('helen');
    const hers = desk.browser('10.0.0.7');
    await signIn(hers, 'helen', code());
    const thief = desk.browser('10.6.6.6');
    for (const [name, value] of hers.jar) if (name.startsWith('known-')) thief.jar.set(name, `${'A'.repeat(22)}.${value.split('.')[1]}`);
    const answers: (string | undefined)[] = [];
    for (let miss = 0; miss < 6; miss += 1) answers.push((await signIn(thief, 'helen', '000000')).body.trouble);
    expect(answers.at(-1)).toBe('wait');
  });

  test('has as many tries in a browser that is known as anywhere', async () => {
    const code = await desk.account('helen');
    const own = desk.browser('10.0.0.7');
    await signIn(own, 'helen', code());
    const answers: (string | undefined)[] = [];
    for (let miss = 0; miss < 6; miss += 1) answers.push((await signIn(own, 'helen', '000000')).body.trouble);
    expect(answers).toEqual([...Array(5).fill('sign-in-wrong'), 'wait']);
  });
});

test('all addresses of one network of version 6 are one', async () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:DB8:1:2::9'));
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
  expect([networkOf('::1'), networkOf('fe80::1%eth0'), networkOf('::ffff:10.0.0.7'), networkOf('10.0.0.7')]).toEqual([
    '0:0:0:0::/64',
    'fe80:0:0:0::/64',
    '10.0.0.7',
    '10.0.0.7',
  ]);
  for (let at = 1; at <= 5; at += 1) await countTry(desk.server, signInCounts('helen', `2001:db8::${at}`));
  expect(await countTry(desk.server, signInCounts('helen', '2001:db8::99'))).toBe(30);
});

test('a clock that was wrong makes nobody wait: what is free stays free, and what waits waits as long as ever', async () => {
  const tries = (address: string) => countTry(desk.server, signInCounts('helen', address));
  desk.server.clock.move(day);
  await tries('10.0.0.1');
  for (let miss = 0; miss < 5; miss += 1) await tries('10.6.6.6');
  desk.server.clock.move(-day);
  expect(await tries('10.0.0.1')).toBeNull();
  expect(await tries('10.6.6.6')).toBe(30);
  desk.server.clock.move(30_000);
  expect(await tries('10.6.6.6')).toBeNull();
});

test('a name that somebody has costs no more between request and answer than one that nobody has', async () => {
  await desk.account('helen');
  const { db } = desk.server;
  const client = db.getExecutor();
  let said = 0;
  const execute = client.executeQuery.bind(client);
  client.executeQuery = (...asked) => {
    said += 1;
    return execute(...asked);
  };
  const during = async (name: string, address: string) => {
    const before = said;
    await signIn(desk.browser(address), name, '000000', 'not her passphrase');
    const atAnswer = said - before;
    await new Promise(done => setTimeout(done, 50));
    return { atAnswer, later: said - before - atAnswer };
  };
  await desk.signedIn('farida', '10.1.0.1'); // keys are read once and remembered
  for (const round of [1, 2]) {
    const [known, unknown] = [await during('helen', `10.1.${round}.1`), await during('nobody.here', `10.1.${round}.2`)];
    expect(known.atAnswer).toBe(unknown.atAnswer);
  }
  expect((await desk.trail()).filter(line => line.includes('sign-in-'))).toHaveLength(2);
});
