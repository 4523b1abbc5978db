// Once every part is watched: the newest module to reflect on, then the newest gap task to try.
import { BookOpen, Hand, PenLine } from 'lucide';
import type { Session } from '../../device/session';
import { ButtonLink } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { useLive } from '../../ui/use-live';
import { say } from '../../ui/words/say';
import { todayWords as words } from '../../ui/words/today';
import { liveTries } from '../gap-tasks/gap-task.store';
import type { Module } from '../modules/pack';
import { type AfterPlan, planAfter } from '../modules/today-plan';
import { liveReflections } from '../reflections/reflection.store';
import { NowCard } from './NowCard';

export function AfterCard({ session, modules }: { session: Session; modules: readonly Module[] }) {
  const reflections = useLive(() => liveReflections(session), [session]);
  const tries = useLive(() => liveTries(session), [session]);
  if (!reflections || !tries) return <Reading />;
  const plan = planAfter(modules, {
    reflected: new Set(reflections.items.flatMap(({ row }) => row.module ?? [])),
    tried: new Set(tries.items.map(({ row }) => row.module)),
  });
  if (plan?.does === 'reflect') return <ReflectCard plan={plan} />;
  return plan ? <TryCard plan={plan} /> : <AllDone />;
}

function ReflectCard({ plan: { module, number } }: { plan: AfterPlan }) {
  return (
    <NowCard
      eyebrow={say(words.module, { module: number })}
      title={say(words.reflectOn, { title: module.title })}
      text={say(words.reflectHelp)}
    >
      <ButtonLink href={`/reflections/new?module=${module.id}&prompt=${module.prompts[0]?.id ?? ''}`} look="main" icon={PenLine}>
        {say(words.writeLine)}
      </ButtonLink>
    </NowCard>
  );
}

function TryCard({ plan: { module, number } }: { plan: AfterPlan }) {
  return (
    <NowCard
      eyebrow={say(words.module, { module: number })}
      title={say(words.tryOf, { title: module.gapTask.title })}
      text={say(words.tryHelp)}
    >
      <ButtonLink href={`/gap-tasks/${module.id}`} look="main" icon={Hand}>
        {say(words.openTask)}
      </ButtonLink>
    </NowCard>
  );
}

function AllDone() {
  return (
    <NowCard title={say(words.allWatched)} text={say(words.allDoneHelp)}>
      <ButtonLink href="/learn" look="main" icon={BookOpen}>
        {say(words.watchAgain)}
      </ButtonLink>
    </NowCard>
  );
}
