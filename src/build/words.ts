// How the words get into the app: English is compiled where it stands, each translation becomes one small module of its own.
import { formatter } from '@lingui/format-po';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { type ESTree, type Plugin, parseSync, Visitor } from 'vite';

/** The compiled form of each sentence handed to `define`, with the place of its text in the file. */
function compiledSentences(code: string): { start: number; end: number; compiled: string }[] {
  const found: { start: number; end: number; compiled: string }[] = [];
  const compile = (text: ESTree.Expression | undefined) => {
    if (text?.type !== 'Literal' || typeof text.value !== 'string') throw new Error('A sentence must be one plain string literal.');
    found.push({ start: text.start, end: text.end, compiled: JSON.stringify(compileMessageOrThrow(text.value)) });
  };
  new Visitor({
    CallExpression({ callee, arguments: [, texts] }) {
      if (callee.type !== 'Identifier' || callee.name !== 'define' || texts?.type !== 'ObjectExpression') return;
      for (const line of texts.properties) compile(line.type === 'Property' ? line.value : undefined);
    },
  }).visit(parseSync('words.ts', code).program);
  return found;
}

/** Compiles the words ahead of time (see src/ui/words/define.ts): in a build, Lingui has no parser and takes the compiled form as the message. */
export const compiledWords: Plugin = {
  name: 'larkrise:compiled-words',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/ui\/words\/[\w-]+\.ts$/ },
    handler: code => {
      const replaced = compiledSentences(code).reduceRight(
        (text, { start, end, compiled }) => text.slice(0, start) + compiled + text.slice(end),
        code,
      );
      return { code: replaced, map: null };
    },
  },
};

/**
 * Makes a module of a translator's file (src/ui/words/locales/README.md): the compiled messages that are translated, and whether
 * a native reader has read them all. Also in tests and in development, so that everybody sees the same.
 */
export const catalogues: Plugin = {
  name: 'larkrise:catalogues',
  transform: {
    filter: { id: /\/src\/ui\/words\/locales\/[\w-]+\.po$/ },
    handler: async text => {
      const entries = Object.entries(
        await formatter({ explicitIdAsDefault: true }).parse(text, { locale: null, sourceLocale: 'en', filename: '' }),
      );
      const translated = entries.flatMap(([id, { translation, extra }]) => {
        const { flags = [] }: { flags?: readonly string[] } = extra ?? {};
        return translation ? [{ id, message: compileMessageOrThrow(translation), isWaiting: flags.includes('fuzzy') }] : [];
      });
      const messages = Object.fromEntries(translated.map(({ id, message }) => [id, message]));
      const isRead = translated.every(({ isWaiting }) => !isWaiting);
      return { code: `export default ${JSON.stringify({ messages, isRead })};`, map: null, moduleType: 'js' };
    },
  },
};
