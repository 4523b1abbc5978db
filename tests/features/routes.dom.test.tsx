// Navigation is built from what features register: nothing is shown that is not there, for nobody.
import { exec } from 'preact-iso/router';
import { describe, expect, test } from 'vitest';
import { roles } from '../../src/features/roster/role';
import { routesFor } from '../../src/main/routes';
import { placeAt } from '../../src/ui/place';

const labels = (role: (typeof roles)[number]) => routesFor(role).places.map(({ label }) => label.message);

describe.each(roles)('for a %s', role => {
  const { pages, places, acts, links } = routesFor(role);
  const leadsSomewhere = (path: string) => pages.some(page => page.path === path || exec(path, page.path, {} as never) !== undefined);

  test('every place, every act and every link from Me leads to a page', () => {
    expect([...places, ...acts, ...links].filter(({ path }) => !leadsSomewhere(path))).toEqual([]);
  });

  test('there is one Today, one Me, and no address twice', () => {
    expect(pages.filter(({ path }) => path === '/')).toHaveLength(1);
    expect(places.map(({ path }) => path)).toContain('/me');
    expect(new Set(pages.map(({ path }) => path)).size).toBe(pages.length);
  });
});

test('educators have the five places in their order, mentors and programme leads only what there is for them', () => {
  expect(labels('educator')).toEqual(['Today', 'Learn', 'Babies', 'Me']);
  expect(routesFor('educator').acts.length).toBeGreaterThan(0);
  expect(labels('leader')).toEqual(['Today', 'Learn', 'Babies', 'Me']);
  expect([labels('mentor'), labels('programme-lead')]).toEqual([
    ['Today', 'Learn', 'Shared', 'Me'],
    ['Today', 'Learn', 'Me'],
  ]);
  expect(routesFor('mentor').acts).toEqual([]);
});

test('the lit place is the one whose address the page is under, otherwise Today', () => {
  const { places } = routesFor('educator');
  const lit = (path: string) => placeAt(path, places)?.path;
  expect(['/', '/learn', '/learn/tuning-in/watch', '/babies/mabel', '/reflections/new', '/meadow'].map(lit)).toEqual([
    '/',
    '/learn',
    '/learn',
    '/babies',
    '/',
    '/',
  ]);
});
