// The history of one record on the wire, and which of its versions are worth showing. docs/protocol.md says it in prose.
import * as v from 'valibot';
import { idPattern } from '../../kernel/id';
import { sealedPageSchema } from '../protocol';

export const historyPath = '/api/v1/sync/history';

/** Versions in one answer. */
export const mostVersions = 40;

const id = v.pipe(v.string(), v.regex(idPattern));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

export const historyRequestSchema = v.object({
  v: v.literal(1),
  tablet: id,
  /** Who asks: the answer is sealed under her vault key. */
  person: id,
  record: id,
  /** So many of the newest are known already. */
  skip: count,
});
export type HistoryRequest = v.InferOutput<typeof historyRequestSchema>;

/** `page` opens to deflated JSON (historyContentSchema). */
export const historyAnswerSchema = v.object({ v: v.literal(1), page: sealedPageSchema });
export type HistoryAnswer = v.InferOutput<typeof historyAnswerSchema>;

const versionSchema = v.object({
  field: v.string(),
  /** The change that wrote it, or `m-<change>` for what the server put together. */
  version: v.string(),
  author: v.string(),
  /** What the tablet is called; empty where it has no name any more. */
  tablet: v.string(),
  /** When it was written (ms since 1970). */
  at: v.number(),
  /** `stands`: it is what the record says now; `lost`: it gave way to what somebody wrote unseen. */
  standing: v.picklist(['stands', 'earlier', 'lost']),
  value: v.unknown(),
});
export type FieldVersion = v.InferOutput<typeof versionSchema>;

/** Newest first. `more`: older ones can be asked for. */
export const historyContentSchema = v.object({ versions: v.array(versionSchema), more: v.boolean() });
export type HistoryContent = v.InferOutput<typeof historyContentSchema>;

/** The additional data that binds the answer to who asked for what. */
export const historyBinding = (tablet: string, person: string, record: string, key: string): string =>
  ['history', tablet, person, record, key].join('|');

/** In ms: of one writer's pauses, one version in so long is worth reading. */
const oneSitting = 5 * 60_000;

interface Dated extends Pick<FieldVersion, 'field' | 'version' | 'author' | 'tablet' | 'at' | 'standing'> {}

/** Larkrise made it of two: nobody wrote it so. */
export const isPutTogether = ({ version }: Pick<FieldVersion, 'version'>): boolean => version.startsWith('m-');

/** Clocks differ: what stands is the newest, whatever they say. */
const standsFirst = ({ standing }: Dated): number => (standing === 'stands' ? 0 : 1);

/**
 * Newest first, and of what one person wrote on one tablet at most one version in five minutes. What stands, what gave way and what
 * was put together from two always stays.
 */
export function worthShowing<One extends Dated>(versions: readonly One[]): readonly One[] {
  const newest = [...versions].sort((a, b) => standsFirst(a) - standsFirst(b) || b.at - a.at || (a.version < b.version ? 1 : -1));
  const shown: One[] = [];
  const lastBy = new Map<string, One>();
  for (const one of newest) {
    const writer = `${one.field}|${one.author}|${one.tablet}`;
    const after = lastBy.get(writer);
    const isPause = one.standing === 'earlier' && !isPutTogether(one) && after !== undefined && after.at - one.at < oneSitting;
    if (isPause) continue;
    shown.push(one);
    if (!isPutTogether(one)) lastBy.set(writer, one);
  }
  return shown;
}
