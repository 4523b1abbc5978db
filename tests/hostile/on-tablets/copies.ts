// Whoever copies a tablet's disk, swaps what is on it or turns its clock: her wrap opens only with both halves of the tablet's secret and her lease.
import { days, minutes } from '../../../src/kernel/clock';
import { parseJson } from '../../../src/kernel/parse';
import { leaseLength } from '../../../src/sync/leaving/lease';
import { casesOf, type HostileCase, misses, reads, rowOf, writes } from './hostile-case';
import type { HostileTablet } from './hostile-tablet';

const copy = casesOf('a copy of the disk');
const swapped = casesOf('a wrap that was swapped,');
const clock = casesOf('a clock');

const rightPin = (t: HostileTablet) => t.guess(t.pins.amina);
const halfOf = (text: string | null) => parseJson(text ?? '') as { half: string };

async function allLeases({ files }: HostileTablet): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const shelf = files('leases');
  const names = await shelf.names();
  return Promise.all(names.map(async name => ({ name, text: (await shelf.read(name)) ?? '' })));
}

const copies: readonly HostileCase[] = [
  copy('without the half of the secret that lies in a file opens nothing', 'row-damaged', async t => {
    await t.files('device').change([], ['half']);
    return rightPin(t);
  }),
  copy('without the half that is a key opens nothing', 'row-damaged', async t => {
    await t.database.settings.delete('device-key');
    return rightPin(t);
  }),
  copy('with another half opens nothing and costs no guess, and the next contact mends it', ['row-damaged', 0, 'open'], async t => {
    await t.files('device').change([{ name: 'half', text: JSON.stringify({ half: `${'AQ'.repeat(21)}A` }) }], []);
    const fate = await rightPin(t);
    const counted = await misses(t);
    await t.askWhoIsHere();
    return [fate, counted, await rightPin(t)];
  }),
  copy('with another key in the place of that half opens nothing', 'row-damaged', async t => {
    const value = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
    await t.database.settings.put({ name: 'device-key', value });
    return rightPin(t);
  }),
  copy('holds no wrap that its lease alone would take off', { v: 2, device: 1, isLeaseThere: true, isLong: true }, async t => {
    const { lease, sealed, ...others } = JSON.parse((await rowOf(t)).wrap) as { lease: string; sealed: string };
    return { ...others, isLeaseThere: (await t.files('leases').names()).includes(lease), isLong: sealed.length > 200 };
  }),
  copy('gives no script the half of the secret that is a key, in any form', [false, 'refused', 'refused', 'refused'], async t => {
    const key = (await t.database.settings.get('device-key'))?.value as CryptoKey;
    const forms = (['raw', 'jwk', 'pkcs8'] as const).map(form =>
      crypto.subtle.exportKey(form as 'raw', key).then(
        () => 'given',
        () => 'refused',
      ),
    );
    return [key.extractable, ...(await Promise.all(forms))];
  }),
  copy('gives no script the key that the tablet proves itself with', [false, 'refused'], async t => {
    const { privateKey } = t.identity.keys;
    const given = await crypto.subtle.exportKey('pkcs8', privateKey).then(
      () => 'given',
      () => 'refused',
    );
    return [privateKey.extractable, given];
  }),
  copy('has 32 bytes in the half that lies in a file, of its own', [43, true], async t => {
    const { half } = halfOf(await t.files('device').read('half'));
    const green = await t.another('green');
    return [half.length, half !== halfOf(await green.files('device').read('half')).half];
  }),
  copy('without the secrets of the leases opens nothing, and the next contact mends it', ['lease-over', 'open'], async t => {
    await t.files('leases').change([], await t.files('leases').names());
    const fate = await rightPin(t);
    await t.askWhoIsHere();
    return [fate, await rightPin(t)];
  }),
  copy('made before the lease ended opens nothing once it has', [0, 'lease-over', 'lease-over'], async t => {
    const copied = await allLeases(t);
    await t.passes(leaseLength + minutes(1));
    await t.guards.leases.dropEnded();
    const left = (await t.files('leases').names()).length;
    const before = await rightPin(t);
    await t.files('leases').change(copied, []);
    return [left, before, await rightPin(t)];
  }),
  copy('whose time was taken away opens nothing, and the next contact mends it', ['lease-over', 'open'], async t => {
    await t.database.settings.delete('time');
    const fate = await t.anotherPage().guess(t.pins.amina);
    await t.askWhoIsHere();
    return [fate, await rightPin(t)];
  }),
];

const swaps: readonly HostileCase[] = [
  swapped('a colleague’s under her name, opens with neither PIN', ['row-damaged', 'row-damaged'], async t => {
    const { wrap } = await rowOf(t, 'kasia');
    await t.database.people.put({ ...(await rowOf(t)), wrap });
    return [await rightPin(t), await t.guess(t.pins.kasia)];
  }),
  swapped('another tablet’s, opens nothing, with its leases or without', ['lease-over', 'row-damaged'], async t => {
    const green = await t.another('green');
    await t.database.people.put({ ...(await rowOf(t)), wrap: (await rowOf(green)).wrap });
    const alone = await rightPin(t);
    await t.files('leases').change(await allLeases(green), []);
    return [alone, await rightPin(t)];
  }),
  swapped('another tablet’s with all of that tablet’s secrets, opens nothing here', 'row-damaged', async t => {
    const green = await t.another('green');
    await t.database.people.put({ ...(await rowOf(t)), wrap: (await rowOf(green)).wrap });
    await t.files('leases').change(await allLeases(green), []);
    const half = await green.files('device').read('half');
    await t.files('device').change([{ name: 'half', text: half ?? '' }], []);
    const key = await green.database.settings.get('device-key');
    await t.database.settings.put({ name: 'device-key', value: key?.value });
    return rightPin(t);
  }),
  swapped('its lease’s secret too, opens nothing and costs no guess', ['row-damaged', 0], async t => {
    const [one, other] = await allLeases(t);
    if (!one || !other) throw new Error('leases');
    const take = (to: typeof one, from: typeof one) => {
      const secret = (parseJson(from.text) as { secret: string }).secret;
      return { name: to.name, text: JSON.stringify({ ...(parseJson(to.text) as object), secret }) };
    };
    await t.files('leases').change([take(one, other), take(other, one)], []);
    const fates = [await rightPin(t), await t.guess(t.pins.kasia, 'kasia'), await t.guess(t.pins.helen, 'helen')];
    return [fates.filter(fate => fate === 'row-damaged').length >= 2 ? 'row-damaged' : fates, await misses(t)];
  }),
  ...[
    '',
    '{}',
    'null',
    '{"v":2}',
    '{"v":9,"device":1,"lease":null,"sealed":"AAAA"}',
    '<b>',
    '{"v":2,"device":1,"lease":"../..","sealed":"AAAA"}',
  ].map(wrap =>
    swapped(`made ${JSON.stringify(wrap)}, opens nothing`, true, async t => {
      await t.database.people.put({ ...(await rowOf(t)), wrap });
      return ['row-damaged', 'locked-out', 'lease-over'].includes(await rightPin(t));
    }),
  ),
  swapped('with one bit of it turned, opens nothing, and the next contact mends it', ['row-damaged', 'open'], async t => {
    const row = await rowOf(t);
    const kept = JSON.parse(row.wrap) as { sealed: string };
    const turned = kept.sealed.replace(/^(.{80})(.)/, (_, before: string, letter: string) => before + (letter === 'A' ? 'B' : 'A'));
    await t.database.people.put({ ...row, wrap: JSON.stringify({ ...kept, sealed: turned }) });
    const fate = await rightPin(t);
    await t.askWhoIsHere();
    return [fate, await rightPin(t)];
  }),
];

/** What fails for another reason than the PIN takes no guess away. */
const whileOver = async (t: HostileTablet) => [await rightPin(t), await misses(t)];

const clocks: readonly HostileCase[] = [
  clock(
    'two weeks on ends every lease; what waits still leaves, and one contact opens it again',
    ['lease-over', 0, ['applied'], 'open'],
    async t => {
      const amina = await t.unlock('amina');
      await writes(amina, 'She reached for the spoon');
      amina.keys.drop();
      await t.passes(leaseLength + minutes(1));
      const over = await whileOver(t);
      await t.round();
      return [...over, await t.verdicts(), await rightPin(t)];
    },
  ),
  clock('that is set back revives no lease, before its end was seen or after', ['lease-over', 'lease-over', 'lease-over'], async t => {
    await t.passes(leaseLength + minutes(1));
    const seen = await rightPin(t);
    t.time.skew = -days(30);
    return [seen, await rightPin(t), await t.anotherPage().guess(t.pins.amina)];
  }),
  clock('that stands still is overtaken by the time that the tablet has been running', ['open', 'lease-over'], async t => {
    const before = await rightPin(t);
    t.time.skew = -days(1);
    t.time.running += leaseLength + minutes(1);
    return [before, await rightPin(t)];
  }),
  clock('ten years off takes nothing from anybody', ['open', 'open'], async t => {
    const fates: string[] = [];
    for (const years of [10, -10]) {
      t.time.skew = days(365 * years);
      t.time.running += minutes(6);
      await t.round();
      await t.askWhoIsHere();
      await t.passes(days(13));
      fates.push(await rightPin(t));
    }
    return fates;
  }),
  clock(
    'ten years off loses none of her words on their way',
    { texts: ['after', 'before'], damaged: 0, verdicts: ['applied', 'applied'] },
    async t => {
      const amina = await t.unlock('amina');
      t.time.skew = days(3650);
      await writes(amina, 'after');
      t.time.skew = -days(3650);
      await writes(amina, 'before');
      await t.round(amina);
      await t.round(amina);
      return { ...(await reads(amina)), verdicts: await t.verdicts() };
    },
  ),
];

export const copyCases = [...copies, ...swaps, ...clocks];
