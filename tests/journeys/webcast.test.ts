// A module is fetched, the cable comes out, and the module plays: today, tomorrow, and after the browser was killed.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mediaTag } from '../../src/features/modules/media-file';
import { type Pack, readPackFolder } from '../../src/features/modules/pack-folder.server';
import { newProfile, type OpenBrowser, openChromium, removeProfile } from '../support/browser';
import { hollowFilm, writeFolder } from '../support/pack-folder';
import { rangeCases, requestsOf } from '../support/range-cases';
import { buildPage, type WebcastServer, webcastServer } from '../support/webcast-server';

const MiB = 1024 * 1024;
const sample = 'src/sample/programme';
/** A film without pictures: three segments, the last of them not full. */
const hollow = hollowFilm({ weight: 40 * MiB });
const hollowRoot = writeFolder({ 'modules/01-first/webcast.mp4': hollow });

let server: WebcastServer;
let packs: Pack[];

beforeAll(async () => {
  packs = await Promise.all(
    [sample, hollowRoot].map(async root => {
      const read = await readPackFolder(root);
      if (!read.ok) throw new Error(JSON.stringify(read.trouble));
      return read.value;
    }),
  );
  server = await webcastServer(packs);
});

afterAll(async () => {
  await server?.close();
  rmSync(hollowRoot, { recursive: true });
});

async function openPage({ context }: OpenBrowser): Promise<Page> {
  await context.addCookies([server.cookie]);
  const page = await context.newPage();
  page.on('pageerror', error => console.log('page error', error.message));
  await page.goto(`${server.origin}/`);
  await page.waitForFunction(() => window.larkrise !== undefined);
  await page.evaluate(() => window.larkrise.controlled());
  return page;
}

/** A browser on a profile of its own, ended at the end whatever happens. */
async function withBrowser(go: (profile: string, open: () => Promise<OpenBrowser>) => Promise<void>): Promise<void> {
  const profile = newProfile();
  const opened: OpenBrowser[] = [];
  const open = async () => {
    const browser = await openChromium(profile, ['--autoplay-policy=no-user-gesture-required', '--js-flags=--expose-gc']);
    opened.push(browser);
    return browser;
  };
  try {
    await go(profile, open);
  } finally {
    for (const browser of opened) await browser.kill();
    removeProfile(profile);
  }
}

test('a module fetched before plays with the cable out, and again after the browser was killed and opened cold', () =>
  withBrowser(async (_, open) => {
    const first = await open();
    const page = await openPage(first);
    const { programme } = packs[0]!;
    const [{ id, webcast }] = [programme.modules[0]!];
    expect(await page.evaluate(() => window.larkrise.programme())).toBe(true);
    expect(await page.evaluate(name => window.larkrise.readiness(name), id)).toMatchObject({ state: 'not-fetched', held: 0 });
    await page.evaluate(name => window.larkrise.fetch(name), id);
    const ready = await page.evaluate(name => window.larkrise.becomes(name, 'ready'), id);
    expect(ready.held).toBe(ready.size);

    await server.cut();
    const seen = await page.evaluate(([name, at]) => window.larkrise.watch(name, at), [id, webcast.length / 2] as const);
    expect(seen.duration).toBeCloseTo(webcast.length, 0);
    expect(seen.cues).toBeGreaterThan(3);
    expect(seen.posterWidth).toBeGreaterThan(100);

    await first.kill();
    const second = await open();
    const cold = await openPage(second);
    await cold.evaluate(() => window.larkrise.resume());
    expect(await cold.evaluate(name => window.larkrise.readiness(name), id)).toMatchObject({ state: 'ready' });
    const again = await cold.evaluate(([name, at]) => window.larkrise.watch(name, at), [id, 5] as const);
    console.info(`offline: first frame ${Math.round(again.firstFrame)} ms, seek ${Math.round(again.seek)} ms`);
    expect(again.duration).toBeCloseTo(webcast.length, 0);
    await server.mend();
  }));

test('a module plays from the network while it is still being fetched', () =>
  withBrowser(async (_, open) => {
    const page = await openPage(await open());
    const { programme } = packs[0]!;
    const { id } = programme.modules[0]!;
    await page.evaluate(() => window.larkrise.programme());
    server.slow(200_000);
    await page.evaluate(name => window.larkrise.fetch(name), id);
    await page.evaluate(name => window.larkrise.becomes(name, 'fetching'), id);
    await page.evaluate(([name, at]) => window.larkrise.watch(name, at), [id, 3] as const);
    expect(await page.evaluate(name => window.larkrise.readiness(name), id)).toMatchObject({ state: 'fetching' });
    server.slow(Number.POSITIVE_INFINITY);
    await page.evaluate(name => window.larkrise.becomes(name, 'ready'), id);
  }));

describe('a webcast of several segments', () => {
  const film = () => packs[1]!.programme.modules[0]!.webcast.video;

  test('comes out of the service worker in exactly the parts that were asked for', () =>
    withBrowser(async (_, open) => {
      const page = await openPage(await open());
      await page.evaluate(() => window.larkrise.programme());
      await page.evaluate(() => window.larkrise.fetch('first'));
      // It holds no picture, so it may not be called ready; its bytes are there all the same.
      const readiness = await page.evaluate(() => window.larkrise.becomes('first', 'failed'));
      expect(readiness).toMatchObject({ reason: 'cannot-play', held: readiness.size });
      await server.cut();
      const etag = mediaTag(film().sha256);
      const marked = page.evaluate(path => window.larkrise.ask(path, { headers: { 'x-larkrise': '1' } }), film().path);
      await expect(marked, 'the downloader asks the network, not itself').rejects.toThrow('Failed to fetch');
      for (const one of rangeCases) {
        for (const { method, headers } of requestsOf(one, etag)) {
          const answer = await page.evaluate(([path, init]) => window.larkrise.ask(path, init), [
            film().path,
            { method, headers },
          ] as const);
          const [start, end] = one.bytes?.(hollow.length) ?? [0, hollow.length];
          expect([one.name, answer.status]).toEqual([one.name, one.status]);
          if (one.status === 416) continue;
          const body = one.method === 'HEAD' ? Buffer.alloc(0) : hollow.subarray(start, end);
          expect([one.name, answer.hash]).toEqual([one.name, createHash('sha256').update(body).digest('hex')]);
          expect(answer.headers['content-range']).toBe(one.status === 206 ? `bytes ${start}-${end - 1}/${hollow.length}` : undefined);
        }
      }
      await server.mend();
    }));

  test('is fetched on after the browser was killed half way, without fetching again what was there', () =>
    withBrowser(async (_, open) => {
      const first = await open();
      const page = await openPage(first);
      await page.evaluate(() => window.larkrise.programme());
      server.slow(15 * MiB);
      await page.evaluate(() => window.larkrise.fetch('first'));
      await page.evaluate(bytes => window.larkrise.holds('first', bytes), 20 * MiB);
      await first.kill();
      server.slow(Number.POSITIVE_INFINITY);
      const second = await open();
      const cold = await openPage(second);
      const before = server.sent();
      await cold.evaluate(() => window.larkrise.resume());
      const readiness = await cold.evaluate(() => window.larkrise.becomes('first', 'failed'));
      expect(readiness).toMatchObject({ reason: 'cannot-play', held: readiness.size });
      const fetched = server.sent() - before;
      console.info(`after the kill ${(fetched / MiB).toFixed(1)} of ${(hollow.length / MiB).toFixed(1)} MiB were fetched`);
      expect(fetched).toBeLessThanOrEqual(hollow.length - 19 * MiB);
      const answer = await cold.evaluate(path => window.larkrise.ask(path, {}), film().path);
      expect(answer.hash).toBe(film().sha256);
    }));

  test('arrives whole while the browser tidies its memory all the time', () =>
    withBrowser(async (_, open) => {
      const page = await openPage(await open());
      await page.evaluate(() => window.larkrise.programme());
      server.slow(15 * MiB);
      const [worker] = await Promise.all([page.waitForEvent('worker'), page.evaluate(() => window.larkrise.fetch('first'))]);
      await worker.evaluate(() => void setInterval((globalThis as unknown as { gc: () => void }).gc, 1));
      await page.evaluate(() => window.larkrise.becomes('first', 'failed'));
      server.slow(Number.POSITIVE_INFINITY);
    }));

  test('gives its room back when it is removed, and can be fetched again', () =>
    withBrowser(async (_, open) => {
      const page = await openPage(await open());
      await page.evaluate(() => window.larkrise.programme());
      server.slow(15 * MiB);
      await page.evaluate(() => window.larkrise.fetch('first'));
      await page.evaluate(bytes => window.larkrise.holds('first', bytes), 18 * MiB);
      await page.evaluate(() => window.larkrise.remove('first'));
      expect(await page.evaluate(() => window.larkrise.mediaFolders())).toEqual([]);
      expect(await page.evaluate(() => window.larkrise.readiness('first'))).toMatchObject({ state: 'not-fetched', held: 0 });
      server.slow(Number.POSITIVE_INFINITY);
      await page.evaluate(() => window.larkrise.fetch('first'));
      await page.evaluate(() => window.larkrise.becomes('first', 'failed'));
    }));
});

test('a new version of the app waits until somebody takes it', () =>
  withBrowser(async (_, open) => {
    const page = await openPage(await open());
    const marked = () => page.evaluate(() => document.title);
    const index = join(server.pages, 'index.html');
    await buildPage(server.pages, 2);
    const next = readFileSync(index, 'utf8').replace('Webcasts', 'Newer');
    writeFileSync(index, next);
    await page.evaluate(() => window.larkrise.comeBack());
    await page.evaluate(() => window.larkrise.updateWaiting());
    await page.reload();
    expect(await marked()).toBe('Webcasts');
    await page.waitForFunction(() => window.larkrise !== undefined);
    await page.evaluate(() => window.larkrise.updateWaiting());
    await Promise.all([page.waitForEvent('load'), page.evaluate(() => window.larkrise.takeUpdate())]);
    expect(await marked()).toBe('Newer');
  }));
