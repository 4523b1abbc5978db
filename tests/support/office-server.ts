// The demo's tablets on a server inside the test, with a data folder that an operator and the test itself can reach.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readPackFolder } from '../../src/features/modules/pack-folder.server';
import { systemClock } from '../../src/kernel/clock';
import { assemble } from '../../src/main/assemble.server';
import { demoRoutes } from '../../src/sample/demo/demo-routes.server';
import { seedSample } from '../../src/sample/seed.server';
import { readConfig } from '../../src/server/config';
import { listen } from '../../src/server/listening';
import { repository } from './demo-server';

export interface OfficeServer {
  /** Where a part is: 'blue', 'green', 'mentor'. */
  address(part: string): string;
  /** Every connection of this part is torn down, and no new one answered; or all is well again. */
  turn(part: string, cable: 'cut' | 'mended'): Promise<void>;
  /** `npx larkrise` with these words; what it printed. */
  larkrise(...words: string[]): Promise<string>;
  /** What was decided about this person's changes. */
  verdicts(author: string): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export async function startOffice(): Promise<OfficeServer> {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-office-'));
  const settings = { DATA_DIR: folder, LARKRISE_KEY: Buffer.alloc(32, 5).toString('base64'), HOST: 'localhost', PORT: '0' };
  const [config, pack] = [readConfig(settings), await readPackFolder(join(repository, 'src/sample/programme'))];
  if (!config.ok || !pack.ok) throw new Error('the office cannot be set up');
  const wanted = { pages: join(repository, 'dist/app'), packs: [pack.value], log: null, more: [demoRoutes(repository)] };
  const assembled = await assemble(config.value, wanted);
  if (!assembled.ok) throw new Error(assembled.trouble);
  const { app, changeLog, stop } = assembled.value;
  await seedSample(changeLog, pack.value.programme, systemClock());
  const port = await listen(app, config.value);
  if (!port.ok) throw new Error(port.trouble);
  const program = join(repository, 'dist/server/cli.js');
  const env = { ...process.env, ...settings };
  return {
    address: part => `http://${part}.localhost:${port.value}/`,
    turn: async (part, cable) => {
      const body = new URLSearchParams({ part, cut: cable === 'cut' ? '1' : '0' });
      const headers = { accept: 'application/json' };
      const answer = await fetch(`http://localhost:${port.value}/demo/cable`, { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(`the cable of ${part} could not be turned: ${answer.status}`);
    },
    larkrise: async (...words) => (await promisify(execFile)(process.execPath, [program, ...words], { env })).stdout,
    verdicts: async author =>
      (await changeLog.db.selectFrom('receipts').select('verdict').where('author', '=', author).execute()).map(({ verdict }) => verdict),
    stop: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
