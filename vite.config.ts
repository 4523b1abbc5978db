// How the app, the server and the tests are built: one file, because they must agree about what is what.
import { existsSync } from 'node:fs';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { chunks } from './src/build/chunks.ts';
import { manifest } from './src/build/manifest.ts';
import { officePage } from './src/build/office-page.ts';
import { packedBeside } from './src/build/packed-beside.ts';
import { leanPreloads } from './src/build/preloads.ts';
import { catalogues, compiledWords } from './src/build/words.ts';

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
  injectManifest: {
    globPatterns: ['**/*.{js,css,html,svg,woff2}', 'icon-*.png'],
    // 32 bits tell a changed file well enough, and more of them would be the largest part of the service worker.
    manifestTransforms: [
      // Icons are listed a second time by the plugin, whole: two revisions of one file stop the service worker.
      async entries => ({
        manifest: entries.map(one => (one.revision && !/^icon[-.]/.test(one.url) ? { ...one, revision: one.revision.slice(0, 8) } : one)),
      }),
    ],
  },
  manifest,
});

const server = {
  outDir: 'dist/server',
  ssr: true,
  target: 'node20',
  copyPublicDir: false,
  rolldownOptions: { input: Object.fromEntries(serverEntries) },
} as const;

const preloads = leanPreloads();

/** What the app and the office have in common. */
const inBrowsers = { outDir: 'dist/app', target: 'es2022' } as const;

/** 42 bits tell a file's versions well enough; with more of them the names would weigh more in the first chunks and in the service worker. */
const named = 'assets/[name]-[hash:7]';

const app = {
  ...inBrowsers,
  manifest: 'manifest.json',
  modulePreload: { polyfill: false, resolveDependencies: preloads.resolveDependencies },
  rolldownOptions: {
    input: Object.fromEntries(pages),
    output: {
      advancedChunks: chunks,
      entryFileNames: `${named}.js`,
      chunkFileNames: `${named}.js`,
      assetFileNames: `${named}[extname]`,
    },
  },
} as const;

const office = officePage({ oxc: { jsx }, plugins: [compiledWords], build: inBrowsers });

/** Two workers, because the machines that run this have two cores and the browsers want one. */
const pool = { maxWorkers: 2, setupFiles: ['tests/support/quiet-console.ts'], testTimeout: 30_000, hookTimeout: 30_000 };

const long = { fileParallelism: false, testTimeout: 12 * 3_600_000, hookTimeout: 180_000 };

const browsing = {
  retry: 1, // real browsers on crowded machines: a fault counts when it shows twice in a row
  testTimeout: 180_000,
  hookTimeout: 180_000,
};

/** Journeys that hold a time against a limit: nothing runs beside them, and they come after the others. */
const inTime = ['first-screen', 'lighthouse', 'two-tabs-in-time'].map(name => `tests/journeys/${name}.test.ts`);

const projects = [
  {
    extends: true as const,
    test: {
      ...pool,
      name: 'node',
      isolate: false, // what two hundred files have in common is read once in each worker
      setupFiles: [...pool.setupFiles, 'tests/support/tablet-storage.ts'],
      server: { deps: { inline: ['idb-keyval'] } }, // it keeps the database that it opened last
      include: ['tests/**/*.test.ts'],
      exclude: ['tests/journeys/**', 'tests/bench/**', 'tests/soak/**', 'tests/postgres/**'],
    },
  },
  {
    extends: true as const,
    test: {
      ...pool,
      name: 'dom',
      environment: 'happy-dom',
      include: ['tests/**/*.dom.test.tsx'],
      setupFiles: [...pool.setupFiles, 'tests/support/patience.ts'],
    },
  },
  {
    extends: true as const,
    test: { ...pool, ...browsing, name: 'journeys', include: ['tests/journeys/**/*.test.ts'], exclude: inTime },
  },
  {
    extends: true as const,
    test: { ...pool, ...browsing, name: 'journeys-alone', include: inTime, fileParallelism: false },
  },
  {
    extends: true as const,
    test: {
      ...pool,
      name: 'postgres',
      include: [
        'tests/postgres/**/*.test.ts',
        'tests/server/{access-report,checkup,erasure-certificate,key-generations,key-rotation,pins,retention,taken-away}.test.ts',
        'tests/{server,sample}/{audit,audit-reading,backup,enrolment,hardening,keyring,migrations,office-staff,office-start,people,seed}.test.ts',
        'tests/hostile/{enrolment,forged-keys,keys,pin-changes,sessions,unlock,uploads}.test.ts',
        'tests/sync/{attachments,buckets,child-keys,erasure,farewell,follows,hostile-changes,two-tablets,uploads,walls,words-at-risk}.test.ts',
        'tests/sync/{hostile-bodies,hostile-contents,kind-versions,oldest-client,recorded-changes}.test.ts',
        'tests/sync/{history,kept-apart,set-aside}.test.ts',
      ],
      globalSetup: ['tests/support/postgres.ts'],
    },
  },
  {
    extends: true as const,
    test: {
      ...pool,
      name: 'bench',
      include: ['tests/bench/**/*.test.ts'],
      fileParallelism: false,
      testTimeout: 3_600_000,
      hookTimeout: 180_000,
    },
  },
  {
    extends: true as const,
    test: { ...pool, ...long, name: 'soak', include: ['tests/soak/*.test.ts'] },
  },
  {
    extends: true as const,
    test: {
      ...pool,
      ...long,
      name: 'soak-postgres',
      include: ['tests/soak/on-postgres/*.test.ts'],
      globalSetup: ['tests/support/postgres.ts'],
    },
  },
];

/** Only for tests: a build does without what orders them. */
const order = async () => (process.env.VITEST ? { sequencer: (await import('./tests/support/longest-first.ts')).LongestFirst } : {});

export default defineConfig(async ({ isSsrBuild }) => ({
  oxc: { jsx },
  resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] }, // without what older browsers needed
  plugins: isSsrBuild
    ? []
    : process.env.VITEST
      ? [catalogues]
      : [catalogues, compiledWords, preloads.plugin, pwa, office, packedBeside(app.outDir)],
  build: isSsrBuild ? server : app,
  server: { proxy: { '/api': serverAddress, '/packs': serverAddress, '/f/': serverAddress } },
  test: { projects, sequence: await order() },
}));
