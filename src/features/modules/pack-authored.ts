// The two files of an authoring folder as people write them, programme.yaml and module.yaml, with every limit that they keep.
import * as v from 'valibot';
import { characters } from '../../kernel/text';
import { packIdPattern, promptKinds } from './pack';

const id = v.pipe(v.string('an id'), v.regex(packIdPattern, 'an id: small letters, figures and single hyphens, a letter first, 2 to 48'));
const plainText = (most: number) =>
  v.pipe(
    v.string('text'),
    v.check(text => text.trim() !== '' && !text.trim().includes('\n'), 'one paragraph of text'),
    v.check(text => characters(text) <= most, `at most ${most} characters`),
  );
const whole = (least: number, most: number) => {
  const expected = `a whole number from ${least} to ${most}`;
  return v.pipe(v.number(expected), v.integer(expected), v.minValue(least, expected), v.maxValue(most, expected));
};
const list = <Item extends v.GenericSchema>(item: Item, least: number, most: number) => {
  const expected = `a list of ${least} to ${most}`;
  return v.pipe(v.array(item, expected), v.minLength(least, expected), v.maxLength(most, expected));
};
const file = (endings: string) =>
  v.pipe(
    v.string('a file'),
    v.regex(/^([a-z0-9-]+\/)?[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a file in this folder or one below: small letters, figures, hyphens, dots'),
    v.regex(new RegExp(`\\.(${endings})$`), `a file that ends in ${endings.replace('|', ' or ')}`),
  );

const isDistinct = (values: readonly string[]): boolean => new Set(values).size === values.length;
const haveOwnIds = (items: readonly { readonly id: string }[]): boolean => isDistinct(items.map(item => item.id));

/** The folder of a module: two figures, a hyphen, its id. */
const moduleFolder = v.pipe(v.string('a folder'), v.regex(/^\d\d-[a-z][a-z0-9-]*$/, 'two figures, a hyphen and the id of the module'));
export const idOfFolder = (folder: string): string => folder.slice(3);

export const authoredProgrammeSchema = v.strictObject({
  format: v.literal(1, 'format 1'),
  // Media files are served beside the programmes, under that name.
  id: v.pipe(
    id,
    v.check(name => name !== 'media', 'an id other than media'),
  ),
  title: plainText(60),
  provider: plainText(60),
  language: v.pipe(v.string('a language tag'), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag, such as en-GB')),
  modules: v.pipe(
    list(moduleFolder, 1, 40),
    v.check(folders => isDistinct(folders.map(idOfFolder)), 'modules that differ'),
  ),
});

const chapters = v.pipe(
  list(v.strictObject({ id, title: plainText(48), starts: whole(0, 14_400) }), 1, 20),
  v.check(items => haveOwnIds(items), 'ids that differ'),
  v.check(items => items[0]?.starts === 0, 'a first chapter that starts at 0'),
  v.check(
    items => items.every((item, at) => at === 0 || item.starts > (items[at - 1]?.starts ?? 0)),
    'each chapter later than the one before',
  ),
);

const prompts = v.pipe(
  list(v.strictObject({ id, kind: v.picklist(promptKinds, promptKinds.join(', ')), text: plainText(160) }), 3, 8),
  v.check(items => haveOwnIds(items), 'ids that differ'),
  v.check(
    items => promptKinds.every(kind => items.some(item => item.kind === kind)),
    `at least one prompt each of ${promptKinds.join(', ')}`,
  ),
);

const gapTask = v.strictObject({
  id,
  title: plainText(60),
  why: plainText(240),
  steps: list(plainText(140), 2, 6),
  ways: v.pipe(
    list(v.strictObject({ id, text: plainText(40) }), 2, 6),
    v.check(items => haveOwnIds(items), 'ids that differ'),
  ),
});

const resource = v.strictObject({ id, title: plainText(60), kind: v.literal('text', 'text'), file: file('md') });

const webcast = v.strictObject({
  file: file('mp4'),
  captions: file('vtt'),
  poster: file('webp|jpg'),
  length: whole(10, 14_400),
});

export const authoredModuleSchema = v.pipe(
  v.strictObject({
    id,
    title: plainText(60),
    summary: plainText(240),
    minutes: whole(5, 180),
    webcast,
    chapters,
    prompts,
    gapTask,
    resources: v.pipe(
      list(resource, 1, 30),
      v.check(items => haveOwnIds(items), 'ids that differ'),
    ),
    strengths: v.optional(
      v.pipe(
        list(plainText(24), 1, 24),
        v.check(words => isDistinct(words), 'words that differ'),
      ),
    ),
  }),
  v.forward(
    v.check(({ chapters: all, webcast: film }) => (all.at(-1)?.starts ?? 0) < film.length, 'chapters inside the length of the webcast'),
    ['chapters'],
  ),
);
export type AuthoredModule = v.InferOutput<typeof authoredModuleSchema>;
