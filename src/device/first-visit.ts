// Tells, before anything heavy is loaded, that this browser has never kept anything of a tablet's: then it is not set up.

export const databaseName = 'larkrise';
/** In the database's `settings`: what this tablet is, once enrolled (`Identity` in enrolment.ts). */
export const enrolledSetting = 'enrolled';

/** True only when it is certain: the browser lists its databases and ours is not among them. */
export async function isFirstVisit(): Promise<boolean> {
  try {
    const databases = await globalThis.indexedDB.databases();
    return databases.every(({ name }) => name !== databaseName);
  } catch {
    return false; // it does not list them, or its storage is closed: opening the tablet will tell
  }
}
