// How much room the browser still gives to Larkrise, looked at now and then, and the day on which somebody was told.
// Chromium from 138 on always tells of 10 GiB more than is used, or of the whole disk (chromestatus.com, "Predictable reported
// storage quota"), and goes on enforcing the true limit: there the first sign is a module that does not fit.
import { type ReadonlySignal, signal } from '@preact/signals-core';
import { type CalendarDay, calendarDay } from '../kernel/calendar-day';
import { type Clock, minutes } from '../kernel/clock';
import type { Room } from '../sync/saved/frame-notice';
import type { TabletDatabase } from './database';
import { type Live, live } from './live';

const rhythm = minutes(5);

/** Null where the browser does not tell. */
async function readRoom(): Promise<Room | null> {
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  return quota === undefined || usage === undefined ? null : { free: Math.max(0, quota - usage), all: quota };
}

export interface RoomWatch {
  readonly signal: ReadonlySignal<Room | null>;
  /** Looks now. */
  look(): void;
  stop(): void;
}

/** Looks at once, whenever somebody comes back, and every few minutes. */
export function watchRoom(): RoomWatch {
  const room = signal<Room | null>(null);
  const look = () =>
    void readRoom().then(now => {
      room.value = now;
    });
  const timer = setInterval(look, rhythm);
  document.addEventListener('visibilitychange', look);
  look();
  return {
    signal: room,
    look,
    stop: () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    },
  };
}

/** Has part of a module not found room? It is tried again when somebody asks for it, or goes when the module is taken off. */
export const liveNoRoom = ({ media, health }: TabletDatabase): Live<boolean> =>
  live(
    () => media.filter(({ state, reason }) => state === 'failed' && reason === 'no-room').count(),
    async count => count > 0,
    health,
  );

/** A name in `settings`: the day on which the warning was put off. */
const putOffSetting = 'room-warning-put-off';

export const roomPutOffOn = async (database: TabletDatabase): Promise<CalendarDay | null> =>
  ((await database.settings.get(putOffSetting).catch(() => undefined))?.value as CalendarDay | undefined) ?? null;

/** Gives the day. A tablet without room may not be able to remember it: then it asks again after the next start. */
export async function putRoomOff(database: TabletDatabase, clock: Clock): Promise<CalendarDay> {
  const today = calendarDay(clock());
  await database.settings.put({ name: putOffSetting, value: today }).catch(() => undefined);
  return today;
}
