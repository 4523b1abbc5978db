// What a record said before: fetched from the server when somebody asks, kept nowhere; and what was said before, said again.
import type { Http, HttpTrouble } from '../../device/http';
import { inflate } from '../../device/page';
import type { Session } from '../../device/session';
import { orStorageTrouble } from '../../device/storage-trouble';
import { fromBase64Url } from '../../kernel/bytes';
import { parse, parseJson } from '../../kernel/parse';
import { ok, type Result, trouble } from '../../kernel/result';
import { writeRecords } from '../outbox.store';
import type { WriteTrouble } from '../verdict';
import { recordNow, writeOver } from '../write-over.store';
import { type HistoryContent, historyAnswerSchema, historyBinding, historyContentSchema, historyPath } from './history';

/** `skip`: so many of the newest are on screen already. `not-found`: she may not have it, or it is not there. */
export async function fetchHistory(
  session: Session,
  http: Pick<Http, 'post'>,
  record: string,
  skip: number,
): Promise<Result<HistoryContent, HttpTrouble | 'locked'>> {
  const [tablet, person] = [session.tablet.id, session.person.id];
  const answer = await http.post(historyPath, { v: 1, tablet, person, record, skip });
  if (!answer.ok) return answer;
  const read = parse(historyAnswerSchema, answer.value);
  if (!read.ok) return trouble('server-trouble');
  const { key, bytes } = read.value.page;
  const sealed = fromBase64Url(bytes);
  const opened = sealed ? await session.keys.open(key, historyBinding(tablet, person, record, key), sealed) : null;
  if (!session.keys.isHeld()) return trouble('locked');
  const content = opened?.ok ? parse(historyContentSchema, parseJson(await inflate(opened.value))) : null;
  return content?.ok ? ok(content.value) : trouble('server-trouble');
}

interface Place {
  readonly kind: string;
  readonly record: string;
  readonly field: string;
}

/** What stood there until now, so that it can be undone. */
export interface SaidAgain {
  readonly before: unknown;
}

/** Writes an earlier value as a new change on top of what stands. `not-fetched`: this tablet does not have the record. */
export const sayAgain = (session: Session, place: Place, value: unknown): Promise<Result<SaidAgain, WriteTrouble>> =>
  orStorageTrouble(async () => {
    const over = await writeOver(session, place, value);
    if (!over) return trouble('not-fetched');
    const written = await writeRecords(session, [over.order]);
    return written.ok ? ok({ before: over.before }) : written;
  });

/** The record as it stands on this tablet; null: it is not here. */
export const readNow = (session: Session, place: Omit<Place, 'field'>) => orStorageTrouble(async () => ok(await recordNow(session, place)));
