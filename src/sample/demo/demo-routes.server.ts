// What only the demo serves: its first page, the cable switches, and a way in that enrols without a tap.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Clock } from '../../kernel/clock';
import { parse } from '../../kernel/parse';
import type { Routes } from '../../server/http';
import { refuse } from '../../server/refusals';
import { newSecret } from '../../server/tablet-sessions';
import { makeEnrolmentCode } from '../../server/tablets';
import { type Cables, layCables, partOf } from './cables.server';
import { landingPage } from './landing.server';
import { officeCode, officePeople } from './office-accounts.server';
import { demoParts } from './parts';

const names = demoParts.map(({ name }) => name);
const enterPath = '/api/demo/enter';
/** Says of which run of the demo a browser's tablets are. */
const runCookie = 'demo-run';
const landingHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

const switchSchema = v.object({ part: v.picklist(names), cut: v.picklist(['0', '1']) });

/** Files of the repository, by the address that they have here. */
const files: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/demo/landing.css': ['src/sample/demo/landing.css', 'text/css; charset=utf-8'],
  '/demo/landing.mjs': ['src/sample/demo/landing.mjs', 'text/javascript; charset=utf-8'],
  '/demo/atkinson-latin.woff2': ['src/ui/fonts/atkinson-latin.woff2', 'font/woff2'],
};

function serveFiles(app: FastifyInstance, root: string): void {
  for (const [path, [file, type]] of Object.entries(files)) {
    app.get(path, (_, reply) => reply.type(type).send(createReadStream(join(root, file))));
  }
}

function serveLanding(app: FastifyInstance, cables: Cables, clock: Clock): void {
  const constraints = { host: landingHost };
  app.get('/', { constraints }, (request, reply) => {
    const port = request.host.split(':')[1] ?? '80';
    const parts = demoParts.map(part => ({
      ...part,
      address: `http://${part.name}.localhost:${port}${enterPath}`,
      isCut: cables.isCut(part.name),
    }));
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(landingPage(parts, { port, now: clock() }));
  });
  app.get('/demo/codes', { constraints, schema: { hide: true } }, (_, reply) =>
    reply.header('cache-control', 'no-store').send(Object.fromEntries(officePeople.map(id => [id, officeCode(id, clock())]))),
  );
  app.register(async scope => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, async (_: FastifyRequest, body: string) =>
      Object.fromEntries(new URLSearchParams(body)),
    );
    scope.post('/demo/cable', { constraints, config: { takesForms: true } }, (request, reply) => {
      const asked = parse(switchSchema, request.body);
      const { origin, accept } = request.headers;
      if (!asked.ok || (origin && origin !== `${request.protocol}://${request.host}`)) return refuse(reply, 'bad-request');
      cables.set(asked.value.part, asked.value.cut === '1');
      return accept === 'application/json' ? reply.send({ cut: cables.isCut(asked.value.part) }) : reply.redirect('/', 303);
    });
  });
}

/** Lets a browser in, and makes it forget an earlier run of the demo first: that server and its data are gone. */
function serveEntrance(app: FastifyInstance, run: string, codes: ReadonlyMap<string, string>): void {
  const isOfAnotherRun = (request: FastifyRequest): boolean => (request.cookies[runCookie] ?? run) !== run;
  const forget = (reply: FastifyReply): FastifyReply => reply.header('clear-site-data', '"storage"');

  app.addHook('onRequest', async (request, reply) => {
    if (!partOf(request.headers.host, names)) return;
    const [path = ''] = request.url.split('?');
    if (path === '/' && request.cookies[runCookie] !== run) return reply.redirect(enterPath);
    if (path.startsWith('/api/v1/') && isOfAnotherRun(request)) return refuse(forget(reply), 'not-enrolled');
  });
  app.get(enterPath, { schema: { hide: true } }, (request, reply) => {
    const code = codes.get(partOf(request.headers.host, names) ?? '');
    if (!code) return refuse(reply, 'not-found');
    if (isOfAnotherRun(request)) forget(reply);
    reply.setCookie(runCookie, run, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 30 * 24 * 60 * 60 });
    return reply.redirect(`/#enrol=${code}`);
  });
}

/** `root` is the repository's folder. */
export const demoRoutes =
  (root: string): Routes =>
  async (app, shell) => {
    const cables = layCables(app, names);
    const codes = new Map<string, string>();
    for (const { name, tablet } of demoParts) {
      const wanted = { tabletName: tablet.name, nursery: tablet.nursery, person: tablet.person };
      codes.set(name, await makeEnrolmentCode(shell, wanted, true));
    }
    serveFiles(app, root);
    serveLanding(app, cables, shell.clock);
    serveEntrance(app, newSecret(), codes);
  };
