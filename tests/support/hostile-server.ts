// A server for hostile tablets, anew for each case: a room of three people, codes that make tablets, time that passes, and what was answered.
import { enterPerson, makeNursery, preparePerson } from '../../src/server/people';
import { makeEnrolmentCode } from '../../src/server/tablets';
import { reportRoutes } from '../../src/sync/report-routes.server';
import { syncRoutes } from '../../src/sync/sync-routes.server';
import type { Around, Who } from '../hostile/on-tablets/hostile-tablet';
import { type TestServer, testServer } from './server-parts';
import { partsOf, pins } from './whole-tablet';

const [nursery, room] = ['quince-street', 'wrens'];

const prepareAll = () =>
  Promise.all(
    (['amina', 'kasia', 'helen'] as const).map((id: Who) => {
      const memberships = [{ nursery, room, role: id === 'helen' ? ('leader' as const) : ('educator' as const) }];
      return preparePerson({ id, name: id, hue: 'teal', home: nursery, pin: pins[id], memberships });
    }),
  );

/** Their PINs are stretched once for all cases. */
let prepared: ReturnType<typeof prepareAll> | null = null;

/** `pages`: the folder that it serves. */
export async function hostileServer(pages: string | null = null): Promise<TestServer> {
  prepared ??= prepareAll();
  const server = await testServer({
    pages,
    routes: [(app, shell) => syncRoutes(partsOf(shell))(app, shell), (app, shell) => reportRoutes(partsOf(shell))(app, shell)],
  });
  await makeNursery(server, { id: nursery, name: 'Quince Street', rooms: [{ id: room, name: 'Wrens' }] });
  for (const one of await prepared) await server.db.transaction().execute(tx => enterPerson(server, tx, one));
  return server;
}

export async function endServer({ app, db }: TestServer): Promise<void> {
  await app.close();
  await db.destroy();
}

/** What a hostile tablet needs of its server beside the wire. */
export const aroundServer = (server: TestServer): Pick<Around, 'pins' | 'code' | 'clock' | 'passes' | 'verdicts'> => ({
  pins,
  clock: server.clock,
  code: name => makeEnrolmentCode(server, { tabletName: name.slice(0, 20), nursery, person: null }),
  passes: async ms => server.clock.move(ms),
  verdicts: async tablet => {
    const receipts = server.db.selectFrom('receipts').select('verdict').where('tablet', '=', tablet).orderBy('n');
    return (await receipts.execute()).map(({ verdict }) => verdict);
  },
});
