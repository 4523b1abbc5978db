// Whoever alters what the server gave a tablet, or cuts its storing off in the middle: it is noticed, the rest stands, and it heals.
import type { Session } from '../../../src/device/session';
import { beginReflection } from '../../../src/features/reflections/reflection.store';
import { minutes } from '../../../src/kernel/clock';
import { newId } from '../../../src/kernel/id';
import { casesOf, type HostileCase, reads, rotten, writes } from './hostile-case';
import { type HostileTablet, orThrow } from './hostile-tablet';

const row = casesOf('a row');
const staged = casesOf('what was fetched while she was away,');

/** Amina with these reflections, which the server has and gave back. */
async function withWords(t: HostileTablet, ...texts: readonly string[]): Promise<Session> {
  const amina = await t.unlock('amina');
  await writes(amina, ...texts);
  await t.round(amina);
  return amina;
}

const ownRows = ({ database }: HostileTablet) => database.rows.filter(({ kind }) => kind === 'reflection').toArray();

/** Sums are compared at most every hour, and put right the second time in a row. */
async function hoursLater(t: HostileTablet, session: Session): Promise<void> {
  for (let hour = 0; hour < 3; hour += 1) {
    await t.passes(minutes(61));
    orThrow(await t.round(session));
  }
}

async function beforeAndAfter(t: HostileTablet, session: Session) {
  const before = await reads(session);
  orThrow(await t.round(session).then(round => (round.ok || round.trouble === 'row-damaged' ? { ok: true, value: null } : round)));
  return { before, after: await reads(session) };
}

const rows: readonly HostileCase[] = [
  row(
    'with one bit turned is told of, leaves the others alone, and is fetched again',
    { before: { damaged: 1, texts: 1 }, after: { damaged: 0, texts: ['One', 'Two'] } },
    async t => {
      const amina = await withWords(t, 'One', 'Two');
      const [first] = await ownRows(t);
      if (first) await t.database.rows.put({ ...first, bytes: rotten(first.bytes) });
      const { before, after } = await beforeAndAfter(t, amina);
      return { before: { ...before, texts: before.texts.length }, after };
    },
  ),
  row(
    'whose words were put in another’s place is told of, and both are fetched again',
    { before: { damaged: 2, texts: [] }, after: { damaged: 0, texts: ['One', 'Two'] } },
    async t => {
      const amina = await withWords(t, 'One', 'Two');
      const [one, two] = await ownRows(t);
      if (one && two)
        await t.database.rows.bulkPut([
          { ...one, bytes: two.bytes },
          { ...two, bytes: one.bytes },
        ]);
      return beforeAndAfter(t, amina);
    },
  ),
  row('of hers under a colleague’s name shows the colleague nothing', { texts: [], damaged: 1 }, async t => {
    await withWords(t, 'Nobody else reads this');
    const [hers] = await ownRows(t);
    if (hers) await t.database.rows.put({ ...hers, holder: 'kasia', buckets: ['person:kasia@quince-street'] });
    const kasia = await t.unlock('kasia');
    await t.database.people.update('kasia', { buckets: ['person:kasia@quince-street'] });
    return reads(kasia);
  }),
  row('that is put back as it once was is found out within hours', [['Old'], ['Old, and new']], async t => {
    const amina = await t.unlock('amina');
    const writing = beginReflection(amina, { module: null, prompt: null });
    await writing.write('Old');
    await t.round(amina);
    const [old] = await ownRows(t);
    await writing.write('Old, and new');
    await t.round(amina);
    if (old) await t.database.rows.put(old);
    const before = (await reads(amina)).texts;
    await hoursLater(t, amina);
    return [before, (await reads(amina)).texts];
  }),
  row('that is taken away is found out within hours', [1, ['One', 'Two']], async t => {
    const amina = await withWords(t, 'One', 'Two');
    const [one] = await ownRows(t);
    if (one) await t.database.rows.delete([one.holder, one.id]);
    const before = (await reads(amina)).texts;
    await hoursLater(t, amina);
    return [before.length, (await reads(amina)).texts];
  }),
  row('that nobody wrote is told of as damaged, and is gone within hours', [1, { texts: ['One'], damaged: 0 }], async t => {
    const amina = await withWords(t, 'One');
    const [one] = await ownRows(t);
    if (one) await t.database.rows.put({ ...one, id: newId(t.tablet.clock(), t.tablet.random()) });
    const { damaged } = await reads(amina);
    await t.round(amina);
    await hoursLater(t, amina);
    return [damaged, await reads(amina)];
  }),
  row('of each one of hers lost together with how far she had fetched comes again', { texts: ['One', 'Two'], damaged: 0 }, async t => {
    const amina = await withWords(t, 'One', 'Two');
    await Promise.all([t.database.rows.clear(), t.database.cursors.clear()]);
    await t.round(amina);
    return reads(amina);
  }),
];

/** What Amina wrote is answered, and its pages came while nobody was unlocked. */
async function fetchedLocked(t: HostileTablet): Promise<void> {
  const amina = await t.unlock('amina');
  await t.round(amina);
  await writes(amina, 'Words');
  amina.keys.drop();
  await t.passes(minutes(6));
  orThrow(await t.round());
}

/** Staged pages were changed; then she unlocks, first without a network. */
async function unlockedAfter(t: HostileTablet) {
  const amina = await t.unlock('amina');
  t.isCut = true;
  await t.round(amina);
  const early = (await reads(amina)).texts;
  t.isCut = false;
  for (let round = 0; round < 2; round += 1) await t.round(amina);
  const left = await t.database.staged.where('holder').equals('amina').count();
  return [early, (await reads(amina)).texts, await t.database.outbox.count(), left];
}

const healed = [['Words'], ['Words'], 0, 0];

const pages: readonly HostileCase[] = [
  staged('torn in the middle, is thrown away and fetched again', healed, async t => {
    await fetchedLocked(t);
    await t.database.staged.toCollection().modify(one => {
      if (one.page) Object.assign(one.page, { bytes: one.page.bytes.slice(0, one.page.bytes.length >> 1) });
    });
    return unlockedAfter(t);
  }),
  staged('with bits turned, is thrown away and fetched again', healed, async t => {
    await fetchedLocked(t);
    await t.database.staged.toCollection().modify(one => {
      one.page?.bytes.fill(7);
    });
    return unlockedAfter(t);
  }),
  staged('with its last page missing, settles nothing before it is fetched again', healed, async t => {
    await fetchedLocked(t);
    await t.database.staged.toCollection().modify(one => {
      Object.assign(one, { isLast: false, told: null });
    });
    return unlockedAfter(t);
  }),
  staged('emptied altogether, is fetched again', healed, async t => {
    await fetchedLocked(t);
    await t.database.staged.clear();
    return unlockedAfter(t);
  }),
];

export const rowCases = [...rows, ...pages];
