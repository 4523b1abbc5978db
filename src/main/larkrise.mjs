#!/usr/bin/env node
// `npx larkrise ...`: prepares a clone in any state, then hands over to src/main/cli.ts as it was built.
process.argv.splice(2, 0, 'cli');
await import('./bootstrap.mjs');
