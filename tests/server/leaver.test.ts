// Who leaves takes her own words with her: a link from her leader, her PIN, her file, and her word that she has it.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as own from '../../src/features/office/exports-protocol';
import { joinNurseryPath, leavePath } from '../../src/features/office/staff-protocol';
import { beginReflection } from '../../src/features/reflections/reflection.store';
import { gather } from '../../src/features/rights/access-zip.server';
import { usualPeriods } from '../../src/features/rights/retention';
import { planRetention } from '../../src/features/rights/retention-plan.server';
import { planInWords } from '../../src/features/rights/retention-words';
import { days, minutes } from '../../src/kernel/clock';
import { ownLinkCommand } from '../../src/main/own-link-command.server';
import { peopleCommand } from '../../src/main/people-commands.server';
import { babyStands } from '../../src/server/babies';
import { blobFolder, openBlobFiles } from '../../src/server/blobs';
import { leave } from '../../src/server/staffing';
import { type Browser, type Desk, openDesk, osier, quince } from '../support/office-desk';
import { engineOf, fetchOwn, fetchWith, given, linkFor, pin, said, type Written, writeEverywhere } from '../support/taking-away';
import { partsOf, quinceStreet, wholeTablet } from '../support/whole-tablet';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // real PINs are stretched

let desk: Desk;
let helen: Browser;
let written: Written;
beforeEach(async () => {
  desk = await openDesk();
  written = await writeEverywhere(desk);
  helen = await desk.signedIn('helen');
});
afterEach(() => desk.stop());

const leaves = (person = 'amina', nursery: string | null = quince) => helen.post(leavePath, { person, nursery });
const look = async (token: string) => (await desk.browser().post(own.lookAtOwnLinkPath, { token })).body;
const open = async (token: string) => (await desk.browser().post(own.openOwnLinkPath, { token, pin })).body;
const over = { ok: false, trouble: 'link-over' };

test('who has left fetches all that she wrote, and nothing of anybody else', async () => {
  await leaves();
  const token = await linkFor(helen, 'amina');
  expect(await look(token)).toEqual({ ok: true, value: { name: 'Amina', why: 'left', until: desk.server.clock() + days(30) } });
  const file = await fetchOwn(desk, token);
  expect(file.status).toBe(200);
  expect(file.page).toContain(said.amina);
  expect(file.page).toContain(said.tried);
  expect(file.page).not.toContain(said.helen);
  expect(file.page).not.toContain(said.ioana);
  expect([...file.entries.keys()].sort()).toEqual(['index.html', 'report.json']);
});

test('she is told what is in it before she fetches it', async () => {
  await leaves();
  const opened = await open(await linkFor(helen, 'amina'));
  const { sections, files, refused } = given({ body: opened }) as unknown as own.OpenedOwn;
  expect([files, refused]).toEqual([0, 0]);
  expect(sections).toContainEqual({ title: 'Reflections', count: 1 });
});

test('the link works again and again for thirty days, and looking at it uses nothing up', async () => {
  await leaves();
  const token = await linkFor(helen, 'amina');
  for (let times = 0; times < 3; times += 1) expect((await look(token)).ok).toBe(true);
  expect((await fetchOwn(desk, token)).status).toBe(200);
  desk.server.clock.move(days(29));
  expect((await fetchOwn(desk, token)).page).toContain(said.amina);
  desk.server.clock.move(days(1));
  expect(await look(token)).toEqual(over);
});

test('another link that is made later lasts no longer than her thirty days, and the one before is over', async () => {
  await leaves();
  const first = await linkFor(helen, 'amina');
  const end = desk.server.clock() + days(30);
  desk.server.clock.move(days(20));
  helen = await desk.signedIn('helen');
  const second = await linkFor(helen, 'amina');
  expect(await look(first)).toEqual(over);
  expect(given({ body: await look(second) }).until).toBe(end);
});

test('“I have it” ends the link, and what was held for her', async () => {
  await leaves();
  const token = await linkFor(helen, 'amina');
  const { pass } = given({ body: await open(token) });
  expect((await desk.browser().post(own.endOwnLinkPath, { pass })).body.ok).toBe(true);
  expect(await look(token)).toEqual(over);
  expect((await desk.browser().post(own.fetchOwnPath, { pass })).body).toEqual(over);
  expect(given(await helen.get(`${own.leaversPath}?nursery=${quince}`)).leavers).toEqual([]);
  expect((await desk.trail()).slice(-2)).toEqual(['helen leaver-link-made amina', 'amina own-link-ended amina']);
});

test('the leader sees who left, until when, and whether there is a link; who comes back is on that list no more', async () => {
  await leaves();
  const list = async () => given(await helen.get(`${own.leaversPath}?nursery=${quince}`)).leavers as unknown as own.Leaver[];
  const [now] = [desk.server.clock()];
  expect(await list()).toEqual([{ id: 'amina', name: 'Amina', leftAt: now, until: now + days(30), hasLink: false }]);
  await linkFor(helen, 'amina');
  expect((await list())[0]?.hasLink).toBe(true);
  await peopleCommand(['people', 'join', 'amina', quince, 'all', 'educator'])?.(engineOf(desk));
  expect(await list()).toEqual([]);
});

test('a programme lead starts the link of a mentor who has left', async () => {
  const denise = await desk.signedIn('denise');
  await denise.post(leavePath, { person: 'ruth', nursery: null });
  expect(given(await denise.get(own.leaversPath)).leavers).toMatchObject([{ id: 'ruth' }]);
  expect((await fetchOwn(desk, await linkFor(denise, 'ruth', null))).status).toBe(200);
});

test('somebody who is here gets her link for seven days, and her leader opens nothing with it', async () => {
  const token = await linkFor(helen, 'amina');
  expect(await look(token)).toEqual({ ok: true, value: { name: 'Amina', why: 'asked', until: desk.server.clock() + days(7) } });
  expect((await fetchOwn(desk, token)).page).toContain(said.amina);
  expect(await desk.trail()).toContain('helen own-link-made amina');
  expect(await desk.trail()).toContain('amina access-report-made amina');
});

test('whoever signs in here fetches her own from her account', async () => {
  const { ticket } = given(await helen.post(own.fetchMinePath));
  const file = await fetchWith(desk, helen, `${own.exportFilePath}/${ticket}`);
  expect(file.page).toContain(said.helen);
  expect(file.page).not.toContain(said.amina);
});

test('what an operator’s command lets leave is held just as long', async () => {
  expect(await peopleCommand(['people', 'leave', 'amina', quince])?.(engineOf(desk))).toBeNull();
  expect(given(await helen.get(`${own.leaversPath}?nursery=${quince}`)).leavers).toMatchObject([{ id: 'amina' }]);
});

test('an operator makes a link where no leader can, and cannot open it either', async () => {
  const lines: string[] = [];
  const make = (person: string) => ownLinkCommand(['own-link', person], line => lines.push(line))?.(engineOf(desk));
  expect(await make('nobody')).toBe('There is nobody of this id.');
  await leaves();
  expect(await make('amina')).toBeNull();
  const token = /#own=([A-Za-z0-9_-]{43})$/.exec(lines[0] ?? '')?.[1] ?? '';
  expect(await look(token)).toMatchObject({ value: { name: 'Amina', why: 'left', until: desk.server.clock() + days(30) } });
  expect((await fetchOwn(desk, token)).page).toContain('what Amina wrote for herself');
  expect(await desk.trail()).toContain('operator leaver-link-made amina');
  expect(ownLinkCommand(['own-link'], () => undefined)).toBeNull();
});

test('the office and the operator’s command let somebody join by the same rules', async () => {
  const denise = await desk.signedIn('denise');
  const joins = { person: 'amina', nursery: osier, role: 'educator', room: 'wrens' };
  expect((await denise.post(joinNurseryPath, joins)).body.trouble).toBe('room-unknown');
  const command = (room: string) => peopleCommand(['people', 'join', 'amina', osier, room, 'educator'])?.(engineOf(desk));
  expect(await command('wrens')).toBe('The nursery has no room of this id.');
  expect(await command('otters')).toBeNull();
  expect((await denise.post(joinNurseryPath, { ...joins, room: 'otters' })).body.trouble).toBe('is-so-already');
});

test('retention takes nothing that she wrote while she may still fetch it, and goes on when she has it', async () => {
  const engine = engineOf(desk);
  const plan = () => planRetention(engine, usualPeriods, desk.server.clock());
  await babyStands(engine, { child: written.zosia, standing: 'left' });
  desk.server.clock.move(days(20));
  helen = await desk.signedIn('helen');
  await leaves();
  desk.server.clock.move(days(15));
  expect((await plan()).children.due.map(({ heldBack }) => heldBack)).toEqual([[{ by: 'leaver' }]]);
  expect(planInWords(await plan(), false).join('\n')).toContain('somebody who has left wrote some of it');
  helen = await desk.signedIn('helen');
  const { pass } = given({ body: await open(await linkFor(helen, 'amina')) });
  await desk.browser().post(own.endOwnLinkPath, { pass });
  expect((await plan()).children.due.map(({ heldBack }) => heldBack)).toEqual([[]]);
});

test('words that were not sent yet when she left go up afterwards, and are in what she fetches', async () => {
  const server = await quinceStreet();
  const blue = await wholeTablet(server, 'Blue');
  blue.isCut = true;
  await beginReflection(await blue.unlock('amina'), { module: null, prompt: null }).write('my last words here');
  const parts = { ...partsOf(server), files: openBlobFiles(blobFolder(server.config)) };
  await leave(parts, { person: 'amina', nursery: quince });
  const words = async () => JSON.stringify((await gather(parts, 'person', 'amina'))?.report);
  expect(await words()).not.toContain('my last words here');
  server.clock.move(minutes(10));
  blue.isCut = false;
  await blue.round(); // nobody is unlocked: she is not there any more
  expect(await words()).toContain('my last words here');
  blue.database.close();
  await server.app.close();
  await server.db.destroy();
});
