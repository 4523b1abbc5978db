// What the things that somebody keeps are about is called: the babies, the people, the modules and the gap tasks that this tablet knows.
import { computed } from '@preact/signals-core';
import type { Session } from '../device/session';
import { liveModules, type Shelf } from '../features/modules/module.store';
import { liveChildren, liveColleagues } from '../features/roster/roster.store';
import type { LiveRead } from '../ui/use-live';

/** Names by what they are and the id: `baby <id>`, `person <id>`, `module <id>`, `task <id>`. */
export function liveNames(session: Session, shelf: Shelf): LiveRead<ReadonlyMap<string, string>> {
  const [children, colleagues, modules] = [liveChildren(session), liveColleagues(session), liveModules(shelf)];
  return {
    signal: computed(() => {
      const babies = children.signal.value?.items.map(({ id, row }): [string, string] => [`baby ${id}`, row.name]) ?? [];
      const people = colleagues.signal.value?.items.map(({ id, row }): [string, string] => [`person ${id}`, row.name]) ?? [];
      const here = modules.value?.map(({ module }) => module) ?? [];
      const titles = here.map(({ id, title }): [string, string] => [`module ${id}`, title]);
      return new Map([
        ...babies,
        ...people,
        ...titles,
        ...here.map(({ gapTask }): [string, string] => [`task ${gapTask.id}`, gapTask.title]),
      ]);
    }),
    stop: () => {
      children.stop();
      colleagues.stop();
    },
  };
}
