// A leader's Today: the most pressing fact of her nursery, then her rooms' boards and the modules on this tablet.
import { Baby, BookOpen, CloudDownload } from 'lucide';
import { useMemo } from 'preact/hooks';
import type { Session } from '../../device/session';
import { inSentence } from '../../kernel/text';
import { Button, ButtonLink } from '../../ui/Button';
import { Damaged, Reading } from '../../ui/Damaged';
import { Fetching } from '../../ui/Fetching';
import { useLive, useSignal } from '../../ui/use-live';
import { fetchingWords } from '../../ui/words/fetching';
import { say } from '../../ui/words/say';
import { todayLeaderWords as words } from '../../ui/words/today-leader';
import { fetchModule, liveModules, type ModuleHere, type Shelf, stopFetching } from '../modules/module.store';
import { liveChildren, livePlaces } from '../roster/roster.store';
import { boardStandings } from '../strengths-boards/board-standing';
import { liveWords } from '../strengths-boards/strengths-board.store';
import { type Circle, Circles } from './Circles';
import { Greeting } from './Greeting';
import { type LeaderNow, leaderNow } from './leader-now';
import { ModulesHere } from './ModulesHere';
import { NowCard } from './NowCard';
import type { BabyBoard } from './RoomBoards';
import './roles.css';
import { useWhenNeeded } from './use-when-needed';

const circles: readonly Circle[] = [
  { href: '/babies', icon: Baby, hue: 'ochre', word: words.boards },
  { href: '/learn', icon: BookOpen, hue: 'teal', word: words.modules },
];

/** What stands under the card comes right after it. */
const loadWaits = () => import('./WaitsForHer');
const loadRoomBoards = () => import('./RoomBoards');

export function TodayLeader({ session, shelf }: { session: Session; shelf: Shelf }) {
  const modules = useSignal(useMemo(() => liveModules(shelf), [shelf]));
  const babies = useLive(() => liveChildren(session), [session]);
  const said = useLive(() => liveWords(session, null), [session]);
  const places = useLive(() => livePlaces(session), [session]);
  const waits = useWhenNeeded(places !== undefined, loadWaits);
  const rooms = useWhenNeeded(places !== undefined, loadRoomBoards);
  if (!modules || !babies || !said || !places) {
    return (
      <Greeting session={session}>
        <Reading />
      </Greeting>
    );
  }
  const boards = boardStandings(babies.items, said.items);
  return (
    <Greeting session={session}>
      <Damaged count={babies.damaged + said.damaged} />
      <Now now={leaderNow(modules, boards)} shelf={shelf} />
      <Circles circles={circles.filter(({ href }) => (href === '/learn' ? modules : boards).length > 0)} />
      {waits && <waits.WaitsForHer session={session} />}
      {rooms && <rooms.RoomBoards boards={boards} rooms={places.rooms} />}
      <ModulesHere modules={modules} />
    </Greeting>
  );
}

/** As many names as one reads at a glance. */
const mostNames = 4;
const inARow = new Intl.ListFormat('en-GB', { type: 'conjunction' });

function namesOf(boards: readonly BabyBoard[]): string {
  const names = boards.map(({ baby }) => inSentence(baby.row.name));
  if (names.length <= mostNames) return inARow.format(names);
  return say(words.namesAndMore, { names: names.slice(0, mostNames - 1).join(', '), count: names.length - mostNames + 1 });
}

function Now({ now, shelf }: { now: LeaderNow<ModuleHere, BabyBoard>; shelf: Shelf }) {
  if (now.says === 'module-failed' || now.says === 'module-missing') return <ModuleNow now={now} shelf={shelf} />;
  if (now.says === 'boards-wait') {
    const waits = now.side === 'family' ? words.waitForFamily : words.waitForEducators;
    return (
      <NowCard title={say(waits, { count: now.boards.length })} text={namesOf(now.boards)}>
        <ButtonLink href={`/babies?waiting=${now.side}`} look="main" icon={Baby}>
          {say(words.seeBoards)}
        </ButtonLink>
      </NowCard>
    );
  }
  const isWell = now.says === 'all-well';
  return <NowCard title={say(isWell ? words.allWell : words.nothing)} text={say(isWell ? words.allWellHelp : words.nothingHelp)} />;
}

interface ModuleNowProps {
  now: Extract<LeaderNow<ModuleHere, BabyBoard>, { readonly number: number }>;
  shelf: Shelf;
}

const moduleTitles = {
  'not-fetched': words.moduleMissing,
  ready: words.moduleMissing,
  failed: words.moduleFailed,
  stopped: words.moduleStopped,
  fetching: words.moduleComing,
  checking: words.moduleComing,
};

function ModuleNow({ now: { here, number }, shelf }: ModuleNowProps) {
  const { module, readiness } = here;
  const { state, reason } = readiness;
  const bring = () => void fetchModule(shelf, module);
  const isUnderWay = state === 'fetching' || state === 'checking' || state === 'stopped';
  return (
    <NowCard title={say(moduleTitles[state], { number })} text={state === 'failed' && reason ? say(fetchingWords[reason]) : module.title}>
      {isUnderWay ? (
        <Fetching readiness={readiness} begin={bring} stop={() => void stopFetching(shelf, module)} />
      ) : (
        <Button look="main" icon={CloudDownload} onPress={bring}>
          {say(state === 'failed' ? words.tryAgain : words.fetchIt)}
        </Button>
      )}
    </NowCard>
  );
}
