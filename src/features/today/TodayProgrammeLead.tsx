// A programme lead's Today: the next module to look through, and what the whole programme contains, as a nursery's tablet has it.
import { BookOpen, CloudDownload, ScanEye } from 'lucide';
import { useMemo } from 'preact/hooks';
import type { Session } from '../../device/session';
import { Button, ButtonLink } from '../../ui/Button';
import { Damaged, Reading } from '../../ui/Damaged';
import { useLive, useSignal } from '../../ui/use-live';
import { say } from '../../ui/words/say';
import { todayOfficeWords as words } from '../../ui/words/today-office';
import { fetchModule, liveModules, type ModuleHere, type Shelf } from '../modules/module.store';
import { liveProgress } from '../modules/module-progress.store';
import { isWatched, type Way } from '../modules/module-steps';
import { Greeting } from './Greeting';
import { NowCard } from './NowCard';
import { ProgrammeContents } from './ProgrammeContents';
import { ReadyPill } from './ReadyPill';
import { useWhenNeeded } from './use-when-needed';

/** It comes right after what stands round it. */
const loadComplaints = () => import('./ComplaintsWaiting');

export function TodayProgrammeLead({ session, shelf }: { session: Session; shelf: Shelf }) {
  const modules = useSignal(useMemo(() => liveModules(shelf), [shelf]));
  const progress = useLive(() => liveProgress(session), [session]);
  const complaints = useWhenNeeded(progress !== undefined, loadComplaints);
  if (!modules || !progress) {
    return (
      <Greeting session={session}>
        <Reading />
      </Greeting>
    );
  }
  const wayOf = (module: string): Way | undefined => progress.items.find(({ row }) => row.module === module)?.row;
  const at = modules.findIndex(({ module }) => !isWatched(module, wayOf(module.id)));
  return (
    <Greeting session={session}>
      <Damaged count={progress.damaged} />
      <Now next={modules[at]} number={at + 1} all={modules.length} shelf={shelf} />
      {complaints && <complaints.ComplaintsWaiting session={session} />}
      <ProgrammeContents modules={modules} />
    </Greeting>
  );
}

interface NowProps {
  next: ModuleHere | undefined;
  /** From 1, in the order in which modules open. */
  number: number;
  all: number;
  shelf: Shelf;
}

function Now({ next, number, all, shelf }: NowProps) {
  if (all === 0) return <NowCard title={say(words.nothing)} text={say(words.nothingHelp)} />;
  if (!next) {
    return (
      <NowCard title={say(words.lookedThrough)} text={say(words.lookedThroughHelp)}>
        <ButtonLink href="/learn" look="main" icon={BookOpen}>
          {say(words.seeModules)}
        </ButtonLink>
      </NowCard>
    );
  }
  const { module, readiness } = next;
  const inside = { minutes: module.minutes, parts: module.chapters.length, texts: module.resources.length };
  const mayFetch = ['not-fetched', 'stopped', 'failed'].includes(readiness.state);
  return (
    <NowCard
      eyebrow={say(words.moduleOf, { number, all })}
      title={module.title}
      text={say(words.inside, inside)}
      beside={<ReadyPill readiness={readiness} />}
    >
      <div class="office-acts">
        <ButtonLink href={`/learn/${module.id}`} look="main" icon={ScanEye}>
          {say(words.lookThrough, { number })}
        </ButtonLink>
        {mayFetch && (
          <Button icon={CloudDownload} onPress={() => void fetchModule(shelf, module)}>
            {say(words.fetchIt)}
          </Button>
        )}
      </div>
    </NowCard>
  );
}
