// `npm run bench`: what tests/bench measures, from a clone in any state; `-- sync` measures one of them, `-- sync --quick` tries it out.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root, stop } from '../src/main/prepare.mjs';
import { chromium, ensureBrowser } from './browsers.mjs';

const known = readdirSync(join(root, 'tests/bench')).flatMap(name => /^(\w+)\.test\.ts$/.exec(name)?.[1] ?? []);
const asked = process.argv.slice(2).filter(word => word !== '--quick');
const unknown = asked.filter(word => !known.includes(word));
if (unknown.length > 0) stop(`There is no bench called ${unknown.join(', ')}. There are: ${known.join(', ')}; --quick makes each small.`);

prepare();
if (!ensureBrowser(chromium)) process.exit(1);

/** What explains instead of measuring is run only when it is asked for. */
const measuring = known.filter(name => name !== 'profile');
// One after the other, each in a process of its own: what one leaves in memory is not the next one's.
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const quick = process.argv.includes('--quick') ? { LARKRISE_BENCH: 'quick' } : {};
const env = { ...process.env, ...quick };
const failed = (asked.length > 0 ? asked : measuring).filter(name => {
  const words = ['run', `tests/bench/${name}.test.ts`, '--project', 'bench', '--disable-console-intercept'];
  return spawnSync(process.execPath, [vitest, ...words], { cwd: root, stdio: 'inherit', env }).status !== 0;
});
if (failed.length > 0) console.error(`Not within its bounds, or not run to its end: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
