// `npx larkrise ...`: what an operator does beside running the server.
import { resolve } from 'node:path';
import { accessCommand, accessUsage } from './access-command.server';
import { backUpCommand, backUpUsage } from './backup-commands.server';
import { checkupCommand, checkupUsage } from './checkup-command.server';
import { keyCommand, keyUsage } from './key-command.server';
import { ownLinkCommand, ownLinkUsage } from './own-link-command.server';
import { packCommand, packUsage } from './pack-commands.server';
import { peopleCommand, peopleUsage } from './people-commands.server';
import { pinCommand, pinUsage } from './pin-command.server';
import { retentionCommand, retentionUsage } from './retention-command.server';
import { withServerData } from './server-data.server';
import { startLinkCommand, startLinkUsage } from './start-link-command.server';
import { tabletCommand, tabletUsage } from './tablet-commands.server';
import { takeInFile, takeInUsage } from './take-in-command.server';

const usage = `${backUpUsage}
${takeInUsage}
${checkupUsage}

${packUsage}

${peopleUsage}
${pinUsage}
${startLinkUsage}

${tabletUsage}

${retentionUsage}
${accessUsage}
${ownLinkUsage}
${keyUsage}

The server's own key (LARKRISE_KEY, LARKRISE_KEY_FILE or larkrise.key in DATA_DIR) is in neither file of a back-up: keep it in a third place.`;

function stopWith(line: string): never {
  console.error(line);
  process.exit(1);
}

async function takeIn(file: string): Promise<void> {
  const done = await withServerData(takeInFile(file, console.log));
  if (!done.ok) stopWith(done.trouble);
}

const checkup = checkupCommand(process.argv.slice(2), console.log);
if (checkup) process.exit(await checkup());

const packs = packCommand(process.argv.slice(2), console.log);
if (packs) {
  const why = await packs();
  if (why !== null) stopWith(why);
  process.exit(0);
}

for (const found of [tabletCommand, pinCommand, startLinkCommand, retentionCommand, accessCommand, ownLinkCommand, keyCommand]) {
  const command = found(process.argv.slice(2), console.log);
  if (!command) continue;
  const done = await withServerData(command);
  if (!done.ok) stopWith(done.trouble);
  process.exit(0);
}

const people = peopleCommand(process.argv.slice(2));
if (people) {
  const done = await withServerData(people);
  if (!done.ok) stopWith(done.trouble);
  console.log('Done. Each tablet is told at its next contact.');
  if (process.argv[3] === 'leave' && process.argv[2] === 'people')
    console.log(
      'What she wrote is hers for 30 days: "larkrise own-link PERSON" makes a link for her, and so does her leader in the office.',
    );
  process.exit(0);
}

const backUps = backUpCommand(process.argv.slice(2), console.log);
if (backUps) {
  const why = await backUps();
  if (why !== null) stopWith(why);
  process.exit(0);
}

const [command, file, ...others] = process.argv.slice(2);
if (command !== 'take-in' || !file || others.length > 0) stopWith(usage);
await takeIn(resolve(file));
