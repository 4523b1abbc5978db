// Every screen of leaders, mentors and programme leads in every size, by day and at nap time.
import { describe, expect, test } from 'vitest';
import { routesFor } from '../../src/main/routes';
import { look } from '../support/look';
import { type Screen, screensOf } from '../support/screens';
import { closeAll, nothingHere, plus, savedList } from '../support/states';
import { walkScreens } from '../support/walk';

const walk = walkScreens();

describe.each([
  ['leader', 'green', 'helen'],
  ['mentor', 'mentor', 'ruth'],
  ['programme-lead', 'office', 'denise'],
] as const)('%s', (role, part, person) => {
  const sheets: readonly Screen[] = routesFor(role).acts.length > 0 ? [plus, savedList] : [savedList];
  const named = [...sheets, nothingHere].map(({ name, open }) => ({ name: `${role} ${name}`, open }));

  test.each([...screensOf(role), ...named])('$name', async ({ name, open }) => {
    const page = await walk().page(part, person);
    await closeAll(page);
    await open(page);
    expect(await look(page, name)).toEqual([]);
  });
});
