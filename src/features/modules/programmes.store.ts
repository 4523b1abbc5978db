// What modules do at each contact: the programmes that the server has, and the files that were still coming.
import type { HttpTrouble } from '../../device/http';
import { parse } from '../../kernel/parse';
import { ok, type Result, trouble } from '../../kernel/result';
import { readHere } from './here.store';
import type { Shelf } from './module.store';
import { filesOf, manifestPath, type Programme, programmeSchema, programmesPath, programmesSchema } from './pack';

/** Brings the newest manifest; the old one stays where there is no network or no understanding. */
async function fetchProgramme(shelf: Shelf, programme: string): Promise<Result<Programme, HttpTrouble>> {
  const answer = await shelf.http.get(manifestPath(programme));
  if (!answer.ok) return answer;
  const read = parse(programmeSchema, answer.value);
  if (!read.ok) return trouble(read.trouble.place === 'format' ? 'update-needed' : 'server-trouble');
  await shelf.tablet.database.packs.put({ id: programme, manifest: read.value });
  return ok(read.value);
}

/** Brings every programme that the server has for this tablet; one that it has no more leaves the list. */
export async function fetchProgrammes(shelf: Shelf): Promise<Result<null, HttpTrouble>> {
  const answer = await shelf.http.get(programmesPath);
  if (!answer.ok) return answer;
  const read = parse(programmesSchema, answer.value);
  if (!read.ok) return trouble('server-trouble');
  const { programmes } = read.value;
  await shelf.tablet.database.packs.where('id').noneOf(programmes).delete();
  for (const programme of programmes) {
    const fetched = await fetchProgramme(shelf, programme);
    if (!fetched.ok) return fetched;
  }
  return ok(null);
}

/** Looks what is really here: what the browser has thrown away is not ready any more. Then goes on with what was being fetched. */
export async function resumeFetching(shelf: Shelf): Promise<void> {
  const { database } = shelf.tablet;
  const store = await shelf.downloads.store();
  for (const file of await database.media.toArray()) {
    const held = await store.held(file.hash);
    const whole = file.state === 'ready' && held === file.size ? 'ready' : 'fetching';
    await database.media.update(file.hash, { held, state: file.state === 'stopped' ? 'stopped' : whole, reason: null });
  }
  const { modules, files } = await readHere(database);
  const unfinished = modules.flatMap(here => filesOf(here.module)).filter(file => files.get(file.sha256)?.state === 'fetching');
  if (unfinished.length > 0) shelf.downloads.want(unfinished);
}
