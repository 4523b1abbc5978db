// A whole server on which nobody is yet, on a folder of its own, and the links that begin it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPackFolder } from '../../src/features/modules/pack-folder.server';
import { systemClock } from '../../src/kernel/clock';
import { assemble } from '../../src/main/assemble.server';
import { readConfig } from '../../src/server/config';
import { listen } from '../../src/server/listening';
import { makeStartLink, startAddress } from '../../src/server/office-links';
import { repository } from './demo-server';

export interface EmptyServer {
  /** Where a browser finds it under this name: `office` is `http://office.localhost:PORT`. */
  origin(name: string): string;
  startLink(name: string): Promise<string>;
  close(): Promise<void>;
}

export async function emptyServer(): Promise<EmptyServer> {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-empty-'));
  const config = readConfig({ PORT: '0', HOST: 'localhost', DATA_DIR: folder });
  const pack = await readPackFolder(join(repository, 'src/sample/programme'));
  if (!config.ok || !pack.ok) throw new Error('an empty server cannot be set up');
  const assembled = await assemble(config.value, { pages: join(repository, 'dist/app'), packs: [pack.value], log: null });
  if (!assembled.ok) throw new Error(assembled.trouble);
  const { app, changeLog, stop } = assembled.value;
  const port = await listen(app, config.value);
  if (!port.ok) throw new Error(port.trouble);
  const origin = (name: string) => `http://${name}.localhost:${port.value}`;
  return {
    origin,
    startLink: async name => startAddress(origin(name), await makeStartLink({ db: changeLog.db, clock: systemClock })),
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
