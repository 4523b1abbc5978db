// `npx larkrise rotate-key NEWFILE`: another key-encryption key for the server, in one step, and what to do next.
import { resolve } from 'node:path';
import { systemClock } from '../kernel/clock';
import { type Config, readConfig } from '../server/config';
import { type RotationTrouble, rotateKeys } from '../server/key-rotation';
import type { OfficeParts } from '../server/office';
import { readKek, readOrMakeKek } from '../server/secrets';
import { tidyUp } from '../server/tidying';

export const keyUsage = `larkrise rotate-key NEWFILE                          seals all keys under the one in NEWFILE (made where there is none), and says what
                                                     to do next; the server may run`;

type Say = (line: string) => void;

const why: Record<RotationTrouble, string> = {
  'old-key-does-not-fit': 'Some key of the database opens with neither of the two keys, so nothing was changed.',
  'no-keys': 'This server has no keys yet: start it with LARKRISE_KEY_FILE set to the new file.',
};

function next({ kek }: Config, file: string): readonly string[] {
  const set = `LARKRISE_KEY_FILE=${file}`;
  const how =
    'bytes' in kek
      ? `Set ${set} and take LARKRISE_KEY away`
      : kek.make
        ? `Set ${set}, or put ${file} in the place of ${kek.file}`
        : `Set ${set}`;
  return [
    `Now: 1. ${how}. 2. Start the server again: until then it makes nothing new, and whatever waits on tablets waits.`,
    '     3. Make a back-up: its file of keys opens older contents as well. Then destroy the older files of keys, and the old key.',
  ];
}

/** Null: these words are another command. Otherwise what it does; the trouble is one line for the operator. */
export function keyCommand(words: readonly string[], say: Say): ((parts: OfficeParts) => Promise<string | null>) | null {
  const [first, second, ...more] = words;
  const config = readConfig(process.env);
  if (first !== 'rotate-key' || !second || more.length > 0 || !config.ok) return null;
  return parts => rotate(parts, config.value, resolve(second), say);
}

async function rotate({ db }: OfficeParts, config: Config, file: string, say: Say): Promise<string | null> {
  const [old, fresh] = [readKek(config), readOrMakeKek(file)];
  if (!old.ok) return old.trouble;
  if (!fresh.ok) return fresh.trouble;
  if (old.value.equals(fresh.value)) return `The key in ${file} is the one in use, so nothing was changed.`;
  const rotated = await rotateKeys({ db, clock: systemClock }, old.value, fresh.value);
  if (!rotated.ok) return why[rotated.trouble];
  const isTidy = await tidyUp(db);
  say(`${rotated.value} keys are sealed under the key in ${file}, and under no other.`);
  if (!isTidy) say('The server was busy, so the database file may keep traces of the old seals until something is erased.');
  for (const line of next(config, file)) say(line);
  return null;
}
