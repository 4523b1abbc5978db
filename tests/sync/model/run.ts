// Runs one history in a fresh nursery with the real stores and the real server, and writes down what was promised.
import { setImmediate } from 'node:timers/promises';
import type { Session } from '../../../src/device/session';
import { reflectionKind } from '../../../src/features/reflections/reflection';
import { type Order, writeRecords } from '../../../src/sync/outbox.store';
import { type Device, freshId, kill, lock, newGeneration, type Staff, unlock } from '../../support/world';
import { ordersFor } from './orders';
import { checkNothingFlickers, checkTogether } from './promises';
import { oneOf, type Run, syncLocked, syncOn } from './run-state';
import type { History, Interruption, RoleChange, Step, TabletStep } from './steps';

export async function runHistory(run: Run, history: History): Promise<void> {
  for (const step of history.steps) {
    run.server.now += 1_000;
    await take(run, step);
    if (!('tablet' in step)) continue;
    await checkNothingFlickers(run, deviceOf(run, step.tablet));
    await checkTogether(run, deviceOf(run, step.tablet));
  }
}

const deviceOf = (run: Run, number: number): Device => run.devices[number % run.devices.length] as Device;

/** Whoever is unlocked; the first of the tablet's people where nobody is. */
async function sessionOn(run: Run, device: Device): Promise<Session> {
  return device.session ?? unlock(run.server, device, device.people[0] as Staff);
}

async function take(run: Run, step: Step): Promise<void> {
  if ('educator' in step) return changeRoles(run, step);
  const device = deviceOf(run, step.tablet);
  const session = await sessionOn(run, device);
  if ('after' in step) return interrupt(run, device, session, step);
  if (step.do === 'sync' || step.do === 'locked-sync' || step.do === 'switch' || step.do === 'set-clock' || step.do === 'deliver-late')
    return moveTablet(run, device, session, step);
  return session.person.role === 'mentor' ? undefined : write(run, session, await ordersFor(run, session, step));
}

async function moveTablet(run: Run, device: Device, session: Session, step: TabletStep): Promise<void> {
  switch (step.do) {
    case 'switch':
      lock(device);
      await unlock(run.server, device, oneOf(device.people, step.person) as Staff);
      return;
    case 'sync':
      device.wire.faults.push(...step.faults);
      await syncOn(device, session);
      device.wire.faults.length = 0;
      return;
    case 'locked-sync':
      lock(device);
      device.wire.faults.push(...step.faults);
      await syncLocked(device);
      device.wire.faults.length = 0;
      return;
    case 'set-clock':
      device.skew = step.skew;
      return;
    case 'deliver-late':
      return device.wire.deliverLate();
  }
}

async function changeRoles({ server, nursery, endedMentorings, rooms }: Run, step: RoleChange): Promise<void> {
  if (step.do === 'new-key') return newGeneration(server, nursery);
  const person = oneOf(nursery.staff, step.educator) as Staff;
  const until = server.now;
  if (step.do === 'end-mentoring') {
    endedMentorings.add(person.id);
    await server.db.updateTable('mentorings').set({ until }).where('educator', '=', person.id).where('until', 'is', null).execute();
    return;
  }
  const current = await server.db
    .selectFrom('memberships')
    .selectAll()
    .where('person', '=', person.id)
    .where('until', 'is', null)
    .executeTakeFirstOrThrow();
  const room = nursery.rooms.find(one => one !== current.room) ?? null;
  rooms.set(person.id, room ?? '');
  await server.db.updateTable('memberships').set({ until }).where('id', '=', current.id).execute();
  await server.db
    .insertInto('memberships')
    .values({ ...current, id: freshId(server), room, until: null })
    .execute();
}

async function interrupt(run: Run, device: Device, session: Session, step: Interruption): Promise<void> {
  const orders = await ordersFor(run, session, { do: 'write', tablet: step.tablet, reflection: step.after, how: 'append' });
  const work =
    step.of === 'sync' || session.person.role === 'mentor'
      ? syncOn(device, session).catch(() => null)
      : write(run, session, orders).catch(() => null);
  for (let turns = 0; turns < step.after; turns++) await setImmediate();
  if (step.do === 'lock-in-the-middle') {
    lock(device);
    await work;
    return;
  }
  kill(device);
  await work;
}

async function write(run: Run, session: Session, orders: readonly Order[]): Promise<void> {
  if (orders.length === 0) return;
  const at = session.tablet.clock();
  const written = await writeRecords(session, orders);
  if (!written.ok) return;
  const number = ({ n }: { n: number }) => `${session.tablet.id}|${session.person.id}|${n}`;
  for (const [index, order] of orders.entries()) {
    const one = written.value[index];
    if (!one) continue;
    const before = run.promised.get(number(one));
    const { kind, id: row, set, seen } = order;
    run.promised.set(number(one), {
      change: one.change,
      author: session.person.id,
      tablet: session.tablet.id,
      kind: kind.name,
      row,
      set: { ...before?.set, ...set },
      base: before?.base ?? Object.fromEntries(Object.entries(seen).filter(([field]) => field in set)),
      at,
      group: orders.length > 1 ? (written.value[0]?.change ?? null) : null,
    });
    if (kind.name === reflectionKind.name) remember(run, session.person.id, String(set.text));
  }
}

function remember(run: Run, author: string, text: string): void {
  const tokens = run.tokens.get(author) ?? new Set();
  for (const token of text.split(/\s+/)) tokens.add(token);
  run.tokens.set(author, tokens);
}
