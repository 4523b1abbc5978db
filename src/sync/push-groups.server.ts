// What of a request belongs together: groups, which are taken whole or not at all, and pushes, which are one transaction each.
import { groupSize } from './change';
import type { ReadEnvelope } from './envelope.server';
import { mostChangesInAPush } from './protocol';

export type Group = readonly ReadEnvelope[];

/** Envelopes of one group and author, numbered one after the other, stay together; everything else stands alone. */
export function inGroups(read: readonly ReadEnvelope[]): readonly Group[] {
  const groups: ReadEnvelope[][] = [];
  for (const one of read) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    const isNext = before?.author === one.author && before.n !== null && before.n + 1 === one.n;
    const joins = isNext && one.group !== null && before.group === one.group;
    if (last && joins) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** As many as the group says, each another change. */
export function isWhole(group: Group): boolean {
  const changes = new Set(group.map(({ change }, at) => (change.ok ? change.value.change : at)));
  return group.length === groupSize(group[0]?.group ?? null) && changes.size === group.length;
}

/** In their order, as many as fit; a group that is larger stands alone. */
export function inPushes(groups: readonly Group[]): readonly (readonly Group[])[] {
  const pushes: Group[][] = [];
  let count = 0;
  for (const group of groups) {
    const last = pushes.at(-1);
    const fits = last && count + group.length <= mostChangesInAPush;
    if (fits) last.push(group);
    else pushes.push([group]);
    count = fits ? count + group.length : group.length;
  }
  return pushes;
}
