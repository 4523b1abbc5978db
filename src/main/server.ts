// `npm start`: Larkrise on this machine's data folder, until it is told to stop.
import { fileURLToPath } from 'node:url';
import { version } from '../../package.json';
import { programmesFolder, readPackShelf } from '../features/modules/pack-shelf.server';
import { systemClock } from '../kernel/clock';
import { readConfig } from '../server/config';
import { listen } from '../server/listening';
import { makeStartLink, startAddress } from '../server/office-links';
import { assemble } from './assemble.server';
import { clearUpDaily } from './retention-command.server';

function stopWith(line: string): never {
  console.error(line);
  process.exit(1);
}

const config = readConfig(process.env);
if (!config.ok) stopWith(config.trouble);

const pages = fileURLToPath(new URL('../../dist/app', import.meta.url));
const { packs, refused, warnings } = await readPackShelf(programmesFolder(config.value), config.value.packKeys);
for (const line of [...refused, ...warnings]) console.error(line);

const assembled = await assemble(config.value, { pages, packs, log: process.stdout });
if (!assembled.ok) stopWith(assembled.trouble);
const { app, changeLog, stop } = assembled.value;

const port = await listen(app, config.value);
if (!port.ok) stopWith(port.trouble);

if (config.value.retention.daily) clearUpDaily({ ...changeLog, clock: systemClock }, config.value, console.log);

const address = config.value.publicUrl?.origin ?? `${config.value.tls ? 'https' : 'http'}://localhost:${port.value}`;
console.log(`Larkrise ${version} is at ${address}, its data in ${config.value.dataDir}`);
if (!(await changeLog.db.selectFrom('people').select('id').limit(1).executeTakeFirst())) {
  const token = await makeStartLink({ db: changeLog.db, clock: systemClock });
  console.log(`There is no nursery here yet. This link begins one, for 24 hours and one use: ${startAddress(address, token)}`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stop().then(() => process.exit(0)));
}
