// The convergence model can fail: each of ten bugs, put into the real code on purpose, breaks a promise within few histories.
import { createServer, type Plugin } from 'vite';
import { expect, test } from 'vitest';

interface Bug {
  readonly name: string;
  /** Each text must stand in its file exactly once: a bug that no longer fits the code fails the test. */
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

const bugs: readonly Bug[] = [
  {
    name: 'no idempotency: a change that arrives twice is applied twice',
    edits: [
      {
        file: 'src/sync/push.server.ts',
        from: 'const place = placeOf(push.tablet, one);\n  if (!place) return null;',
        to: 'return null;\n  const place = placeOf(push.tablet, one);\n  if (!place) return null;',
      },
      {
        file: 'src/sync/memory.server.ts',
        from: "['tablet', 'author', 'n', 'change', 'verdict', 'reason', 'received_at']);",
        to: "['tablet', 'author', 'n', 'change', 'verdict', 'reason', 'received_at'], insert => insert.onConflict(at => at.doNothing()));",
      },
    ],
  },
  {
    name: 'acknowledging on the push answer: an entry is dropped before its row is back',
    edits: [
      {
        file: 'src/sync/push.store.ts',
        from: 'await raiseMark(database, { answered });',
        to: "await raiseMark(database, { answered });\n    await outbox.where('seq').belowOrEqual(answered).delete();",
      },
      {
        file: 'src/sync/push.store.ts',
        from: 'refused.length > 0 ? [numbers, outbox, quarantined] : [numbers];',
        to: '[numbers, outbox, quarantined];',
      },
    ],
  },
  {
    name: 'arrival-order last-write-wins: whatever comes last stands',
    edits: [
      { file: 'src/sync/merge.ts', from: 'return incomingIsLater(p) ? incomingWins(p) : standingStays(p);', to: 'return incomingWins(p);' },
    ],
  },
  {
    name: 'no revocation: a bucket that is not listed any more stays on the tablet',
    edits: [
      {
        file: 'src/sync/asking.store.ts',
        from: 'await dropUnreadBuckets(database);',
        to: '',
      },
    ],
  },
  {
    name: 'dropped refusals: a quarantined change is thrown away',
    edits: [{ file: 'src/sync/settle.store.ts', from: 'await database.quarantined.bulkPut(refused);', to: '' }],
  },
  {
    name: 'acknowledging on a page that is not the last',
    edits: [
      {
        file: 'src/sync/staged-pages.store.ts',
        from: 'told: holder === person && !answer.more ?',
        to: 'told: holder === person ?',
      },
      { file: 'src/sync/staged-pages.store.ts', from: 'return pages.slice(0, last + 1);', to: 'return last > 9 ? [] : pages;' },
    ],
  },
  {
    name: 'half an answer: pages are applied as they come',
    edits: [{ file: 'src/sync/staged-pages.store.ts', from: 'return pages.slice(0, last + 1);', to: 'return last > 9 ? [] : pages;' }],
  },
  {
    name: 'settling early: what a locked tablet has fetched is settled before its rows are there',
    edits: [
      {
        file: 'src/sync/staged-pages.store.ts',
        from: '(await isCurrent()) ? staged.bulkAdd',
        to: '(await settle(database, parts[0]?.person ?? "", parts[0]?.told?.settled ?? []), await isCurrent()) ? staged.bulkAdd',
      },
      {
        file: 'src/sync/staged-pages.store.ts',
        from: "return database.transaction('rw', [people, rows, cursors, damaged, staged], async () =>",
        to: "return database.transaction('rw', [people, rows, cursors, damaged, staged, database.outbox, database.numbers, database.quarantined], async () =>",
      },
    ],
  },
  {
    name: 'a silent loser: what gives way in a tie is told to nobody',
    edits: [
      {
        file: 'src/sync/change-log.server.ts',
        from: 'for (const told of await setAsideChanges(work, kind, arrival, merged)) await applyChange(work, told, true);',
        to: '',
      },
    ],
  },
  {
    name: 'a short memory: what is replaced is not kept',
    edits: [
      {
        file: 'src/sync/history/versions.server.ts',
        from: 'await keepVersions(work, given, [...written, ...stood]);',
        to: 'await keepVersions(work, given, written);',
      },
    ],
  },
];

/** Puts the bug into the code as it is loaded; counts how often each place was found. */
function inject(bug: Bug, found: string[]): Plugin {
  return {
    name: 'inject-a-bug',
    enforce: 'pre',
    transform(code, id) {
      let buggy = code;
      for (const { file, from, to } of bug.edits) {
        if (!id.endsWith(file)) continue;
        if (buggy.split(from).length === 2) found.push(file);
        buggy = buggy.replace(from, to);
      }
      return buggy;
    },
  };
}

async function hunt(bug: Bug, most: number): Promise<string | null> {
  const found: string[] = [];
  const loader = await createServer({
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: [inject(bug, found)],
  });
  try {
    const { hunt } = (await loader.ssrLoadModule('/tests/sync/model/hunt.ts')) as typeof import('./model/hunt');
    const broken = await hunt(`bug-${bugs.indexOf(bug)}`, 20_261_122, most);
    expect(found.toSorted(), 'every edit fits the code').toEqual(bug.edits.map(({ file }) => file).toSorted());
    return broken;
  } finally {
    await loader.close();
  }
}

test.each(bugs)('the model finds $name', { timeout: 300_000 }, async bug => {
  expect(await hunt(bug, 1_500)).toContain('broken promise:');
});
