// Counts for somebody what the room has watched while she was there, and remembers that she was asked.
import type { Session } from '../../device/session';
import { ok, type Result } from '../../kernel/result';
import type { Kept } from '../../sync/records.store';
import type { WriteTrouble } from '../../sync/verdict';
import type { moduleProgressKind } from './module-progress';
import { noteProgress } from './note-progress.store';
import type { Sitting } from './room';
import { noteAnswer } from './room.store';

/**
 * Her own parts grow by what the room watched to its end; her place moves on where the room came further.
 * First her progress, then the mark that she answered: what fails in between is asked again and grows to the same.
 */
export async function answerSitting(
  session: Session,
  { id, module, chapters, position }: Sitting,
  wasThere: boolean,
  before: Kept<typeof moduleProgressKind> | undefined,
): Promise<Result<null, WriteTrouble>> {
  if (wasThere) {
    const furthest = Math.max(position, before?.row.position ?? 0);
    const counted = await noteProgress(session, module, { position: furthest, chapters }, before);
    if (!counted.ok) return counted;
  }
  const marked = await noteAnswer(session, id);
  return marked.ok ? ok(null) : marked;
}
