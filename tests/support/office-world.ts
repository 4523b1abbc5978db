// A whole server with the sample nurseries on a folder of its own, tablets that are set up by code, and the office's commands beside it.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readPackFolder } from '../../src/features/modules/pack-folder.server';
import { systemClock } from '../../src/kernel/clock';
import { assemble } from '../../src/main/assemble.server';
import { seedSample } from '../../src/sample/seed.server';
import { readConfig } from '../../src/server/config';
import type { Database } from '../../src/server/database';
import { listen } from '../../src/server/listening';
import { makeEnrolmentCode } from '../../src/server/tablets';
import type { ChangeLogParts } from '../../src/sync/work.server';
import { repository } from './demo-server';

export interface OfficeWorld {
  readonly db: Database;
  /** What the server itself writes with. */
  readonly changeLog: ChangeLogParts;
  /** Where a browser becomes a tablet of this nursery, or somebody's own one; it is called Blue unless it is told otherwise. */
  entrance(owner: ({ readonly nursery: string } | { readonly person: string }) & { readonly tabletName?: string }): Promise<string>;
  /** Runs `npx larkrise ...` as it was built, while the server runs. Gives what it printed; throws where it stopped with trouble. */
  larkrise(...words: string[]): Promise<string>;
  close(): Promise<void>;
}

const run = promisify(execFile);

export async function officeWorld(): Promise<OfficeWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-office-'));
  const environment = { PORT: '0', HOST: 'localhost', DATA_DIR: folder };
  const [config, pack] = [readConfig(environment), await readPackFolder(join(repository, 'src/sample/programme'))];
  if (!config.ok || !pack.ok) throw new Error('the sample nurseries cannot be set up');
  const assembled = await assemble(config.value, { pages: join(repository, 'dist/app'), packs: [pack.value], log: null });
  if (!assembled.ok) throw new Error(assembled.trouble);
  const { app, changeLog, stop } = assembled.value;
  await seedSample(changeLog, pack.value.programme, systemClock());
  const port = await listen(app, config.value);
  if (!port.ok) throw new Error(port.trouble);
  return {
    db: changeLog.db,
    changeLog,
    entrance: async owner => {
      const wanted = { tabletName: 'Blue', nursery: null, person: null, ...owner };
      const code = await makeEnrolmentCode({ ...changeLog, clock: systemClock }, wanted);
      return `http://${wanted.tabletName.toLowerCase()}.localhost:${port.value}/#enrol=${code}`;
    },
    larkrise: async (...words) => {
      const program = join(repository, 'dist/server/cli.js');
      const { stdout } = await run(process.execPath, [program, ...words], { env: { ...process.env, ...environment } });
      return stdout;
    },
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
