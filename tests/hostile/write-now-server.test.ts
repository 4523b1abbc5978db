// Closed words on their way over the server: who brings them, who is given them, who says that they are done with, and what hostile tablets try.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { signAs } from '../../src/device/credentials';
import { beginLater } from '../../src/device/write-now';
import { sendLastLater } from '../../src/device/write-now-sending';
import { laterDecidedText } from '../../src/features/reflections/later-box';
import { mostLaterNotes, mostSealedLater } from '../../src/features/reflections/later-note';
import { fetchBackLater, keepLater, throwAwayLater } from '../../src/features/reflections/later-notes.store';
import { revokeTablet } from '../../src/server/reports';
import { erase } from '../../src/sync/erasures/erasure.server';
import {
  ask,
  beginsWithBlue,
  blue,
  boxOf,
  carry,
  lockOut,
  notes,
  reflections,
  server,
  shown,
  theNote,
  words,
  write,
} from '../support/later-tablets';
import { cable } from '../support/server-parts';
import { partsOf, type WholeTablet, wholeTablet } from '../support/whole-tablet';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched
beginsWithBlue();

let green: WholeTablet;
beforeEach(async () => {
  green = await wholeTablet(server, 'Green');
});
afterEach(() => green.database.close());

const kept = () => server.db.selectFrom('later_boxes').selectAll().execute();
const refusals = async () =>
  (await server.db.selectFrom('audit').select(['who', 'about']).where('what', '=', 'later-refused').execute()).length;
const untouched = { letters: words.length, person: 'amina' };

describe('she', () => {
  test('finds it on whichever tablet she unlocks on first, keeps it once, and it is gone everywhere', async () => {
    await lockOut();
    await write();
    expect((await carry()).ok).toBe(true);
    expect((await carry(green)).ok).toBe(true);
    const amina = await green.unlock('amina');
    const [offered] = await shown(amina);
    expect(offered?.words?.text).toBe(words);
    expect((await keepLater(amina, offered!)).ok).toBe(true);
    await carry(green);
    await carry(blue);
    expect([await notes(blue), await notes(green)]).toEqual([[], []]);
    await green.round(amina);
    expect(await reflections(amina)).toEqual([words]);
    expect((await kept()).map(({ box, decided_at }) => [box, decided_at !== null])).toEqual([[null, true]]);
  });

  test('who throws it away on one tablet without a network is heard at the next contact, and until then can undo it', async () => {
    await write();
    await carry();
    const amina = await blue.unlock('amina');
    const note = await theNote();
    await throwAwayLater(amina, note);
    await fetchBackLater(amina, note);
    await carry();
    expect([(await notes()).length, (await kept())[0]?.decided_at]).toEqual([1, null]);
    await throwAwayLater(amina, note);
    await carry();
    await carry(green);
    expect([await notes(), await notes(green)]).toEqual([[], []]);
    await fetchBackLater(amina, note); // the server was told already: it is on this tablet alone
    await carry();
    expect([(await notes()).length, (await kept())[0]?.box]).toEqual([1, null]);
  });

  test('who writes on while the first words are on their way has the last ones on every tablet', async () => {
    const writing = beginLater(blue.tablet, 'amina');
    await writing.write('one');
    await carry();
    await carry(green);
    await writing.write('one, two');
    await carry();
    await carry(green);
    expect((await shown(await green.unlock('amina'))).map(one => one.words?.text)).toEqual(['one, two']);
  });

  test('whose tablet is taken out of use has it at the server before the tablet empties itself', async () => {
    await write();
    await revokeTablet(server, blue.identity.id);
    const empty = vi.fn(async () => undefined);
    const sign = (text: string) => signAs(blue.identity, text);
    const bare = cable(server.app); // without a session
    const sendBytes = () => sendLastLater({ database: blue.database, tablet: blue.identity.id, http: bare, sign });
    await blue.farewell(empty, { sendBytes });
    expect([empty.mock.calls.length, (await kept()).length]).toEqual([1, 1]);
    await carry(green);
    expect((await shown(await green.unlock('amina'))).map(one => one.words?.text)).toEqual([words]);
  });

  test('who was erased leaves none of it', async () => {
    await write();
    await carry();
    expect(
      (await erase({ ...partsOf(server), remember: async () => undefined, eraseBlobs: async () => undefined }, 'person', 'amina')).ok,
    ).toBe(true);
    expect(await kept()).toEqual([]);
    expect((await ask(blue, { boxes: [await boxOf(await theNote())] })).answers).toEqual(['refused']);
  });
});

describe('the server', () => {
  test('keeps none of the words, and of what is sealed nothing that opens without her vault', async () => {
    await write();
    await carry();
    const [row] = await kept();
    expect(row?.box?.includes(Buffer.from((await theNote()).bytes))).toBe(false);
    expect(JSON.stringify(await kept())).not.toContain((await boxOf(await theNote())).bytes.slice(0, 40));
  });

  test('takes the same box twice as one, and what she has decided about not again, however old the copy', async () => {
    await write();
    const box = await boxOf(await theNote());
    for (let times = 0; times < 2; times++) expect((await ask(blue, { boxes: [box] })).answers).toEqual(['kept']);
    const amina = await blue.unlock('amina');
    await throwAwayLater(amina, await theNote());
    await carry();
    expect((await ask(blue, { boxes: [box] })).answers).toEqual(['decided']);
    expect((await ask(green, {})).boxes).toEqual([]);
  });
});

describe('a hostile tablet', () => {
  test('that shows no tile of hers brings nothing for her, and a line tells', async () => {
    await write();
    const box = await boxOf(await theNote());
    const ruths = await wholeTablet(server, 'Ruth’s', 'ruth');
    expect((await ask(ruths, { boxes: [box] })).answers).toEqual(['refused']);
    expect((await ask(ruths, { boxes: [{ ...box, person: 'nobody' }] })).answers).toEqual(['refused']);
    expect([await kept(), await refusals()]).toEqual([[], 1]); // of nobody there is nothing to tell
    ruths.database.close();
  });

  test('that shows no tile of hers is given nothing', async () => {
    await write();
    await carry();
    const ruths = await wholeTablet(server, 'Ruth’s', 'ruth');
    expect((await ask(ruths, {})).boxes).toEqual([]);
    expect((await ask(green, {})).boxes).toMatchObject([untouched]);
    ruths.database.close();
  });

  test('writes over nothing that another tablet brought, and a line tells', async () => {
    await write();
    await carry();
    const box = await boxOf(await theNote());
    const other = { ...box, ephemeral: `B${'x'.repeat(86)}`, bytes: 'AAAA' };
    expect((await ask(green, { boxes: [other] })).answers).toEqual(['refused']);
    expect([(await ask(green, {})).boxes[0]?.bytes, await refusals()]).toEqual([box.bytes, 1]);
  });

  test('says in her name that it is done with, signed by itself, by a colleague, or for another note: nothing goes', async () => {
    await write();
    await carry();
    const { id } = await theNote();
    const kasia = await blue.unlock('kasia');
    const amina = await blue.unlock('amina');
    const forged = [
      await signAs(green.identity, laterDecidedText('amina', id)),
      await kasia.keys.sign(laterDecidedText('amina', id)),
      await amina.keys.sign(laterDecidedText('amina', 'another')),
      'A'.repeat(86),
    ];
    for (const sig of forged) await ask(green, { decided: [{ id, person: 'amina', sig }] });
    expect([(await kept())[0]?.decided_at, (await ask(green, {})).boxes.length, await refusals()]).toEqual([null, 1, 1]);
  });

  test('floods, and is stopped at what one tablet may bring of one person; another tablet’s words still come', async () => {
    await write();
    const box = await boxOf(await theNote());
    const answers: string[] = [];
    for (let from = 0; from <= mostLaterNotes; from += 20) {
      const boxes = Array.from({ length: 20 }, (_, at) => ({
        ...box,
        id: `flood-${from + at}`,
        ephemeral: `${'B'.repeat(84)}${100 + from + at}`,
      }));
      answers.push(...(await ask(green, { boxes })).answers);
    }
    expect(answers.filter(one => one === 'kept').length).toBe(mostLaterNotes);
    expect(answers.filter(one => one === 'too-many').length).toBe(60 - mostLaterNotes);
    expect((await ask(blue, { boxes: [box] })).answers).toEqual(['kept']);
  });

  test.each([
    ['more bytes than a text can have', { bytes: 'A'.repeat(Math.ceil((mostSealedLater * 4) / 3) + 1) }],
    ['more letters than a reflection holds', { letters: 20_001 }],
    ['a person who is none', { person: '../amina' }],
    ['a field too many', { words: 'in clear' }],
    ['a point that is none', { ephemeral: 'short' }],
    ['a time that is none', { begun: -1 }],
  ])('sends %s, and nothing of the request is taken', async (_, wrong) => {
    await write();
    const box = await boxOf(await theNote());
    expect(await ask(blue, { boxes: [box, { ...box, id: 'second', ...wrong }] })).toMatchObject({ trouble: 'bad-request' });
    expect(await kept()).toEqual([]);
  });

  test('says farewell in the name of another, of one that is in use, or with a changed payload: it is not found', async () => {
    await write();
    const payload = Buffer.from(JSON.stringify([await boxOf(await theNote())])).toString('base64url');
    const bare = cable(server.app); // without a session
    const farewell = async (tablet: string, sig: string, said = payload) => {
      const answer = await bare.post('/api/v1/tablets/later/farewell', { tablet, payload: said, sig });
      return answer.ok ? 'taken' : answer.trouble;
    };
    const sigOf = (of: WholeTablet, said = payload) => signAs(of.identity, `larkrise-later-farewell-1|${blue.identity.id}|${said}`);
    expect(await farewell(blue.identity.id, await sigOf(blue))).toBe('not-found');
    await revokeTablet(server, blue.identity.id);
    expect(await farewell(blue.identity.id, await sigOf(green))).toBe('not-found');
    expect(await farewell(blue.identity.id, await sigOf(blue), `${payload}AA`)).toBe('not-found');
    expect(await kept()).toEqual([]);
    expect(await farewell(blue.identity.id, await sigOf(blue))).toBe('taken');
  });
});
