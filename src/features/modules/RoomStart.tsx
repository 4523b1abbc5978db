// The room's card at the tiles: what can be watched now in one tap, by nobody in particular. Reads nobody's progress.
import { Play } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { minutes } from '../../kernel/clock';
import { Button } from '../../ui/Button';
import { Fetching } from '../../ui/Fetching';
import { useLive, useSignal } from '../../ui/use-live';
import { roomWords as words } from '../../ui/words/room';
import { say } from '../../ui/words/say';
import { fetchModule, liveModules, type ModuleHere, type Shelf } from './module.store';
import { inMinutes, isWatched } from './module-steps';
import { planRoom, type RoomPlan, waysOf } from './room';
import { forgetOldSittings, liveRoom } from './room.store';
import type { WatchPlan } from './today-plan';
import './room.css';

/** The tiles come first, and whoever taps one; only then does the tablet ask the network for films. In ms. */
const afterTheRush = 3_000;

export interface RoomStartProps {
  shelf: Shelf;
  onStart: (start: RoomPlan) => void;
}

/** Nothing where there is nothing to watch and nothing on its way: why that is so is told to whoever unlocks. */
export function RoomStart({ shelf, onStart }: RoomStartProps) {
  const modules = useSignal(useMemo(() => liveModules(shelf), [shelf]));
  const room = useLive(() => liveRoom(shelf.tablet), [shelf]);
  const ways = room && waysOf(room);
  const next = ways && modules?.find(({ module }) => !isWatched(module, ways.get(module.id)));
  useForgetting(shelf);
  useFetchAhead(shelf, next);
  if (!modules || !ways) return null;
  const ready = new Set(modules.filter(({ readiness }) => readiness.state === 'ready').map(({ module }) => module));
  const all = modules.map(({ module }) => module);
  const start = planRoom(all, ways, module => ready.has(module));
  if (start) return <StartCard start={start} onStart={onStart} />;
  if (next?.readiness.state !== 'fetching' && next?.readiness.state !== 'checking') return null;
  return (
    <Card eyebrow={say(words.onItsWay, { module: all.indexOf(next.module) + 1 })} title={next.module.title}>
      <Fetching readiness={next.readiness} />
    </Card>
  );
}

function Card({ eyebrow, title, text, children }: { eyebrow: string; title: string; text?: string; children: ComponentChildren }) {
  return (
    <section class="room-start" aria-label={say(words.forTheRoom)}>
      <div class="room-start-words">
        <p class="room-start-eyebrow small number">{eyebrow}</p>
        <h2 class="clamp">{title}</h2>
        {text && <p class="small number">{text}</p>}
      </div>
      {children}
    </section>
  );
}

function StartCard({ start, onStart }: { start: RoomPlan; onStart: RoomStartProps['onStart'] }) {
  const { plan } = start;
  const only = plan.first === plan.last ? plan.module.chapters[plan.first] : undefined;
  const text = say(words.minutes, { count: inMinutes(plan.until - plan.from) });
  return (
    <Card eyebrow={stretchInWords(plan)} title={only?.title ?? plan.module.title} text={text}>
      <Button look="main" icon={Play} onPress={() => onStart(start)}>
        {say(plan.isBegun ? words.goOn : words.start)}
      </Button>
    </Card>
  );
}

function stretchInWords({ number, first, last }: WatchPlan): string {
  if (first === last) return say(words.forRoom, { module: number, part: first + 1 });
  const sentence = last === first + 1 ? words.forRoomTwo : words.forRoomMany;
  return say(sentence, { module: number, first: first + 1, last: last + 1 });
}

/** What the room watches next comes without being asked for; what failed or was stopped waits for a tap. */
function useFetchAhead(shelf: Shelf, next: ModuleHere | undefined) {
  const wanted = next?.readiness.state === 'not-fetched' ? next.module : undefined;
  const newest = useRef(wanted);
  newest.current = wanted;
  const isWanted = wanted !== undefined;
  useEffect(() => {
    if (!isWanted) return;
    const timer = setTimeout(() => newest.current && void fetchModule(shelf, newest.current), afterTheRush);
    return () => clearTimeout(timer);
  }, [shelf, isWanted]);
}

function useForgetting({ tablet }: Shelf) {
  useEffect(() => {
    const forget = () => void forgetOldSittings(tablet).catch(() => undefined);
    forget();
    const timer = setInterval(forget, minutes(5));
    return () => clearInterval(timer);
  }, [tablet]);
}
