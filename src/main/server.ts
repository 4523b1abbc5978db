// `npm start`: Larkrise on this machine's data folder, until it is told to stop.
import { fileURLToPath } from 'node:url';
import { version } from '../../package.json';
import { readConfig } from '../server/config';
import { listen } from '../server/listening';
import { assemble } from './assemble.server';

function stopWith(line: string): never {
  console.error(line);
  process.exit(1);
}

const config = readConfig(process.env);
if (!config.ok) stopWith(config.trouble);

const pages = fileURLToPath(new URL('../../dist/app', import.meta.url));
const assembled = await assemble(config.value, { pages, packs: [], log: process.stdout });
if (!assembled.ok) stopWith(assembled.trouble);
const { app, changeLog, stop } = assembled.value;

const port = await listen(app, config.value);
if (!port.ok) stopWith(port.trouble);

const address = config.value.publicUrl?.origin ?? `${config.value.tls ? 'https' : 'http'}://localhost:${port.value}`;
console.log(`Larkrise ${version} is at ${address}, its data in ${config.value.dataDir}`);
if (!(await changeLog.db.selectFrom('people').select('id').limit(1).executeTakeFirst())) {
  console.log('There is no nursery here yet, and this version cannot make one: "npm run demo" shows Larkrise with sample nurseries.');
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stop().then(() => process.exit(0)));
}
