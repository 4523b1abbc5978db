// `npm run bench`: what tests/bench measures, from a clone in any state; `npm run bench -- page` measures one of them.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root } from '../src/main/prepare.mjs';
import { chromium, ensureBrowser } from './browsers.mjs';

prepare();
if (!ensureBrowser(chromium)) process.exit(1);

const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const words = ['run', '--project', 'bench', '--disable-console-intercept', ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, [vitest, ...words], { cwd: root, stdio: 'inherit' }).status ?? 1;
