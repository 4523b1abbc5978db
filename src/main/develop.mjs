// `npm run dev`: the server, rebuilt and restarted on every change, with Vite's page server in front of it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

prepare();
const programs = [
  [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--ssr', '--watch', '--logLevel', 'warn'],
  ['--watch', join(root, 'dist/server', `${process.argv[2] ?? 'demo'}.js`)],
].map(words => spawn(process.execPath, words, { cwd: root, stdio: 'inherit' }));

// One of them ending, or Ctrl-C, ends all.
const end = () => {
  for (const program of programs) program.kill('SIGTERM');
  process.exit();
};
for (const program of programs) program.on('exit', end);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, end);

// Not before prepare(): it brings the packages when they are not there yet.
const { createServer } = await import('vite');
const pages = await createServer({ root });
await pages.listen();
pages.printUrls();
console.log(`  ➜  Every part of the kit: ${new URL('src/ui/parts/index.html', pages.resolvedUrls?.local[0])}`);
