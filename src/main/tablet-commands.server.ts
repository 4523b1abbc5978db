// `npx larkrise tablets|erase|erasures ...`: which tablets there are, taking one out of use, erasing for good, and how far that has come.
import { randomBytes } from 'node:crypto';
import { dayInWords } from '../kernel/calendar-day';
import { type Config, readConfig } from '../server/config';
import { erasureListFile, keepErasureList, readErasureList } from '../server/erasure-list';
import type { OfficeParts } from '../server/office';
import { revokeTablet, tabletStandings } from '../server/reports';
import { tidyUp } from '../server/tidying';
import { daysSince, erasable } from '../sync/erasures/erasure';
import { erase, eraseAgain } from '../sync/erasures/erasure.server';
import { standingOf } from '../sync/erasures/erasure-tablets.server';
import type { ChangeLogParts } from '../sync/work.server';
import { eraseBlobsIn, eraseHere } from './erase-here.server';

export const tabletUsage = `larkrise tablets                                     every tablet, when it was last seen and what waits on it
larkrise tablets revoke TABLET                       it hands over what waits, empties itself and gets nothing any more
larkrise erase record|person|child ID                erases it for good, here and at the next contact of every tablet
larkrise erasures                                    what was erased, and which tablets have done it`;

type Say = (line: string) => void;
type Work = (parts: OfficeParts) => Promise<string | null>;

/** In words, for somebody who looks at it now. */
const seen = (at: number | null, now: number): string => {
  if (at === null) return 'not seen yet';
  const days = daysSince(at, now);
  return days === 0 ? 'seen today' : `last seen ${days === 1 ? 'yesterday' : `${days} days ago`}`;
};

const states = { 'in-use': '', revoked: ', taken out of use, not emptied yet', emptied: ', taken out of use and emptied' } as const;

const listTablets =
  (say: Say): Work =>
  async ({ db, clock }) => {
    const all = await tabletStandings(db);
    for (const { id, name, of, seenAt, waiting, app, state } of all) {
      const known = app === null ? '' : `, Larkrise ${app}, ${waiting ?? 0} changes wait`;
      say(`${name} (${of})  ${id}  ${seen(seenAt, clock())}${known}${states[state]}`);
    }
    return all.length > 0 ? null : 'There are no tablets yet.';
  };

const revoke =
  (say: Say, tablet: string): Work =>
  async parts => {
    if (!(await revokeTablet(parts, tablet))) return 'There is no such tablet in use, so nothing was changed.';
    say('Done. At its next contact it hands over what waits on it, and empties itself.');
    return null;
  };

const eraseIt =
  (say: Say, config: Config, what: (typeof erasable)[number], id: string): Work =>
  async parts => {
    const erased = await erase(eraseHere(parts, config), what, id);
    if (!erased.ok) return `There is no ${what} of this id, so nothing was erased.`;
    const { tablets, done } = await parts.db.transaction().execute(tx => standingOf(tx, erased.value.id));
    say(`Records erased here: ${erased.value.records.length}. Tablets that erase at their next contact: ${tablets - done}.`);
    say('Back-ups made before still hold them: "larkrise restore" erases them again, by the list in erasures.jsonl in DATA_DIR. Keep it.');
    say(`When the tablets have answered: larkrise erasure-certificate ${erased.value.id} FILE.html`);
    if (!(await tidyUp(parts.db))) say('The server was busy, so the database file may keep traces of it until something else is erased.');
    return null;
  };

const listErasures =
  (say: Say): Work =>
  async ({ db, clock }) => {
    const all = await db.selectFrom('erasures').selectAll().orderBy('asked_at').execute();
    for (const { id, what, of, records, asked_at } of all) {
      const { tablets, done, waiting } = await db.transaction().execute(tx => standingOf(tx, id));
      const late = waiting.map(({ name, seenAt }) => `; ${name}: ${seen(seenAt, clock())}`).join('');
      say(`${dayInWords(asked_at)}  ${id}  ${what} ${of}, ${records} records: erased on ${done} of ${tablets} tablets${late}`);
    }
    return all.length > 0 ? null : 'Nothing was erased yet.';
  };

/** Null: these words are none of the commands above. Otherwise what it does; the trouble is one line for the operator. */
export function tabletCommand(words: readonly string[], say: Say): Work | null {
  const [first, second, third, ...more] = words;
  const config = readConfig(process.env);
  if (more.length > 0 || !config.ok) return null;
  if (first === 'tablets' && second === undefined) return listTablets(say);
  if (first === 'tablets' && second === 'revoke' && third) return revoke(say, third);
  if (first === 'erasures' && second === undefined) return listErasures(say);
  const what = erasable.find(known => known === second);
  return first === 'erase' && what && third ? eraseIt(say, config.value, what, third) : null;
}

/** After a restore: erases again what the list beside the database knows and the back-up did not; gives how many. */
export async function replayErasures(parts: ChangeLogParts & Pick<OfficeParts, 'clock'>, config: Config): Promise<number> {
  const again = { ...parts, random: () => randomBytes(16), eraseBlobs: eraseBlobsIn(config.dataDir) };
  let count = 0;
  for (const erasure of await readErasureList(erasureListFile(config))) if (await eraseAgain(again, erasure)) count += 1;
  await keepErasureList(parts.db, config);
  return count;
}
