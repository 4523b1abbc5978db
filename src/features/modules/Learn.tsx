// All modules in their order: how far one is, and whether each can be watched here.
import { BookOpen, ChevronRight, CloudDownload } from 'lucide';
import { useMemo } from 'preact/hooks';
import type { Session } from '../../device/session';
import { Damaged, Reading } from '../../ui/Damaged';
import { Dots } from '../../ui/Dots';
import { Icon } from '../../ui/Icon';
import { Empty, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useLive, useSignal } from '../../ui/use-live';
import { learnWords as words } from '../../ui/words/learn';
import { say } from '../../ui/words/say';
import { liveModules, type ModuleHere, type Shelf } from './module.store';
import { liveProgress } from './module-progress.store';
import { isWatched, type Way } from './module-steps';
import { ReadinessTag } from './ReadinessTag';
import './modules.css';

export function Learn({ session, shelf }: { session: Session; shelf: Shelf }) {
  const modules = useSignal(useMemo(() => liveModules(shelf), [shelf]));
  const progress = useLive(() => liveProgress(session), [session]);
  const wayOf = (module: string) => progress?.items.find(({ row }) => row.module === module)?.row;
  const isNoneReady = modules !== null && modules.length > 0 && modules.every(({ readiness }) => readiness.state !== 'ready');
  return (
    <Page title={say(words.title)}>
      {!modules && <Reading />}
      {modules?.length === 0 && (
        <Empty icon={BookOpen} title={say(words.noModules)}>
          <p class="soft">{say(words.noModulesHelp)}</p>
        </Empty>
      )}
      {progress && <Damaged count={progress.damaged} />}
      {isNoneReady && (
        <Notice icon={CloudDownload}>
          <p>{say(words.noneReady)}</p>
        </Notice>
      )}
      <ol class="list">
        {modules?.map((here, at) => (
          <li key={here.module.id}>
            <ModuleItem here={here} number={at + 1} way={wayOf(here.module.id)} />
          </li>
        ))}
      </ol>
    </Page>
  );
}

function ModuleItem({ here, number, way }: { here: ModuleHere; number: number; way: Way | undefined }) {
  const { module, readiness } = here;
  const watched = module.chapters.filter(({ id }) => way?.chapters.includes(id)).length;
  return (
    <a class="item" href={`/learn/${module.id}`}>
      <span class="module-number number" data-done={isWatched(module, way) || undefined} aria-hidden="true">
        {number}
      </span>
      <span class="grows stack-close">
        <span class="small soft">{say(words.number, { number })}</span>
        <span class="item-title module-title">{module.title}</span>
        <span class="row module-state">
          <ReadinessTag readiness={readiness} />
          <Dots
            label={say(words.watchedParts, { watched, all: module.chapters.length })}
            dots={module.chapters.map(({ id }) => (way?.chapters.includes(id) ? 'done' : 'left'))}
          />
        </span>
      </span>
      <Icon of={{ mirrors: ChevronRight }} />
    </a>
  );
}
