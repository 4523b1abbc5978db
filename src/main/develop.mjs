// `npm run dev`: the server, rebuilt and restarted on every change, with Vite's page server in front of it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

prepare();
const vite = join(root, 'node_modules/vite/bin/vite.js');
const programs = [
  [vite, 'build', '--ssr', '--watch', '--logLevel', 'warn'],
  ['--watch', join(root, 'dist/server', `${process.argv[2] ?? 'demo'}.js`)],
  [vite],
].map(words => spawn(process.execPath, words, { cwd: root, stdio: 'inherit' }));

// One of them ending, or Ctrl-C, ends all.
const end = () => {
  for (const program of programs) program.kill('SIGTERM');
};
for (const program of programs) program.on('exit', end);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, end);
