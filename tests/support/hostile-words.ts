// Words that would like to be more than words, planted wherever somebody's words are shown: the sample nurseries, said by hostile hands.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openingId, openingKind } from '../../src/features/mentoring/opening';
import { readPackFolder } from '../../src/features/modules/pack-folder.server';
import { days, systemClock } from '../../src/kernel/clock';
import { assemble } from '../../src/main/assemble.server';
import { sampleNurseries, sampleStaff } from '../../src/sample/nurseries';
import { type SampleChange, sampleChanges, worksInANursery } from '../../src/sample/sample-changes';
import { seedHistory } from '../../src/sample/seed.server';
import { hashPassphrase, keepAccount } from '../../src/server/accounts';
import { readConfig } from '../../src/server/config';
import { listen } from '../../src/server/listening';
import { codeOfStep, newFactor, stepAt } from '../../src/server/one-time-codes';
import { makeMentoring, makeNursery, makePerson } from '../../src/server/people';
import { joinProgramme } from '../../src/server/programmes';
import { makeEnrolmentCode } from '../../src/server/tablets';
import { setAsideId, setAsideKind } from '../../src/sync/history/set-aside';
import { keptApartKind } from '../../src/sync/kept-apart/kept-apart';
import type { ChangeLogParts } from '../../src/sync/work.server';
import { repository } from './demo-server';

/** At most 40 characters each, which is what a word on a board may have. `xss()` is what no page may ever run. */
export const hostileWords: readonly string[] = [
  '<script>xss()</script>',
  '<img src=x onerror=xss()>',
  '"><svg onload=xss()>',
  "' onfocus=xss() autofocus '",
  'javascript:xss()//',
  '</title><script>xss()</script>',
  '</textarea><script>xss()</script>',
  '<iframe srcdoc="<script>top.xss()">',
  '<a href=javascript:xss()>tap</a>',
  "<style>@import'//evil.localhost'</style>",
  '<base href=//evil.localhost>',
  '<form action=//evil.localhost><input>',
  '<link rel=stylesheet href=//evil.x>',
  '<meta http-equiv=refresh content=0;//e>',
  'data:text/html,<script>xss()</script>',
  '&lt;script&gt;xss()&lt;/script&gt;',
  '<scr\u0000ipt>xss()</scr\u0000ipt>',
  '\u2028<script>xss()</script>',
  '\u202e<img src=x onerror=xss()>',
  "{{constructor.constructor('xss()')()}}",
  '\x24{xss()}',
  '{0} {name} {count, plural, other {#}}',
  '%s %d $& $1 \\u003cscript>xss()',
  '=HYPERLINK("//evil.localhost","tap")',
  '__proto__',
  'url(//evil.localhost/a)',
];

const words = (at: number): string => hostileWords[at % hostileWords.length] ?? '';
/** A name that is found by what it begins with, and goes on as a script. */
const named = (name: string, at: number): string => `${name} ${words(at)}`;

/** What people type, by the names of its fields. */
const typed = ['text', 'note', 'word', 'words', 'from'] as const;
const tabletName = named('Blue', 1);

function said(change: SampleChange, at: number): SampleChange {
  const set: Record<string, unknown> = { ...change.set };
  for (const field of typed) if (typeof set[field] === 'string') set[field] = words(at);
  if (typeof set.name === 'string') set.name = named(set.name, at);
  if (typeof set.homeLanguage === 'string') set.homeLanguage = words(at).slice(0, 20);
  if (typeof set.face === 'string') set.face = at % 2 === 0 ? '../../evil.svg' : words(at);
  return { ...change, set };
}

/** What the server itself writes about people's words: shown to others than who wrote them. */
function written(all: readonly SampleChange[], now: number): SampleChange[] {
  const shared = all.filter(({ kind, author }) => kind.name === 'shared-reflection' && author === 'amina');
  const opened = shared.map(({ id, set }): SampleChange => {
    const reflection = String(set.reflection);
    const content = { shared: id, of: 'amina', reflection, by: words(1), words: now };
    return { author: 'ruth', kind: openingKind, id: openingId('ruth', reflection), set: content, at: now - 1_000 };
  });
  const word = all.find(({ kind, author }) => kind.name === 'strength-word' && author === 'amina');
  const aside = hostileWords.map((value, at): SampleChange => {
    const version = `00000000-0000-7000-8000-0000000000${String(at).padStart(2, '0')}`;
    const about = { record: word?.id, kind: 'strength-word', field: 'word', value, version };
    const when = { wrote: now - days(1), tablet: tabletName, winner: 'kasia', winnerTablet: words(at), standing: 'open' };
    const id = setAsideId('amina', version, 'word');
    return { author: 'amina', kind: setAsideKind, id, set: { ...about, ...when }, at: now - 900, asSetUp: true };
  });
  const apart = hostileWords.map((value, at): SampleChange => {
    const about = { nursery: 'quince-street', whose: at % 2 === 0 ? value : 'amina', kind: 'strength-word', reason: 'not-allowed' };
    const when = { tablet: value, came: now - days(1), count: 1, mayTakeIn: true, standing: 'waiting', fields: { word: value } };
    return { author: 'helen', kind: keptApartKind, id: `apart:${at}`, set: { ...about, ...when }, at: now - 800, asSetUp: true };
  });
  return [...opened, ...aside, ...apart];
}

async function seed(
  parts: ChangeLogParts,
  programme: Parameters<typeof sampleChanges>[1],
  programmeId: string,
  now: number,
): Promise<void> {
  for (const [at, { id, name, rooms }] of sampleNurseries.entries()) {
    await makeNursery(parts, {
      id,
      name: named(name, at),
      rooms: rooms.map((room, no) => ({ ...room, name: named(room.name, at + no + 1) })),
    });
    await joinProgramme({ ...parts, clock: () => now }, { programme: programmeId, nursery: id });
  }
  await Promise.all(
    sampleStaff.map((one, at) => {
      const { id, firstName, hue, role, room, pin, nurseries } = one;
      const isOfOne = worksInANursery(one);
      const home = (isOfOne ? nurseries[0] : undefined) ?? programmeId;
      const memberships = isOfOne ? nurseries.map(nursery => ({ nursery, room, role })) : [];
      const outside = role === 'mentor' || role === 'programme-lead' ? { role } : {};
      return makePerson(parts, { id, name: named(firstName, at), hue, pin, home, memberships, ...outside });
    }),
  );
  for (const educator of ['amina', 'kasia', 'helen']) await makeMentoring(parts, { mentor: 'ruth', educator, nursery: 'quince-street' });
  const all = sampleChanges(now, programme).map(said);
  await seedHistory(parts, [...all, ...written(all, now)], now);
}

export interface HostileWorld {
  readonly port: number;
  /** Where a browser becomes a tablet of Quince Street, or somebody's own one, under this name. */
  entrance(host: string, owner: { readonly nursery: string } | { readonly person: string }): Promise<string>;
  /** Helen's account in the office: what her authenticator shows now. */
  readonly passphrase: string;
  code(): string;
  readonly parts: ChangeLogParts;
  close(): Promise<void>;
}

const passphrase = 'seven quiet wrens at breakfast';

export async function hostileWorld(): Promise<HostileWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'larkrise-words-'));
  const environment = { PORT: '0', HOST: 'localhost', DATA_DIR: folder, LARKRISE_KEY: randomBytes(32).toString('base64') };
  const [config, pack] = [readConfig(environment), await readPackFolder(join(repository, 'src/sample/programme'))];
  if (!config.ok || !pack.ok) throw new Error('the hostile world cannot be set up');
  const assembled = await assemble(config.value, { pages: join(repository, 'dist/app'), packs: [pack.value], log: null });
  if (!assembled.ok) throw new Error(assembled.trouble);
  const { app, changeLog, stop } = assembled.value;
  await seed(changeLog, pack.value.programme.modules, pack.value.programme.id, systemClock());
  const factor = newFactor();
  const account = { person: 'helen', signInName: 'helen', passphraseHash: await hashPassphrase(passphrase), factor, step: 0 };
  const parts = { ...changeLog, clock: systemClock };
  await changeLog.db.transaction().execute(async tx => void (await keepAccount(parts, tx, account)));
  const port = await listen(app, config.value);
  if (!port.ok) throw new Error(port.trouble);
  return {
    ...{ port: port.value, passphrase, parts: changeLog },
    code: () => codeOfStep(factor, stepAt(systemClock())),
    entrance: async (host, owner) => {
      const code = await makeEnrolmentCode(parts, { tabletName, nursery: null, person: null, ...owner });
      return `http://${host}.localhost:${port.value}/#enrol=${code}`;
    },
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
