// Which modules of the app travel together.

/** What reading needs before anything is shown: one chunk of all of it is smaller, and sooner there, than many. */
const atOnce = [
  /\/node_modules\/(dexie|valibot)\//,
  /\/src\/sync\/(?:[a-z-]+\/)?(records\.store|outbox-entry\.store|record-kind|merge|change|keys|bucket|saved-counts\.store|open-asides\.store|set-aside|kept-apart|sync-status|kind-versions|attachment|erasure|refused|refused\.store)\.ts$/,
  /\/src\/device\/(stored-row|sealed-json|enrolment|http|place-names|database|live|storage-trouble|storage-health|outbox-mark|pin-worker|media-(store|downloads|ranges|news))\.ts$/,
  /\/src\/kernel\/(bytes|id|parse)\.ts$/,
  /\/src\/main\/(tablet\.store|record-kinds)\.ts$/,
  /\/src\/features\/(modules\/(module\.store|here\.store|pack|readiness|media-file|module-progress|module-progress\.store|module-steps)|roster\/(child|colleague|roster\.store)|reflections\/reflection|gap-tasks\/gap-task-try|strengths-boards\/strength-word)\.ts$/,
];
/** Signs that nearly every first screen shows: a file each would be mostly wrapping. */
const signs =
  /\/node_modules\/lucide\/.*\/(circle-(dashed|stop|check)|unplug|tablet-smartphone|monitor-down|cloud-download|package)\.[cm]?js$/;

export const chunks = {
  includeDependenciesRecursively: false,
  groups: [
    { name: 'tablet', test: (id: string) => atOnce.some(one => one.test(id)) },
    { name: 'signs', test: signs },
    { name: 'contact', test: /\/src\/(sync\/(tablet-protocol|protocol)|device\/session-renewal)\.ts$/ }, // what only speaking to the server needs
  ],
};
