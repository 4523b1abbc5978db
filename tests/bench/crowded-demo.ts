// The demo with a life behind it: the sample, and for some educators hundreds of reflections more, written through the change log.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPackFolder } from '../../src/features/modules/pack-folder.server';
import { reflectionKind } from '../../src/features/reflections/reflection';
import { minutes, systemClock } from '../../src/kernel/clock';
import { assemble } from '../../src/main/assemble.server';
import { demoRoutes } from '../../src/sample/demo/demo-routes.server';
import type { SampleChange } from '../../src/sample/sample-changes';
import { seedHistory, seedSample } from '../../src/sample/seed.server';
import { readConfig } from '../../src/server/config';
import { listen } from '../../src/server/listening';
import { repository } from '../support/demo-server';

/** About as long as the records of figures.md: 420 bytes with what is round them. */
const text =
  'She held the wooden spoon for a long time, looked at me, and let it drop. I picked it up and she laughed. We did that eleven times. ' +
  'She was finding out whether I would do it again, and I was finding out how long she can wait. Tomorrow I will let her begin.';

/** The same ids at each start, so that two runs measure the same. */
function reflectionOf(author: string, number: number, at: number): SampleChange {
  const hex = createHash('sha256').update(`${author} ${number}`).digest('hex');
  const id = [0, 8, 12, 16, 20].map((from, part) => hex.slice(from, [8, 12, 16, 20, 32][part])).join('-');
  return { author, kind: reflectionKind, id, set: { module: null, prompt: null, text: `${number}. ${text}` }, at };
}

export interface CrowdedDemo {
  address(part: string): string;
  cut(part: string): Promise<void>;
  stop(): Promise<void>;
}

function orThrow<T>(result: { ok: true; value: T } | { ok: false; trouble: unknown }): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.trouble));
}

/** Each of `authors` has `count` reflections more, one an hour up to now. */
export async function crowdedDemo(authors: readonly string[], count: number): Promise<CrowdedDemo> {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-bench-'));
  const config = orThrow(readConfig({ PORT: '0', HOST: 'localhost', DATA_DIR: folder, LARKRISE_KEY: randomBytes(32).toString('base64') }));
  const pack = orThrow(await readPackFolder(join(repository, 'src/sample/programme')));
  const wanted = { pages: join(repository, 'dist/app'), packs: [pack], log: null, more: [demoRoutes(repository)] };
  const { app, changeLog, stop } = orThrow(await assemble(config, wanted));
  const now = systemClock();
  await seedSample(changeLog, pack.programme, now);
  const more = authors.flatMap(author =>
    Array.from({ length: count }, (_, at) => reflectionOf(author, at + 1, now - minutes(60) * (count - at))),
  );
  await seedHistory(changeLog, more, now);
  const port = orThrow(await listen(app, config));
  return {
    address: part => `http://${part}.localhost:${port}/`,
    cut: async part => {
      const body = new URLSearchParams({ part, cut: '1' });
      await fetch(`http://localhost:${port}/demo/cable`, { method: 'POST', headers: { accept: 'application/json' }, body });
    },
    stop: async () => {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}
