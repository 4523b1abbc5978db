// The two homes of a server's data, fresh and migrated: a SQLite file in a folder of its own, or a database of a PostgreSQL.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres, openSqlite } from '../../src/server/database';
import { migrate } from '../../src/server/migrations';
import { freshAddress } from './fresh-database';
import type { Home } from './storm';

export interface FileHome extends Home {
  readonly folder: string;
  readonly file: string;
  remove(): void;
}

export function fileHome(): FileHome {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-storm-'));
  const file = join(folder, 'larkrise.sqlite');
  return {
    folder,
    file,
    environment: { DATA_DIR: folder },
    open: async () => {
      const db = openSqlite(file);
      await migrate(db);
      return db;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** `cluster` is the address that a PostgreSQL of tests has told. */
export async function postgresHome(cluster: string): Promise<Home> {
  const address = await freshAddress(cluster);
  return { environment: { DATABASE_URL: address }, open: async () => openPostgres(address, 4) };
}
