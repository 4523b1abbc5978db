// How the app, the server and the tests are built: one file, because they must agree about what is what.
import { existsSync } from 'node:fs';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { type ESTree, type Plugin, parseSync, Visitor } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';

/** The server's programs; each becomes one file in dist/server. */
const serverEntries = ['server', 'demo', 'cli']
  .filter(name => existsSync(`src/main/${name}.ts`))
  .map(name => [name, `src/main/${name}.ts`]);

/** The pages; each is an HTML file in the root and an address of its own. */
const pages = ['index'].filter(name => existsSync(`${name}.html`)).map(name => [name, `${name}.html`]);

const serverAddress = `http://127.0.0.1:${process.env.PORT ?? 8080}`;

const jsx = { runtime: 'automatic', importSource: 'preact' } as const;

const pwa = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src/main',
  filename: 'service-worker.ts',
  registerType: 'prompt',
  injectRegister: false, // the page registers it itself, through workbox-window
  injectManifest: { globPatterns: ['**/*.{js,css,html,svg,woff2}', 'icon-*.png'] },
  manifest: {
    id: '/',
    name: 'Larkrise',
    short_name: 'Larkrise',
    description: 'Modules, reflections, gap tasks and strengths boards for people who look after babies.',
    lang: 'en-GB',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    theme_color: '#1f4d4a',
    background_color: '#fbf7f0',
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
});

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
const compiledWords: Plugin = {
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

const server = {
  outDir: 'dist/server',
  ssr: true,
  target: 'node20',
  copyPublicDir: false,
  rolldownOptions: { input: Object.fromEntries(serverEntries) },
} as const;

const app = {
  outDir: 'dist/app',
  target: 'es2022',
  manifest: 'manifest.json',
  modulePreload: { polyfill: false },
  rolldownOptions: { input: Object.fromEntries(pages) },
} as const;

/** Two workers, because the machines that run this have two cores and the browsers want one. */
const pool = { maxWorkers: 2, setupFiles: ['tests/support/quiet-console.ts'] };

const projects = [
  {
    extends: true as const,
    test: { ...pool, name: 'node', include: ['tests/**/*.test.ts'], exclude: ['tests/journeys/**', 'tests/bench/**', 'tests/soak/**'] },
  },
  {
    extends: true as const,
    test: {
      ...pool,
      name: 'dom',
      environment: 'happy-dom',
      include: ['tests/**/*.dom.test.tsx'],
      setupFiles: [...pool.setupFiles, 'tests/support/patience.ts'],
      testTimeout: 30_000,
    },
  },
  {
    extends: true as const,
    test: {
      ...pool,
      name: 'journeys',
      include: ['tests/journeys/**/*.test.ts'],
      fileParallelism: false,
      testTimeout: 180_000,
      hookTimeout: 180_000,
    },
  },
  {
    extends: true as const,
    test: { ...pool, name: 'soak', include: ['tests/soak/**/*.test.ts'], testTimeout: 3_600_000, hookTimeout: 180_000 },
  },
];

export default defineConfig(({ isSsrBuild }) => ({
  oxc: { jsx },
  plugins: isSsrBuild || process.env.VITEST ? [] : [compiledWords, pwa],
  build: isSsrBuild ? server : app,
  server: { proxy: { '/api': serverAddress, '/packs': serverAddress, '/f/': serverAddress } },
  test: { projects },
}));
