// Which one notice stands above every page: the most pressing of what troubles this tablet, or none. Pure.

import type { QuarantineReason, RefusalName, TabletTrouble } from '../verdict';
import { isOfAnOlderServer } from './refused';

/** What the browser gives to Larkrise on this tablet, in bytes. */
export interface Room {
  readonly free: number;
  readonly all: number;
}

/** Everything that may trouble a tablet as a whole. */
export interface Standing {
  /** What readers and writers of the storage say just now. */
  readonly storage: TabletTrouble | null;
  /** What stopped the last round of sync. */
  readonly sync: RefusalName | null;
  /** Something has waited for long with a network (see watchdog.ts), and she has not put off hearing of it. */
  readonly isStuck: boolean;
  /** The server's modules are written for a newer Larkrise. */
  readonly isTooOldForModules: boolean;
  /** Why changes of hers were refused that still need her. */
  readonly refused: readonly QuarantineReason[];
  /** Null where the browser does not tell. */
  readonly room: Room | null;
  /** Part of a module did not fit. */
  readonly isModuleTooLarge: boolean;
  /** She has said today that she knows about the room. */
  readonly isRoomPutOff: boolean;
}

const noticesInOrder = [
  'storage-closed',
  'storage-full',
  'tablet-revoked',
  'not-enrolled',
  'update-needed',
  'stuck',
  'server-older',
  'room-low',
] as const;
export type FrameNotice = (typeof noticesInOrder)[number];

/** A day's words and a gap task with a photo still fit; a module does not. */
const littleRoom = 50_000_000;
const littleShare = 0.05;

export const isLow = ({ free, all }: Room): boolean => free < littleRoom || free < all * littleShare;

const holds: Readonly<Record<FrameNotice, (standing: Standing) => boolean>> = {
  'storage-closed': ({ storage, sync }) => storage === 'storage-closed' || sync === 'storage-closed',
  'storage-full': ({ storage, sync }) => storage === 'storage-full' || sync === 'storage-full',
  'tablet-revoked': ({ sync }) => sync === 'tablet-revoked',
  'not-enrolled': ({ sync }) => sync === 'not-enrolled',
  'update-needed': ({ sync, isTooOldForModules }) => sync === 'update-needed' || isTooOldForModules,
  stuck: ({ isStuck }) => isStuck,
  'server-older': ({ refused }) => refused.some(isOfAnOlderServer),
  'room-low': ({ room, isModuleTooLarge, isRoomPutOff }) => ((room !== null && isLow(room)) || isModuleTooLarge) && !isRoomPutOff,
};

export const frameNotice = (standing: Standing): FrameNotice | null => noticesInOrder.find(notice => holds[notice](standing)) ?? null;
