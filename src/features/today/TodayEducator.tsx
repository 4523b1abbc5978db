// An educator's Today: how long she has, one card that answers "what now?" for that time, and under it three circles.
import { Baby, Hand, PenLine } from 'lucide';
import { useMemo } from 'preact/hooks';
import type { Session } from '../../device/session';
import { Damaged, Reading } from '../../ui/Damaged';
import { Segmented } from '../../ui/Segmented';
import { useLive, useSignal } from '../../ui/use-live';
import { say } from '../../ui/words/say';
import { todayWords as words } from '../../ui/words/today';
import { chooseMinutes, liveMinutes } from '../modules/minutes.store';
import { liveModules, type Shelf } from '../modules/module.store';
import { liveProgress } from '../modules/module-progress.store';
import { sittingToAsk } from '../modules/room';
import { liveRoom } from '../modules/room.store';
import { type Minutes, minutesOffered, planWatching, usualMinutes } from '../modules/today-plan';
import { type Circle, Circles } from './Circles';
import { Greeting } from './Greeting';
import { NowCard } from './NowCard';
import { useWhenNeeded } from './use-when-needed';
import { WatchCard } from './WatchCard';

const circles: readonly Circle[] = [
  { href: '/gap-tasks', icon: Hand, hue: 'clay', word: words.gapTask },
  { href: '/reflections/new', icon: PenLine, hue: 'moss', word: words.reflect },
  { href: '/babies', icon: Baby, hue: 'ochre', word: words.boards },
];

const loadAfterCard = () => import('./AfterCard');
const loadRoomCredit = () => import('./RoomCredit');

/** Everything comes at once, so that nothing moves under her finger. */
export function TodayEducator({ session, shelf }: { session: Session; shelf: Shelf }) {
  const modules = useSignal(useMemo(() => liveModules(shelf), [shelf]));
  const progress = useLive(() => liveProgress(session), [session]);
  const minutes = useLive(() => liveMinutes(session), [session]);
  const room = useLive(() => liveRoom(session.tablet), [session]);
  const all = modules?.map(({ module }) => module) ?? [];
  const ways = new Map(progress?.items.map(({ row }) => [row.module, row]));
  const plan = planWatching(all, ways, minutes ?? usualMinutes);
  const asked = room && sittingToAsk(room, session.person.id, all, ways, session.tablet.clock());
  const isRead = modules !== null && progress !== undefined && minutes !== undefined && room !== undefined;
  const after = useWhenNeeded(isRead && all.length > 0 && plan === null, loadAfterCard);
  const credit = useWhenNeeded(isRead && asked !== null, loadRoomCredit);
  if (!isRead || after === undefined || credit === undefined) {
    return (
      <Greeting session={session}>
        <Reading />
      </Greeting>
    );
  }
  const here = modules.find(({ module }) => module === plan?.module);
  return (
    <Greeting session={session}>
      {plan && <TimeSwitch minutes={minutes} onChoose={chosen => void chooseMinutes(session, chosen)} />}
      {plan && here && <WatchCard shelf={shelf} plan={plan} here={here} way={ways.get(plan.module.id)} isSure={progress.isFetched} />}
      {!plan && after && <after.AfterCard session={session} modules={all} />}
      {all.length === 0 && <NowCard title={say(words.noModules)} text={say(words.noModulesHelp)} />}
      {asked && credit && <credit.RoomCredit session={session} asked={asked} modules={all} progress={progress.items} />}
      <Circles circles={circles} close />
      {!progress.isFetched && <p class="soft">{say(words.progressToCome)}</p>}
      <Damaged count={progress.damaged} />
    </Greeting>
  );
}

function TimeSwitch({ minutes, onChoose }: { minutes: Minutes; onChoose: (minutes: Minutes) => void }) {
  return (
    <div class="time">
      <span class="time-words" aria-hidden="true">
        {say(words.iHave)}
      </span>
      <Segmented
        legend={say(words.howLong)}
        quietLegend
        options={minutesOffered.map(value => ({ value, label: say(words.min, { count: value }) }))}
        chosen={minutes}
        onChoose={onChoose}
      />
    </div>
  );
}
