// Whoever alters what waits on a tablet, or who somebody is there: nothing forged gets through, and what is honest is sent.
import type { OutboxEntry } from '../../../src/device/database';
import { childKind } from '../../../src/features/roster/child';
import { newId } from '../../../src/kernel/id';
import { roomBucket } from '../../../src/sync/bucket';
import { writeRecords } from '../../../src/sync/outbox.store';
import { syncRound } from '../../../src/sync/sync-round.store';
import { casesOf, type HostileCase, reads, rotten, writes } from './hostile-case';
import type { HostileTablet } from './hostile-tablet';

const waiting = casesOf('what waits,');
const hand = casesOf('a hand in the database');

/** Two that wait, the first of them altered by hand; then rounds, and what the server said of each. */
async function withAltered(t: HostileTablet, alter: (entry: OutboxEntry) => OutboxEntry) {
  const amina = await t.unlock('amina');
  await writes(amina, 'Altered', 'Honest');
  const [first] = await t.database.outbox.orderBy('seq').toArray();
  if (first) {
    await t.database.outbox.delete([first.author, first.n]);
    await t.database.outbox.put(alter(first));
  }
  await t.round(amina);
  await t.round(amina);
  const reasons = (await t.database.quarantined.toArray()).map(({ reason }) => reason);
  return { reasons, waiting: await t.database.outbox.count(), texts: (await reads(amina)).texts.filter(text => text !== '') };
}

const refusedAs = (reason: string) => ({ reasons: [reason], waiting: 0, texts: ['Honest'] });

const outbox: readonly HostileCase[] = [
  waiting('with one bit turned, is refused by its signature, and the rest is taken', refusedAs('bad-signature'), t =>
    withAltered(t, entry => ({ ...entry, bytes: rotten(entry.bytes) })),
  ),
  waiting('with the signature of nobody, is refused, and the rest is taken', refusedAs('bad-signature'), t =>
    withAltered(t, entry => ({ ...entry, sig: 'A'.repeat(86) })),
  ),
  waiting('made a colleague’s by hand, is refused, and the rest is taken', refusedAs('bad-signature'), t =>
    withAltered(t, entry => ({ ...entry, author: 'kasia' })),
  ),
  waiting('with one of it taken away, leaves without it', [['applied'], ['Two']], async t => {
    const amina = await t.unlock('amina');
    await writes(amina, 'One', 'Two');
    const [first] = await t.database.outbox.orderBy('seq').toArray();
    if (first) await t.database.outbox.delete([first.author, first.n]);
    await t.round(amina);
    return [await t.verdicts(), (await reads(amina)).texts];
  }),
  waiting(
    'whose counts were taken away after it was sent, is there once and loses nothing',
    { texts: ['One', 'Three', 'Two'], damaged: 0 },
    async t => {
      const amina = await t.unlock('amina');
      await writes(amina, 'One', 'Two');
      await t.round(amina);
      await t.database.numbers.clear();
      await writes(await t.unlock('amina'), 'Three');
      for (let round = 0; round < 3; round += 1) await t.round(amina);
      return reads(amina);
    },
  ),
  waiting('put back after it was answered, changes nothing', { verdicts: ['applied'], waiting: 0, texts: ['One'] }, async t => {
    const amina = await t.unlock('amina');
    await writes(amina, 'One');
    const [entry] = await t.database.outbox.toArray();
    await t.round(amina);
    if (entry) await t.database.outbox.put(entry);
    for (let round = 0; round < 2; round += 1) await t.round(amina);
    return { verdicts: await t.verdicts(), waiting: await t.database.outbox.count(), texts: (await reads(amina)).texts };
  }),
  waiting('opened by a colleague, shows nothing', { texts: [], damaged: 0 }, async t => {
    const amina = await t.unlock('amina');
    await writes(amina, 'Nobody else reads this');
    amina.keys.drop();
    return reads(await t.unlock('kasia'));
  }),
];

async function asLeader(t: HostileTablet): Promise<unknown> {
  await t.database.people.update('amina', { role: 'leader' });
  const amina = await t.unlock('amina');
  const set = { room: 'wrens', name: 'Nell', keyPerson: 'amina', ageInMonths: 9, homeLanguage: 'en', face: '', standing: 'here' as const };
  const id = newId(t.tablet.clock(), t.tablet.random());
  await writeRecords(amina, [{ kind: childKind, id, bucket: roomBucket('wrens', 'quince-street'), set, seen: {} }]);
  await t.round(amina);
  const reasons = (await t.database.quarantined.toArray()).map(({ reason }) => reason);
  await t.askWhoIsHere();
  return [reasons, (await t.database.people.get('amina'))?.role];
}

const hands: readonly HostileCase[] = [
  hand('that makes an educator a leader makes her none at the server', [['not-allowed'], 'educator'], asLeader),
  hand('that gives her a colleague’s buckets brings her nothing of the colleague’s', { texts: [], damaged: 0 }, async t => {
    const kasia = await t.unlock('kasia');
    await writes(kasia, 'Nobody else reads this');
    await t.round(kasia);
    kasia.keys.drop();
    const amina = await t.unlock('amina');
    const buckets = ['person:amina@quince-street', 'person:kasia@quince-street'];
    await t.database.people.update('amina', { buckets, told: null });
    await t.round(amina);
    return reads(amina);
  }),
  hand('that makes this tablet another one has its changes refused, and her words are kept for her', [['foreign-tablet'], 1], async t => {
    const amina = await t.unlock('amina');
    await writes(amina, 'Words');
    const tablet = { ...t.tablet, id: 'another-tablet' };
    await syncRound({ tablet, http: t.http, session: () => ({ ...amina, tablet }) });
    const kept = await t.database.quarantined.toArray();
    return [kept.map(({ reason }) => reason), kept.filter(({ bytes }) => bytes.length > 50).length];
  }),
  hand(
    'that empties the tablet’s folder has her words sent all the same, and the next contact mends it',
    [['applied'], 'open'],
    async t => {
      const amina = await t.unlock('amina');
      await writes(amina, 'Words');
      amina.keys.drop();
      for (const folder of ['attempts', 'leases', 'device'] as const) await t.files(folder).change([], await t.files(folder).names());
      await t.round();
      return [await t.verdicts(), await t.guess(t.pins.amina)];
    },
  ),
];

export const waitingCases = [...outbox, ...hands];
