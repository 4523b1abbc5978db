// What writing tells the storage's health, and how what stopped it is called.
import type { Session } from '../device/session';
import { storageTrouble } from '../device/storage-trouble';
import { type Result, trouble } from '../kernel/result';
import type { WriteTrouble } from './verdict';

/** How writers are called in the storage's health: what one of them could write, all can. */
const writers = 'writers';

/** The storage takes words (again). */
export const noteWritten = ({ tablet }: Session): void => tablet.database.health.wrote(writers);

/** What stopped a write, by its name; a bug is thrown on. */
export function writeTrouble({ keys, tablet }: Session, error: unknown): Result<never, WriteTrouble> {
  if (!keys.isHeld()) return trouble('locked');
  const known = storageTrouble(error);
  if (!known) throw error;
  tablet.database.health.note(writers, known);
  return trouble(known);
}
