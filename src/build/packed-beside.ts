// Packs what was built, file by file, beside itself.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What travels smaller when packed; fonts and pictures are packed already. */
const packable = /\.(js|css|html|svg|webmanifest)$/;

/** Writes each file packed beside itself (`x.js.br`, `x.js.gz`) once all are there, so that the server only has to choose (src/server/pages.ts). */
export const packedBeside = (folder: string): Plugin => ({
  name: 'larkrise:packed-beside',
  apply: 'build',
  enforce: 'post',
  closeBundle: {
    order: 'post',
    sequential: true,
    handler() {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => packable.test(file))) {
        const file = join(folder, name);
        const bytes = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(bytes));
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  },
});
