// A database of an earlier version is brought up to this one, and what it knew is still true.
import { expect, test } from 'vitest';
import { migrate } from '../../src/server/migrations';
import { databaseAt } from '../support/fresh-database';

test('whoever mentored before roles were kept outside nurseries is a mentor, and nobody else becomes one', async () => {
  const db = await databaseAt('0004-verdicts');
  for (const id of ['ruth', 'amina'])
    await db
      .insertInto('people')
      .values({ id, name: id, hue: 'teal', home: 'quince-street', sign_key: Buffer.of(4), wrap: '' })
      .execute();
  await db
    .insertInto('mentorings')
    .values({ id: 'm1', mentor: 'ruth', educator: 'amina', nursery: 'quince-street', until: null })
    .execute();
  await migrate(db);
  expect(await db.selectFrom('people').select(['id', 'role']).orderBy('id').execute()).toEqual([
    { id: 'amina', role: null },
    { id: 'ruth', role: 'mentor' },
  ]);
  await db.destroy();
});
