// Takes a module off this tablet.
import { readHere } from './here.store';
import { kept, type Shelf } from './module.store';
import { filesOf, type Module } from './pack';

/** Gives the room back; files that another module needs as well stay. */
export const removeModule = (shelf: Shelf, module: Module): Promise<void> => kept(shelf, () => removeModuleNow(shelf, module));

async function removeModuleNow(shelf: Shelf, module: Module): Promise<void> {
  const { database } = shelf.tablet;
  const { modules } = await readHere(database);
  const others = modules.filter(here => here.module.id !== module.id).flatMap(here => filesOf(here.module));
  const needed = new Set(others.map(file => file.sha256));
  const hashes = filesOf(module)
    .map(file => file.sha256)
    .filter(hash => !needed.has(hash));
  await database.media.bulkDelete(hashes);
  await shelf.downloads.drop(hashes);
}
