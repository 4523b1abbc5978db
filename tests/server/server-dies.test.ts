// The real server process in short trouble: it is killed in mid-push, its disk is full. The soak does both at length.
import { expect, test } from 'vitest';
import { surviveFullDisk } from '../support/full-disk';
import { type FileHome, fileHome } from '../support/homes';
import { surviveServerKills } from '../support/server-kills';

const seed = 20_261_122;

async function atHome(suffer: (home: FileHome) => Promise<void>): Promise<void> {
  const home = fileHome();
  await suffer(home);
  home.remove();
}

test(`killed 4 times in mid-push, the server loses nothing and has nothing twice (seed ${seed})`, { timeout: 180_000 }, () =>
  atHome(home => surviveServerKills(home, 4, seed)),
);

// Elsewhere the operating system has no limit that a test could set and lift.
test.runIf(process.platform === 'linux')(
  `a disk that was full twice has lost nothing and has nothing twice (seed ${seed})`,
  { timeout: 180_000 },
  () => atHome(home => surviveFullDisk(home, 2, seed)),
);

test('a storm that loses a word does not pass', { timeout: 60_000 }, () =>
  atHome(async home => {
    const forgetful: FileHome = {
      ...home,
      open: async () => {
        const db = await home.open();
        const [record] = await db.selectFrom('records').select('id').where('kind', '=', 'strength-word').limit(1).execute();
        if (record) await db.deleteFrom('records').where('id', '=', record.id).execute();
        return db;
      },
    };
    await expect(surviveServerKills(forgetful, 1, seed)).rejects.toThrow();
  }),
);
