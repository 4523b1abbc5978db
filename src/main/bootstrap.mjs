// Starts a program of the server (`demo` or `server`) from a clone in any state: what is missing is installed and built first.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root, stop } from './prepare.mjs';

const [, , name = 'server', ...words] = process.argv;
const program = join(root, 'dist/server', `${name}.js`);

prepare();
if (!existsSync(program)) stop(`There is no program called ${name}.`);
// In this very process, so that signals and the exit code need no forwarding.
process.argv = [process.execPath, program, ...words];
await import(pathToFileURL(program).href);
