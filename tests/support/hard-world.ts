// A whole server with the built app and the hard people, in the test's own process, and a way in for one tablet of theirs.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPackFolder } from '../../src/features/modules/pack-folder.server';
import { systemClock } from '../../src/kernel/clock';
import { assemble } from '../../src/main/assemble.server';
import { seedHistory } from '../../src/sample/seed.server';
import { readConfig } from '../../src/server/config';
import { listen } from '../../src/server/listening';
import { makeNursery, makePerson } from '../../src/server/people';
import { makeEnrolmentCode } from '../../src/server/tablets';
import type { ChangeLogParts } from '../../src/sync/work.server';
import { hardChanges, nursery, people, pin } from './hard-people';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface HardWorld {
  readonly origin: string;
  /** Where a browser becomes a tablet of this nursery. */
  readonly entrance: string;
  close(): Promise<void>;
}

const roomName = 'The room under the roof where the nightingales and larks nap';

async function seed(parts: ChangeLogParts): Promise<void> {
  const rooms = nursery.rooms.map((id, at) => ({ id, name: at === 0 ? roomName : 'N' }));
  await makeNursery(parts, { id: nursery.id, name: 'Nursery of the Seven Hundred and Seventy-Seven Hazel Hedges', rooms });
  for (const { id, name, hue, role, room } of people) {
    await makePerson(parts, { id, name, hue, pin, home: nursery.id, memberships: [{ nursery: nursery.id, room, role }] });
  }
  const now = systemClock();
  await seedHistory(parts, hardChanges(now), now);
}

/** Takes sentences out of a language's catalogue in a copied build, as if nobody had translated them. */
export function forgetSentences(pages: string, language: string, ids: readonly string[]): void {
  const assets = join(pages, 'assets');
  const file = readdirSync(assets).find(name => new RegExp(`^${language}-[\\w-]+\\.js$`).test(name));
  if (!file) throw new Error(`the build has no catalogue of ${language}`);
  const text = readFileSync(join(assets, file), 'utf8');
  if (!ids.every(id => text.includes(`"${id}"`))) throw new Error(`the catalogue of ${language} looks different now`);
  writeFileSync(
    join(assets, file),
    ids.reduce((left, id) => left.replace(`"${id}"`, `"nobody.${id}"`), text),
  );
}

/** `pages` is the folder of the built app. */
export async function hardWorld(pages = join(root, 'dist/app')): Promise<HardWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-hard-'));
  const environment = { PORT: '0', HOST: 'localhost', DATA_DIR: folder, LARKRISE_KEY: randomBytes(32).toString('base64') };
  const [config, pack] = [readConfig(environment), await readPackFolder(join(root, 'src/sample/programme'))];
  if (!config.ok || !pack.ok) throw new Error('the hard world cannot be set up');
  const assembled = await assemble(config.value, { pages, packs: [pack.value], log: null });
  if (!assembled.ok) throw new Error(assembled.trouble);
  const { app, changeLog, stop } = assembled.value;
  await seed(changeLog);
  const wanted = { tabletName: 'The tablet with the cracked corner by the nappy shelf', nursery: nursery.id, person: null };
  const code = await makeEnrolmentCode({ ...changeLog, clock: systemClock }, wanted, true);
  const port = await listen(app, config.value);
  if (!port.ok) throw new Error(port.trouble);
  const origin = `http://hard.localhost:${port.value}/`;
  return {
    origin,
    entrance: `${origin}#enrol=${code}`,
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
