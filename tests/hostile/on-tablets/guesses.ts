// Whoever guesses PINs on a tablet: across pages, tabs, clocks and counts that were changed by hand she has ten tries, and no word is lost.
import { openGuards } from '../../../src/device/guards';
import { openOwn, rewrapOwn } from '../../../src/device/own-wrap';
import { days } from '../../../src/kernel/clock';
import { casesOf, type HostileCase, misses, reads, rowOf, second, setMisses, writes } from './hostile-case';
import { type Fate, type HostileTablet, rememberingStretch } from './hostile-tablet';

const whoGuesses = casesOf('whoever guesses');
const tenth = casesOf('the tenth wrong PIN');

/** What has to be waited after the fifth wrong PIN, the sixth and so on, in seconds. */
const delays = [30, 60, 120, 300, 600];

async function guesses(t: HostileTablet, times: number): Promise<readonly Fate[]> {
  const fates: Fate[] = [];
  for (let time = 0; time < times; time += 1) fates.push(await t.guess());
  return fates;
}

/** Wrong PINs until she is locked out, without the waiting in between. */
async function lockOut(t: HostileTablet): Promise<Fate> {
  await setMisses(t, 9);
  return t.guess();
}

async function tenGuesses(t: HostileTablet): Promise<unknown> {
  const seen: unknown[] = [...(await guesses(t, 4))];
  for (const seconds of delays) {
    seen.push(await t.guess(), await t.guards.attempts.standing('amina'));
    t.time.running += seconds * second - 1;
    seen.push(await t.guess());
    t.time.running += 1;
  }
  return [...seen, await t.guess()];
}

const tenAsTheyAre = [
  ...['wrong-pin', 'wrong-pin', 'wrong-pin', 'wrong-pin'],
  ...delays.flatMap((seconds, at) => ['wrong-pin', { waits: seconds * second, left: 5 - at }, 'pin-waits']),
  'locked-out',
];

async function countedBefore(t: HostileTablet): Promise<readonly number[]> {
  const counted: number[] = [];
  const page = t.anotherPage({
    stretch: async (pin, how) => {
      counted.push(await misses(t));
      return rememberingStretch(pin, how);
    },
  });
  await page.guess();
  await page.guess();
  return counted;
}

const fullThenFree = { fate: 'QuotaExceededError', tried: 0, afterwards: 'open' };

/** The disk is full: a try that cannot be counted is none. */
async function withoutRoomToCount(t: HostileTablet): Promise<unknown> {
  let tried = 0;
  const stretch: typeof rememberingStretch = (pin, how) => {
    tried += 1;
    return rememberingStretch(pin, how);
  };
  const noRoom = () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  const full = async () => noRoom();
  const guards = openGuards({
    ...{ database: t.database, tablet: t.tablet.id, clock: t.tablet.clock, running: () => t.time.running },
    files: folder => (folder === 'attempts' ? { ...t.files(folder), change: full } : t.files(folder)),
    alone: (_, work) => work(),
  });
  t.database.settings.hook('creating', noRoom);
  const fate = await openOwn(guards, await rowOf(t), t.pins.amina, stretch).then(
    () => 'answered',
    (fault: unknown) => (fault instanceof DOMException ? fault.name : String(fault)),
  );
  t.database.settings.hook('creating').unsubscribe(noRoom);
  return { fate, tried, afterwards: await t.guess(t.pins.amina) };
}

const spoilt = ['', '{}', 'null', '{"misses":-1,"at":0}', '{"misses":"0","at":0}', '{"misses":1e400,"at":0}', '[0,0]', '\u0000'];

const guessing: readonly HostileCase[] = [
  whoGuesses('finds each guess counted on the disk before the PIN is tried', [1, 2], countedBefore),
  whoGuesses('has four guesses, and then waits longer after each: 30 seconds, 1, 2, 5 and 10 minutes', tenAsTheyAre, tenGuesses),
  whoGuesses('is not told whether the right PIN would open while she has to wait', ['wrong-pin', 'pin-waits', 5], async t => {
    await setMisses(t, 4);
    return [await t.guess(), await t.guess(t.pins.amina), await misses(t)];
  }),
  whoGuesses('begins from nothing only with the right PIN', ['open', 0], async t => {
    await guesses(t, 3);
    return [await t.guess(t.pins.amina), await misses(t)];
  }),
  whoGuesses('wins nothing by loading the page again', ['pin-waits', 30 * second], async t => {
    await guesses(t, 5);
    t.time.running = 0;
    const page = t.anotherPage();
    return [await page.guess(t.pins.amina), (await page.guards.attempts.standing('amina')).waits];
  }),
  whoGuesses('shares one count between two tabs that guess at once', [4, 5, 30 * second], async t => {
    const [one, two] = [t.anotherPage(), t.anotherPage()];
    await Promise.all([one.guess(), two.guess(), one.guess(), two.guess()]);
    const four = await misses(t);
    await Promise.all([one.guess(), two.guess()]);
    return [four, await misses(t), (await t.guards.attempts.standing('amina')).waits];
  }),
  whoGuesses('is let in by none of twenty tabs after the tenth', [10, ['locked-out']], async t => {
    await setMisses(t, 9);
    const fates = await Promise.all(Array.from({ length: 20 }, (_, at) => t.anotherPage().guess(at === 0 ? undefined : t.pins.amina)));
    return [await misses(t), [...new Set(fates)]];
  }),
  whoGuesses('wins nothing by setting the clock forward', ['pin-waits', 'pin-waits'], async t => {
    await setMisses(t, 4);
    await t.guess();
    t.time.skew = days(365);
    return [await t.guess(t.pins.amina), await t.anotherPage({ running: () => 0 }).guess(t.pins.amina)];
  }),
  whoGuesses('wins and loses nothing by setting the clock back', ['pin-waits', 'open'], async t => {
    await setMisses(t, 4);
    await t.guess();
    t.time.skew = -days(365);
    const early = await t.guess(t.pins.amina);
    t.time.running += 30 * second;
    return [early, await t.guess(t.pins.amina)];
  }),
  whoGuesses('wins nothing by removing the file with the count: it is in the database as well', ['wrong-pin', 'pin-waits'], async t => {
    await guesses(t, 4);
    await t.files('attempts').change([], ['amina']);
    const fifth = await t.guess();
    await t.files('attempts').change([], ['amina']);
    return [fifth, await t.guess(t.pins.amina)];
  }),
  ...spoilt.map(text =>
    whoGuesses(`wins nothing by making the count ${JSON.stringify(text)}`, 6, async t => {
      await guesses(t, 4);
      await t.files('attempts').change([{ name: 'amina', text }], []);
      return (await t.guards.attempts.standing('amina')).left;
    }),
  ),
  ...spoilt.slice(1).map(text =>
    whoGuesses(`is locked out where the count was made ${JSON.stringify(text)} and is nowhere else`, 'locked-out', async t => {
      await t.files('attempts').change([{ name: 'amina', text }], []);
      return t.guess(t.pins.amina);
    }),
  ),
  whoGuesses('at one name leaves those of others alone', ['locked-out', 'open', 'open'], async t => [
    await lockOut(t),
    await t.guess(t.pins.kasia, 'kasia'),
    await t.guess(t.pins.helen, 'helen'),
  ]),
  whoGuesses('where another PIN is to be chosen is counted like anywhere', [['wrong-pin'], 'pin-waits'], async t => {
    const choice = { now: '111111', next: '482915' };
    const fates = new Set<string>();
    for (let time = 0; time < 5; time += 1) {
      const rewrapped = await rewrapOwn(t.guards, await rowOf(t), choice, rememberingStretch);
      fates.add(rewrapped.ok ? 'open' : rewrapped.trouble);
    }
    return [[...fates], await t.guess(t.pins.amina)];
  }),
  whoGuesses('on a full disk tries no PIN, because none can be counted; with room the right one opens', fullThenFree, withoutRoomToCount),
];

const lockedOut: readonly HostileCase[] = [
  tenth(
    'takes her wrap and the secret of her lease from the tablet, and never what she wrote',
    { fate: 'locked-out', wrap: '', leases: -1, waiting: 1, verdicts: ['applied'] },
    async t => {
      const amina = await t.unlock('amina');
      await writes(amina, 'She reached for the spoon');
      amina.keys.drop();
      const leases = (await t.files('leases').names()).length;
      const fate = await lockOut(t);
      const [{ wrap }, waiting] = [await rowOf(t), await t.database.outbox.count()];
      const left = (await t.files('leases').names()).length - leases;
      await t.round();
      return { fate, wrap, leases: left, waiting, verdicts: await t.verdicts() };
    },
  ),
  tenth('leaves nothing that a copied wrap would open, with the right PIN or another', 'lease-over', async t => {
    const copy = await rowOf(t);
    await lockOut(t);
    await t.database.people.put(copy);
    await setMisses(t, 0);
    await t.database.settings.delete('counted:amina');
    return t.guess(t.pins.amina);
  }),
  tenth('holds although the server, which has not heard of it, gives her wrap again', [true, '', 'locked-out', 2], async t => {
    await lockOut(t);
    const asked = await t.askWhoIsHere();
    return [asked.ok, (await rowOf(t)).wrap, await t.guess(t.pins.amina), (await t.files('leases').names()).length];
  }),
  tenth('holds on this tablet alone: on another she goes on', ['locked-out', 'open'], async t => {
    const fate = await lockOut(t);
    await t.round();
    const green = await t.another('green');
    return [fate, await green.guess(t.pins.amina)];
  }),
  tenth('leaves her words to her: with a tablet that she may open she reads all of them', ['One', 'Two'], async t => {
    await writes(await t.unlock('amina'), 'One', 'Two');
    await lockOut(t);
    await t.round();
    const green = await t.another('green');
    const amina = await green.unlock('amina');
    await green.round(amina);
    return (await reads(amina)).texts;
  }),
];

export const guessCases = [...guessing, ...lockedOut];
