// What tests of key generations look at: the generations of a nursery, the keys that somebody's PIN opens, and the keys of a page.
import type { Http } from '../../src/device/http';
import type { Session } from '../../src/device/session';
import { sayWord } from '../../src/features/strengths-boards/saying.store';
import { strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import { fromBase64Url } from '../../src/kernel/bytes';
import { parseJson } from '../../src/kernel/parse';
import { contentOf, loadPin } from '../../src/server/pins';
import { generationIn } from '../../src/sync/key-ids';
import { type PullAnswer, pageBinding, pullPath, type SealedPage } from '../../src/sync/protocol';
import { readRecords } from '../../src/sync/records.store';
import type { TestServer } from './server-parts';

export const quince = 'quince-street';

/** The generations after the first. */
export const generationsOf = async ({ db }: Pick<TestServer, 'db'>, nursery = quince) =>
  (await db.selectFrom('key_generations').select('generation').where('nursery', '=', nursery).orderBy('generation').execute()).map(
    ({ generation }) => generation,
  );

/** Which generations her wrap holds, as the server keeps it for every tablet's next contact. */
export async function heldBy({ db, keyring }: Pick<TestServer, 'db' | 'keyring'>, person: string, nursery = quince): Promise<number[]> {
  return db.transaction().execute(async tx => {
    const pin = await loadPin({ keyring }, tx, person);
    const row = await tx.selectFrom('people').select('wrap').where('id', '=', person).executeTakeFirstOrThrow();
    const content = pin && contentOf(person, parseJson(row.wrap), pin.stretched);
    return (content?.ring ?? []).flatMap(({ id }) => generationIn(id, nursery) ?? []);
  });
}

export const generationsIn = ({ keys }: Session, nursery = quince): number[] => keys.ids.flatMap(id => generationIn(id, nursery) ?? []);

export const say = (session: Session, word: string) => sayWord(session, { child: 'nobody-known', room: 'wrens', side: 'educator', word });

export const wordsOn = async (session: Session): Promise<string[]> =>
  (await readRecords(session, strengthWordKind)).items.map(({ row }) => row.word).sort();

/** Everything that a tablet is answered for somebody, from the beginning, as it goes over the wire. */
export async function wholePull(http: Http, tablet: string, person: string): Promise<PullAnswer> {
  const answer = await http.post(pullPath, { v: 1, tablet, person, cursors: {}, lowest: 0, again: [], told: null });
  if (!answer.ok) throw new Error(answer.trouble);
  return answer.value as PullAnswer;
}

/** Whether any of these keys opens the page, whatever it is called. */
export async function opens({ keys }: Session, tablet: string, page: SealedPage): Promise<boolean> {
  const bytes = fromBase64Url(page.bytes);
  if (!bytes) throw new Error('not base64url');
  for (const id of keys.ids) if ((await keys.open(id, pageBinding(tablet, page.holder, page.key), bytes)).ok) return true;
  return false;
}
