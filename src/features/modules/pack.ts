// A programme as tablets receive it: the compiled manifest of a pack, its shapes and where its files are served.
import * as v from 'valibot';
import { type MediaFile, mediaPathPattern, mediaTypes, pieceSize } from './media-file';

/** Raised when an older tablet could no longer make sense of a manifest. */
const packFormat = 1;
/** Which programmes the server has for this tablet. */
export const programmesPath = '/packs/index.json';
export const programmesSchema = v.object({ programmes: v.array(v.string()) });

export const manifestPath = (programme: string): string => `/packs/${programme}/manifest.json`;

const mostBytesInAFile = 2 * 1024 ** 3;
/** 2 to 48 characters: small letters, figures, single hyphens, a letter first. */
export const packIdPattern = /^(?=.{2,48}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const id = v.pipe(v.string(), v.regex(packIdPattern));
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const listOf = <Item extends v.GenericSchema>(item: Item, least: number, most: number) =>
  v.pipe(v.array(item), v.minLength(least), v.maxLength(most));

const mediaFileSchema: v.GenericSchema<unknown, MediaFile> = v.pipe(
  v.object({
    path: v.pipe(v.string(), v.regex(mediaPathPattern)),
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    size: whole(1, mostBytesInAFile),
    mime: v.picklist(Object.values(mediaTypes)),
    pieces: v.array(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))),
  }),
  v.check(file => file.path.includes(file.sha256), 'a path named by its hash'),
  v.check(file => file.pieces.length === Math.ceil(file.size / pieceSize), 'one hash a piece'),
);

/** A stretch of text in one look. */
const runSchema = v.object({
  text: v.string(),
  strong: v.boolean(),
  emphasis: v.boolean(),
  /** Where it leads, outside Larkrise; null for most. */
  link: v.nullable(v.pipe(v.string(), v.regex(/^https:\/\//))),
});
export type Run = v.InferOutput<typeof runSchema>;
const runs = v.array(runSchema);

/** Texts to read are blocks, never HTML: nothing in a pack can become markup or script. */
const blockSchema = v.variant('block', [
  v.object({ block: v.literal('heading'), level: v.picklist([2, 3]), runs }),
  v.object({ block: v.literal('paragraph'), runs }),
  v.object({ block: v.literal('list'), ordered: v.boolean(), items: v.array(runs) }),
  v.object({ block: v.literal('quote'), paragraphs: v.array(runs) }),
]);
export type Block = v.InferOutput<typeof blockSchema>;

const webcastSchema = v.object({
  video: mediaFileSchema,
  captions: mediaFileSchema,
  poster: mediaFileSchema,
  /** In seconds, to the nearest one. */
  length: whole(1, 14_400),
});
export type Webcast = v.InferOutput<typeof webcastSchema>;

const chapterSchema = v.object({ id, title: text, starts: whole(0, 14_400) });

export const promptKinds = ['what', 'so-what', 'now-what'] as const;
const promptSchema = v.object({ id, kind: v.picklist(promptKinds), text });
export type Prompt = v.InferOutput<typeof promptSchema>;

const gapTaskSchema = v.object({
  id,
  title: text,
  why: text,
  steps: listOf(text, 1, 20),
  /** How it may go, for an answer in one tap. */
  ways: listOf(v.object({ id, text }), 1, 20),
});
export type GapTask = v.InferOutput<typeof gapTaskSchema>;

const resourceSchema = v.object({ id, title: text, kind: v.literal('text'), blocks: v.array(blockSchema) });
export type Resource = v.InferOutput<typeof resourceSchema>;

const moduleSchema = v.object({
  id,
  title: text,
  summary: text,
  /** For the whole of it: watching, reading, trying, reflecting. */
  minutes: whole(1, 600),
  webcast: webcastSchema,
  chapters: listOf(chapterSchema, 1, 100),
  prompts: listOf(promptSchema, 1, 20),
  gapTask: gapTaskSchema,
  resources: listOf(resourceSchema, 0, 100),
  /** Words offered on the strengths board. */
  strengths: listOf(text, 0, 100),
});
export type Module = v.InferOutput<typeof moduleSchema>;

export const programmeSchema = v.object({
  format: v.literal(packFormat),
  id,
  /** Hash of everything in it: two packs with the same version are the same pack. */
  version: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  title: text,
  provider: text,
  language: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{2,35}$/)),
  /** In the order in which they open. */
  modules: listOf(moduleSchema, 1, 100),
});
export type Programme = v.InferOutput<typeof programmeSchema>;

/** What must be on the tablet before a module can be watched, the small files first. */
export const filesOf = ({ webcast }: Module): readonly MediaFile[] => [webcast.captions, webcast.poster, webcast.video];
