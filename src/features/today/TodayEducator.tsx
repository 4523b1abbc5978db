// An educator's Today: one card that answers "what now?", and under it three circles.
import { Baby, BookOpen, CloudDownload, Hand, PenLine, Play } from 'lucide';
import { useEffect, useMemo } from 'preact/hooks';
import type { Session } from '../../device/session';
import { Button, ButtonLink } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { useLive, useSignal } from '../../ui/use-live';
import { say } from '../../ui/words/say';
import { todayWords as words } from '../../ui/words/today';
import { fetchModule, liveModules, type ModuleHere, type Shelf } from '../modules/module.store';
import { liveProgress } from '../modules/module-progress.store';
import { nextStep, type Step } from '../modules/module-steps';
import type { Module } from '../modules/pack';
import { type Circle, Circles } from './Circles';
import { Greeting } from './Greeting';
import { NowCard } from './NowCard';

const circles: readonly Circle[] = [
  { href: '/gap-tasks', icon: Hand, hue: 'clay', word: words.gapTask },
  { href: '/reflections/new', icon: PenLine, hue: 'moss', word: words.reflect },
  { href: '/babies', icon: Baby, hue: 'ochre', word: words.boards },
];

export function TodayEducator({ session, shelf }: { session: Session; shelf: Shelf }) {
  const modules = useSignal(useMemo(() => liveModules(shelf), [shelf]));
  const progress = useLive(() => liveProgress(session), [session]);
  return (
    <Greeting session={session}>
      {modules && progress ? (
        <Now
          shelf={shelf}
          modules={modules}
          step={nextStep(
            modules.map(here => here.module),
            new Map(progress.items.map(({ row }) => [row.module, row])),
          )}
        />
      ) : (
        <Reading />
      )}
      <Circles circles={circles} />
    </Greeting>
  );
}

/** What is next comes without being asked for; what failed waits for a tap. */
function useFetchAhead(shelf: Shelf, module: Module | undefined, readiness: ModuleHere['readiness'] | undefined) {
  const isWanted = readiness?.state === 'not-fetched' && navigator.onLine;
  useEffect(() => {
    if (isWanted && module) void fetchModule(shelf, module);
  }, [isWanted, module, shelf]);
}

function Now({ shelf, modules, step }: { shelf: Shelf; modules: readonly ModuleHere[]; step: Step | null }) {
  const readiness = modules.find(({ module }) => module === step?.module)?.readiness;
  useFetchAhead(shelf, step?.module, readiness);
  if (modules.length === 0) return <NowCard title={say(words.noModules)} text={say(words.noModulesHelp)} />;
  if (!step) {
    return (
      <NowCard title={say(words.allWatched)} text={say(words.allWatchedHelp)}>
        <ButtonLink href="/learn" look="main" icon={BookOpen}>
          {say(words.watchAgain)}
        </ButtonLink>
      </NowCard>
    );
  }
  const isReady = readiness?.state === 'ready';
  const watch = `/learn/${step.module.id}/watch${step.isBegun ? '' : `?from=${step.starts}`}`;
  return (
    <NowCard eyebrow={say(words.step, { module: step.number, part: step.part })} title={step.title} text={minutesAnd(step, readiness)}>
      {isReady && (
        <ButtonLink href={watch} look="main" icon={Play}>
          {say(step.isBegun ? words.goOn : words.start)}
        </ButtonLink>
      )}
      {!isReady && readiness?.state !== 'fetching' && (
        <Button look="main" icon={CloudDownload} onPress={() => void fetchModule(shelf, step.module)}>
          {say(words.fetchIt)}
        </Button>
      )}
    </NowCard>
  );
}

function minutesAnd({ minutes }: Step, readiness: ModuleHere['readiness'] | undefined): string {
  const length = say(words.minutes, { count: minutes });
  if (!readiness || readiness.state === 'ready') return length;
  if (readiness.state !== 'fetching') return `${length} · ${say(words.notFetched)}`;
  return `${length} · ${say(words.fetching, { percent: Math.floor((readiness.held / readiness.size) * 100) })}`;
}
