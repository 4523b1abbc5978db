// The sample history as records: who wrote what when, in the kinds that the product stores. Pure; seed.server.ts writes them.
import { createHash } from 'node:crypto';
import { complaintKind } from '../features/complaints/complaint';
import { gapTaskTryKind } from '../features/gap-tasks/gap-task-try';
import { moduleProgressId, moduleProgressKind } from '../features/modules/module-progress';
import type { Module } from '../features/modules/pack';
import { reflectionKind, sharedReflectionId, sharedReflectionKind } from '../features/reflections/reflection';
import { childKind } from '../features/roster/child';
import { colleagueKind } from '../features/roster/colleague';
import { strengthWordKind } from '../features/strengths-boards/strength-word';
import { sampleStrengthWords } from './boards';
import { sampleComplaints } from './complaints';
import { sampleProgress, sampleTries } from './mid-life';
import { momentOf } from './moment';
import { sampleBabies, sampleStaff } from './nurseries';
import { sampleReflections } from './reflections';
import type { SampleModuleId, SampleMoment, SamplePrompt, SampleStaff } from './sample-types';

/** What of a programme's modules the history hangs on. */
export type SampleModule = Pick<Module, 'id' | 'chapters' | 'prompts' | 'gapTask'>;

export interface SampleChange {
  readonly author: string;
  readonly kind: { readonly name: string; readonly version: number };
  readonly id: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly at: number;
  /** Written by the set-up of the nursery, which asks no policy. */
  readonly asSetUp?: boolean;
}

/** Long before the oldest moment of the history. */
const beginning: SampleMoment = { daysAgo: 120, at: '09:00' };

/** The same UUID for the same thing of the sample, on every start. */
function idOf(what: string): string {
  const hex = createHash('sha256').update(what).digest('hex');
  return [0, 8, 12, 16, 20].map((from, at) => hex.slice(from, [8, 12, 16, 20, 32][at])).join('-');
}

const babyId = (baby: string): string => idOf(`baby ${baby}`);

/** Somebody who works in one nursery; mentors and programme leads are guests everywhere. */
export const worksInANursery = ({ role }: SampleStaff): boolean => role === 'educator' || role === 'leader';

function moduleOf(modules: readonly SampleModule[], id: SampleModuleId): SampleModule {
  const module = modules.find(one => one.id === id || one.id.startsWith(`${id}-`));
  if (!module) throw new Error(`the sample programme has no module ${id}`);
  return module;
}

const promptOf = (module: SampleModule, kind: SamplePrompt): string | null =>
  module.prompts.find(prompt => prompt.kind === kind)?.id ?? null;

function managerOf(nursery: string | undefined): string {
  const leaders = sampleStaff.filter(({ role, nurseries }) => role === 'leader' && nurseries.some(id => id === nursery));
  const manager = leaders.find(({ room }) => room === null) ?? leaders[0];
  if (!manager) throw new Error(`nobody leads the sample nursery ${nursery}`);
  return manager.id;
}

const colleagues = (now: number): SampleChange[] =>
  sampleStaff.filter(worksInANursery).map(({ id, firstName, role, room, nurseries, hue }) => ({
    author: managerOf(nurseries[0]),
    kind: colleagueKind,
    id,
    set: { name: firstName, role, room: room ?? '', nursery: nurseries[0] ?? '', hue },
    at: momentOf(beginning, now),
    asSetUp: true,
  }));

const babies = (now: number): SampleChange[] =>
  sampleBabies.map(({ id, firstName, nursery, room, keyPerson, ageMonths, homeLanguage, face }) => ({
    author: managerOf(nursery),
    kind: childKind,
    id: babyId(id),
    set: { room, name: firstName, keyPerson, ageInMonths: ageMonths, homeLanguage, face },
    at: momentOf(beginning, now),
  }));

const reflections = (now: number, modules: readonly SampleModule[]): SampleChange[] =>
  sampleReflections.flatMap(({ id, by, module, prompt, audience, text, ...moment }) => {
    const [from, at, reflection] = [moduleOf(modules, module), momentOf(moment, now), idOf(`reflection ${id}`)];
    const content = { module: from.id, prompt: promptOf(from, prompt), text };
    const own = { author: by, kind: reflectionKind, id: reflection, set: content, at };
    const shared = { ...content, reflection, standing: 'with-mentor' };
    return audience === 'mentor'
      ? [own, { author: by, kind: sharedReflectionKind, id: sharedReflectionId(by, reflection), set: shared, at: at + 1 }]
      : [own];
  });

const tries = (now: number, modules: readonly SampleModule[]): SampleChange[] =>
  sampleTries.map(({ id, by, module, how, line, baby, ...moment }) => {
    const from = moduleOf(modules, module);
    const set = { task: from.gapTask.id, module: from.id, child: baby ? babyId(baby) : null, went: how, note: line };
    return { author: by, kind: gapTaskTryKind, id: idOf(`try ${id}`), set, at: momentOf(moment, now) };
  });

/** A family's words are written down by the baby's key person. */
const words = (now: number): SampleChange[] =>
  sampleStrengthWords.map(({ baby, side, slot, word, by, ...moment }) => {
    const child = sampleBabies.find(({ id }) => id === baby);
    if (!child) throw new Error(`no sample baby ${baby}`);
    return {
      author: side === 'family' ? child.keyPerson : by,
      kind: strengthWordKind,
      id: idOf(`word ${baby} ${side} ${slot}`),
      set: { child: babyId(baby), room: child.room, side: side === 'family' ? 'family' : 'educator', word, standing: 'said' },
      at: momentOf(moment, now) - (3 - slot), // said one after the other, so that the tiles keep their order
    };
  });

const progress = (now: number, modules: readonly SampleModule[]): SampleChange[] =>
  sampleProgress.map(({ by, module, watched, ...moment }) => {
    const { id, chapters } = moduleOf(modules, module);
    const seen = watched === 'all' ? chapters : chapters.filter((_, at) => watched.includes(at + 1));
    const next = chapters.find(chapter => !seen.includes(chapter));
    const set = { module: id, chapters: seen.map(chapter => chapter.id).sort(), position: next?.starts ?? 0 };
    return { author: by, kind: moduleProgressKind, id: moduleProgressId(by, id), set, at: momentOf(moment, now) };
  });

const complaints = (now: number): SampleChange[] =>
  sampleComplaints.map(({ baby, by, from, words, ...moment }) => {
    const nursery = sampleBabies.find(({ id }) => id === baby)?.nursery;
    if (!nursery) throw new Error(`no sample baby ${baby}`);
    const set = { nursery, programme: null, baby: babyId(baby), from, words };
    return { author: by, kind: complaintKind, id: idOf(`complaint ${baby}`), set, at: momentOf(moment, now) };
  });

/** Everything, in the order in which it was written. */
export function sampleChanges(now: number, modules: readonly SampleModule[]): readonly SampleChange[] {
  const all = [
    ...colleagues(now),
    ...babies(now),
    ...reflections(now, modules),
    ...tries(now, modules),
    ...words(now),
    ...progress(now, modules),
    ...complaints(now),
  ];
  return all.sort((a, b) => a.at - b.at);
}
