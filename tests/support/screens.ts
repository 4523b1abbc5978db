// Every screen that features register, for each role, with an address at which a test finds it filled.
import type { Page } from 'playwright-core';
import type { Role } from '../../src/features/roster/role';
import { routesFor } from '../../src/main/routes';

/** Where a page with a parameter is found: on another page, behind the first link that fits its path. */
interface Behind {
  /** The other page: its path, or where it is found in turn. */
  readonly on: string | (Behind & { readonly as: string });
  /** The path that the link fits, where it is not the page's own. */
  readonly as?: string;
  /** Comes after the link's address. */
  readonly further?: string;
  /** Tells it from the other examples of its path. */
  readonly name?: string;
  /** For these alone there is such a link. */
  readonly roles?: readonly Role[];
}

type Example = string | Behind;

const module = 'strengths-of-every-baby';
const changesOfABoard = { on: '/babies', as: '/babies/:child', further: '/changes' };

/** One or more for each path that is registered; a path that is not here fails "every screen is walked". */
const examples: Readonly<Record<string, readonly Example[]>> = {
  '/': ['/'],
  '/learn': ['/learn'],
  '/learn/:module': [{ on: '/learn' }],
  '/learn/:module/watch': [`/learn/${module}/watch`],
  '/learn/:module/read/:resource': [{ on: `/learn/${module}` }],
  '/reflections': ['/reflections'],
  '/reflections/:id': ['/reflections/new', { on: '/reflections', name: 'written' }],
  '/gap-tasks': ['/gap-tasks'],
  '/gap-tasks/:module': [`/gap-tasks/${module}`],
  '/babies': ['/babies'],
  '/babies/:child': [{ on: '/babies' }],
  '/babies/:child/family': [{ on: '/babies', as: '/babies/:child', further: '/family?in=en' }],
  '/babies/:child/changes': [changesOfABoard],
  '/earlier/:kind/:record': ['/earlier/reflection/none', { on: changesOfABoard, name: 'of a word' }],
  '/complaints': ['/complaints'],
  '/complaints/new': ['/complaints/new'],
  '/complaints/:id': ['/complaints/none', { on: '/complaints', name: 'to answer', roles: ['leader'] }],
  '/not-taken-in': ['/not-taken-in'],
  '/shared': ['/shared'],
  '/shared/:id': [{ on: '/shared' }],
  '/me': ['/me'],
  '/me/copy': ['/me/copy'],
  '/me/done': ['/me/done'],
  '/me/erased': ['/me/erased'],
  '/me/pin': ['/me/pin'],
  '/me/recovery': ['/me/recovery'],
  '/me/install': ['/me/install'],
  '/me/tour': ['/me/tour'],
};

export interface Screen {
  readonly name: string;
  open(page: Page): Promise<void>;
}

const fitting = (path: string): RegExp => new RegExp(`^${path.replace(/:[a-z]+/g, '(?!new\\b)[^/?]+')}(\\?.*)?$`);

/** Follows the address inside the app, as a tap on a link does. */
export async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    const link = Object.assign(document.createElement('a'), { href: to });
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
}

/** The page that stood there before is gone, and the new one is there with what it reads. */
function arrived(page: Page, to: string): Promise<unknown> {
  return page.waitForFunction(path => {
    const heading = document.querySelector<HTMLElement>('main h1');
    const isOld = heading?.dataset.before === heading?.textContent;
    return location.pathname + location.search === path && heading && !isOld && !document.querySelector('main [aria-busy="true"]');
  }, to);
}

/** Goes there and waits until it is there. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    const heading = document.querySelector<HTMLElement>('main h1');
    if (heading && location.pathname + location.search !== to) heading.dataset.before = heading.textContent ?? '';
    else if (heading) delete heading.dataset.before;
  }, path);
  await follow(page, path);
  await arrived(page, path);
}

export async function goBehind(page: Page, path: string, { on, as = path, further = '' }: Behind): Promise<void> {
  if (typeof on === 'string') await go(page, on);
  else await goBehind(page, on.as, on);
  const links = page.getByRole('main').getByRole('link');
  await links.first().waitFor();
  const addresses = await links.evaluateAll(all => all.map(link => link.getAttribute('href') ?? ''));
  const found = addresses.find(address => fitting(as).test(address));
  if (!found) throw new Error(`no link on ${new URL(page.url()).pathname} leads to ${as}`);
  await go(page, found + further);
}

const openExample = (page: Page, path: string, example: Example): Promise<void> =>
  typeof example === 'string' ? go(page, example) : goBehind(page, path, example);

function nameOf(role: Role, path: string, example: Example): string {
  const isNew = example === '/reflections/new';
  const own = typeof example === 'string' ? (isNew ? 'new' : '') : (example.name ?? '');
  return [role, path, own].filter(Boolean).join(' ');
}

const isFor = (role: Role) => (example: Example) => typeof example === 'string' || (example.roles?.includes(role) ?? true);

/** What a role can open, each under a name of its own. */
export const screensOf = (role: Role): readonly Screen[] =>
  routesFor(role).pages.flatMap(({ path }) =>
    (examples[path] ?? [])
      .filter(isFor(role))
      .map(example => ({ name: nameOf(role, path, example), open: page => openExample(page, path, example) })),
  );

/** Paths that are registered for this role and found nowhere above. */
export const unknownPaths = (role: Role): readonly string[] =>
  routesFor(role)
    .pages.map(({ path }) => path)
    .filter(path => !examples[path]?.length);

/** Examples of paths that nobody registers any more. */
export function forgottenPaths(roles: readonly Role[]): readonly string[] {
  const registered = new Set(roles.flatMap(role => routesFor(role).pages.map(({ path }) => path)));
  return Object.keys(examples).filter(path => !registered.has(path));
}
