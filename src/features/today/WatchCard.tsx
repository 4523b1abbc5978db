// The stretch to watch now: which parts, how long, what comes after it, and Start; or how its fetching goes.
import { Play } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { ButtonLink } from '../../ui/Button';
import { Dots } from '../../ui/Dots';
import { Fetching } from '../../ui/Fetching';
import { say } from '../../ui/words/say';
import { todayWords as words } from '../../ui/words/today';
import { fetchModule, type ModuleHere, type Shelf, stopFetching } from '../modules/module.store';
import { inMinutes, type Way } from '../modules/module-steps';
import type { WatchPlan } from '../modules/today-plan';
import { NowCard } from './NowCard';

interface WatchCardProps {
  shelf: Shelf;
  plan: WatchPlan;
  here: ModuleHere;
  way: Way | undefined;
  /** What she has watched elsewhere is known here: only then is it sure what comes next. */
  isSure: boolean;
}

/** What is next comes without being asked for; what failed or was stopped waits for a tap. */
function useFetchAhead(shelf: Shelf, { module, readiness }: ModuleHere, isSure: boolean) {
  const newest = useRef(module);
  newest.current = module;
  const isWanted = isSure && readiness.state === 'not-fetched';
  useEffect(() => {
    if (isWanted) void fetchModule(shelf, newest.current);
  }, [isWanted, shelf]);
}

export function WatchCard({ shelf, plan, here, way, isSure }: WatchCardProps) {
  const { module, from, until, isBegun } = plan;
  const { readiness } = here;
  useFetchAhead(shelf, here, isSure);
  const only = plan.first === plan.last ? module.chapters[plan.first] : undefined;
  return (
    <NowCard
      eyebrow={stretchInWords(plan)}
      title={only?.title ?? module.title}
      text={timeInWords(plan)}
      beside={<Parts plan={plan} way={way} />}
    >
      {readiness.state === 'ready' ? (
        <ButtonLink href={`/learn/${module.id}/watch?from=${from}&until=${until}&play`} look="main" icon={Play}>
          {say(isBegun ? words.goOn : words.start)}
        </ButtonLink>
      ) : (
        <Fetching readiness={readiness} begin={() => void fetchModule(shelf, module)} stop={() => void stopFetching(shelf, module)} />
      )}
    </NowCard>
  );
}

function stretchInWords({ number, first, last }: WatchPlan): string {
  if (first === last) return say(words.part, { module: number, part: first + 1 });
  return say(last === first + 1 ? words.twoParts : words.parts, { module: number, first: first + 1, last: last + 1 });
}

const timeWords = { nothing: words.watch, reflect: words.watchReflect, 'reflect-and-try': words.watchReflectTry };

function timeInWords({ from, until, isCut, then }: WatchPlan): string {
  return say(isCut ? words.watchCut : timeWords[then], { count: inMinutes(until - from) });
}

/** The parts of this module: watched, now, left. */
function Parts({ plan, way }: { plan: WatchPlan; way: Way | undefined }) {
  const { chapters } = plan.module;
  const dots = chapters.map(({ id }, at) => {
    if (way?.chapters.includes(id)) return 'done';
    return at >= plan.first && at <= plan.last ? 'now' : 'left';
  });
  return <Dots label={say(words.watched, { watched: dots.filter(dot => dot === 'done').length, all: chapters.length })} dots={dots} />;
}
