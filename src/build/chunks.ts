// Which modules of the app travel together.

/** What reading needs before anything is shown: one chunk of all of it is smaller, and sooner there, than many. */
const atOnce = [
  /\/node_modules\/(dexie|valibot)\//,
  /\/src\/sync\/(?:[a-z-]+\/)?(records\.store|outbox-entry\.store|record-kind|change|key-ids|bucket|saved-counts\.store|open-asides\.store|set-aside|kept-apart|sync-status|kind-versions|attachment|erasure|refused|refused\.store|verdict)\.ts$/,
  /\/src\/device\/(stored-row|sealed-json|enrolment|http|place-names|database|live|storage-trouble|storage-health|outbox-mark|pin-worker|who-is-in|alone|media-(downloads|news))\.ts$/,
  /\/src\/device\/[a-z-]+\.worker\.ts\?worker&url$/, // only where they lie
  /\/src\/kernel\/(bytes|id|parse)\.ts$/,
  /\/src\/main\/(tablet\.store|record-kinds|leases-here\.store|pins-here\.store)\.ts$/,
  /\/src\/features\/(modules\/(module\.store|here\.store|pack|readiness|media-file|module-progress|module-progress\.store|module-steps)|roster\/(child|colleague|roster\.store)|reflections\/reflection|gap-tasks\/gap-task-try|strengths-boards\/strength-word|complaints\/complaint|mentoring\/opening)\.ts$/,
];
/** What nearly every first page shows, with its signs: a file each would be mostly wrapping. */
const atFirst = [
  /\/node_modules\/lucide\/.*\/(triangle-alert|circle-(dashed|stop|check)|unplug|tablet-smartphone|monitor-down|cloud-download|package|play)\.[cm]?js$/,
  /\/src\/ui\/((Page|Pill|Damaged|Progress|Segmented|Dots)\.tsx|words\/(today|kit|pill)\.ts)$/,
  /\/src\/kernel\/calendar-day\.ts$/,
  /\/src\/features\/today\/(Greeting|NowCard|Circles|part-of-day|use-when-needed)\.tsx?$/,
  /\/package\.json$/,
];
/** Signs that several pages show, none of them the first of most people. Each file has its line in the service worker's list. */
const signs =
  /\/node_modules\/lucide\/.*\/(check|chevron-right|rotate-ccw|rotate-cw|rotate-ccw-clock|undo-2|pause|download|copy|trash|send|file-text|file-question-mark|hard-drive|mail-open|sprout)\.[cm]?js$/;
/** The rules of a board, for a leader's first page and for every page about babies. */
const boards = /\/src\/features\/strengths-boards\/(board-sides|board-standing|strengths-board\.store)\.ts$/;
/** What writing needs: it comes with the first editor, and with it what shows waiting changes on top of rows. */
const writing = /\/src\/(sync\/(outbox\.store|outbox-storing\.store|record-writing\.store|write-trouble\.store|merge)|device\/staged)\.ts$/;

const among = (patterns: readonly RegExp[]) => (id: string) => patterns.some(one => one.test(id));

export const chunks = {
  includeDependenciesRecursively: false,
  groups: [
    { name: 'tablet', test: among(atOnce) },
    { name: 'first-page', test: among(atFirst) },
    { name: 'signs', test: signs },
    { name: 'boards', test: boards },
    { name: 'writing', test: writing },
    { name: 'contact', test: /\/src\/(sync\/(tablet-protocol|protocol|leaving\/lease)|device\/(session-renewal|credentials))\.ts$/ }, // what only speaking to the server needs
  ],
};
