// Which modules of the app travel together.

/** What reading needs before anything is shown: one chunk of all of it is smaller, and sooner there, than many. */
const atOnce = [
  /\/node_modules\/(dexie|valibot|node-diff3)\//,
  /\/src\/sync\/(records\.store|outbox\.store|record-writing\.store|record-kind|merge|prose|protocol|change|keys|bucket|tablet-protocol|saved-counts\.store|refused|refused\.store)\.ts$/,
  /\/src\/device\/(page|sealed-json|vault|unread-buckets|enrolment|http|place-names|database|live|storage-trouble|storage-health|pin-worker|media-(store|probe|downloads|ranges|news))\.ts$/,
  /\/src\/kernel\/(bytes|id|parse)\.ts$/,
  /\/src\/main\/(tablet\.store|record-kinds|nudge-on-writes\.store)\.ts$/,
  /\/src\/features\/(modules\/(module\.store|pack|readiness|media-file|module-progress|module-progress\.store|module-steps)|roster\/(child|colleague|roster\.store)|reflections\/reflection|gap-tasks\/gap-task-try|strengths-boards\/strength-word)\.ts$/,
];
export const chunks = {
  includeDependenciesRecursively: false,
  groups: [{ name: 'tablet', test: (id: string) => atOnce.some(one => one.test(id)) }],
};
