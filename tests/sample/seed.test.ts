// The sample nurseries go in through the change log, and what comes out is the history as it was written.
import { beforeAll, describe, expect, test } from 'vitest';
import { readPackFolder } from '../../src/features/modules/pack-folder.server';
import { calendarDay, timeInWords } from '../../src/kernel/calendar-day';
import { policies } from '../../src/main/policies.server';
import { recordKinds } from '../../src/main/record-kinds';
import { momentOf } from '../../src/sample/moment';
import { sampleChanges } from '../../src/sample/sample-changes';
import { seedSample } from '../../src/sample/seed.server';
import type { Database, Writing } from '../../src/server/database';
import { openKeyring } from '../../src/server/keyring';
import { peopleOfTablet } from '../../src/server/tablets';
import { bucketsFor, loadFacts } from '../../src/sync/policy.server';
import { freshDatabase } from '../support/fresh-database';

const now = Date.UTC(2026, 10, 23, 14, 0);

describe('a moment of the history', () => {
  test.each([
    ['in winter', Date.UTC(2026, 10, 23, 14, 0), 1, '2026-11-22', '7:15am'],
    ['in summer', Date.UTC(2026, 6, 10, 14, 0), 1, '2026-07-09', '7:15am'],
    ['across the change of the clocks', Date.UTC(2026, 9, 26, 14, 0), 2, '2026-10-24', '7:15am'],
    ['just after midnight in England', Date.UTC(2026, 6, 9, 23, 30), 0, '2026-07-09', '11:30pm'],
  ])('is by the nursery’s own clock %s', (_, today, daysAgo, day, time) => {
    const at = momentOf({ daysAgo, at: daysAgo === 0 ? '23:59' : '07:15' }, today);
    if (daysAgo > 0) expect([calendarDay(at), timeInWords(at)]).toEqual([day, time]);
    expect(at).toBeLessThanOrEqual(today);
  });
});

describe('the sample', () => {
  let db: Database;
  beforeAll(async () => {
    const pack = await readPackFolder('src/sample/programme');
    if (!pack.ok) throw new Error(JSON.stringify(pack.trouble));
    db = await freshDatabase();
    const keyring = openKeyring(db, Buffer.alloc(32, 7));
    const report = (fault: unknown) => {
      throw fault;
    };
    await seedSample({ db, keyring, kinds: recordKinds, policies, report }, pack.value.programme, now);
  }, 30_000);

  test('is written whole, each record once and each at a place of its own', async () => {
    const records = await db.selectFrom('records').select('version').execute();
    expect(records.length).toBeGreaterThan(200);
    expect(records.every(({ version }) => version === 1)).toBe(true);
    const places = await db.selectFrom('record_buckets').select(['bucket', 'place']).execute();
    expect(new Set(places.map(({ bucket, place }) => `${bucket} ${place}`)).size).toBe(places.length);
  });

  test('reaches the mentor only where it was sent to her', async () => {
    const inMentoring = await db.selectFrom('record_buckets').select('record').where('bucket', 'like', 'mentoring:%').execute();
    const ids = inMentoring.map(({ record }) => record);
    expect(ids.some(id => id.startsWith('shared:amina:'))).toBe(true);
    const reflections = await db.selectFrom('records').select('id').where('kind', '=', 'reflection').execute();
    expect(reflections.filter(({ id }) => ids.includes(id))).toEqual([]);
  });

  test('holds no word of anybody in clear', async () => {
    const bodies = await db.selectFrom('records').select('body').execute();
    const stored = bodies.map(({ body }) => Buffer.from(body).toString('latin1')).join('');
    expect(stored).not.toMatch(/noticing baby|Mabel/);
  });

  test('shows seven tiles on a tablet of Quince Street, and on Ruth’s only hers', async () => {
    const parts = { db, clock: () => now };
    expect(await peopleOfTablet(parts, { nursery: 'quince-street', person: null })).toHaveLength(7);
    const [ruth, ...others] = await peopleOfTablet(parts, { nursery: null, person: 'ruth' });
    expect([ruth?.role, ruth?.home, others]).toEqual(['mentor', 'baby-friendly-nurseries', []]);
  });

  test('has a training officer who keeps what is hers and receives nobody’s words', async () => {
    const [denise] = await peopleOfTablet({ db, clock: () => now }, { nursery: null, person: 'denise' });
    expect(denise?.role).toBe('programme-lead');
    const facts = await loadFacts(db as Writing, 'denise', { now, toldAt: null });
    expect(facts && bucketsFor(facts)).toEqual([
      'person:denise@baby-friendly-nurseries',
      'leads:baby-friendly-nurseries',
      'programme:baby-friendly-nurseries',
    ]);
  });
});

test('nothing in the sample is dated after today', async () => {
  const pack = await readPackFolder('src/sample/programme');
  if (!pack.ok) throw new Error(JSON.stringify(pack.trouble));
  const midnight = Date.UTC(2026, 10, 23, 0, 5);
  for (const change of sampleChanges(midnight, pack.value.programme.modules)) expect(change.at).toBeLessThanOrEqual(midnight + 1);
});
