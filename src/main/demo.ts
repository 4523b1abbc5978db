// `npm run demo`: sample nurseries on a throw-away folder, four devices at addresses of their own, one page that leads to them.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultInWords } from '../features/modules/pack-fault';
import { readPackFolder } from '../features/modules/pack-folder.server';
import { systemClock } from '../kernel/clock';
import { demoRoutes } from '../sample/demo/demo-routes.server';
import { openOffice } from '../sample/demo/office-accounts.server';
import { seedSample } from '../sample/seed.server';
import { readConfig } from '../server/config';
import { listen } from '../server/listening';
import { assemble } from './assemble.server';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'larkrise-demo-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

function stopWith(line: string): never {
  console.error(line);
  process.exit(1);
}

// Only this machine is answered, and nothing outlives the run: not even the key.
const config = readConfig({
  PORT: process.env.PORT,
  HOST: 'localhost',
  DATA_DIR: folder,
  LARKRISE_KEY: randomBytes(32).toString('base64'),
});
if (!config.ok) stopWith(config.trouble);

const pack = await readPackFolder(join(root, 'src/sample/programme'));
if (!pack.ok) stopWith(pack.trouble.map(faultInWords).join('\n'));

const wanted = { pages: join(root, 'dist/app'), packs: [pack.value], log: null, more: [demoRoutes(root)] };
const assembled = await assemble(config.value, wanted);
if (!assembled.ok) stopWith(assembled.trouble);
const { app, changeLog, stop } = assembled.value;
await seedSample(changeLog, pack.value.programme, systemClock());
await openOffice(changeLog, systemClock);

const port = await listen(app, config.value);
if (!port.ok) stopWith(port.trouble);
console.log(`The demo is at http://localhost:${port.value}/ (Ctrl-C ends it, and everything written in it goes)`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stop().then(() => process.exit(0)));
}
