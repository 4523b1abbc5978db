// The babies of the room as faces; a tap opens the strengths board.
import { Baby } from 'lucide';
import type { Session } from '../../device/session';
import type { Kept } from '../../sync/records.store';
import { Damaged, Reading } from '../../ui/Damaged';
import { Face } from '../../ui/Face';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import type { PathParameters } from '../../ui/place';
import { useLive } from '../../ui/use-live';
import { boardWords as words } from '../../ui/words/boards';
import { say } from '../../ui/words/say';
import type { childKind } from '../roster/child';
import { liveChildren } from '../roster/roster.store';
import { sides } from './board-sides';
import { type BoardStanding, boardStandings, waitingFirst } from './board-standing';
import { liveWords } from './strengths-board.store';
import './boards.css';

type Board = BoardStanding<Kept<typeof childKind>>;

/** `?waiting=family` or `educator`: the boards that wait for a word of that side come first. */
export function Babies({ session, query }: { session: Session } & Pick<PathParameters, 'query'>) {
  const children = useLive(() => liveChildren(session), [session]);
  const listing = useLive(() => liveWords(session, null), [session]);
  const side = listing && sides.find(one => one === query.waiting);
  const { waiting, others } = waitingFirst(boardStandings(children?.items ?? [], listing?.items ?? []), side);
  const wordsFor = (child: string) => listing?.items.filter(({ row }) => row.child === child && row.standing === 'said').length;
  return (
    <Page title={say(words.title)}>
      {children ? <Damaged count={children.damaged} /> : <Reading />}
      {children && children.items.length > 0 && <p class="soft">{say(words.intro)}</p>}
      {children && children.items.length === 0 && (
        <Empty icon={Baby} title={say(words.none)}>
          <p class="soft">{say(words.noneHelp)}</p>
        </Empty>
      )}
      {side && waiting.length > 0 && <h2>{say(side === 'family' ? words.waitForFamily : words.waitForEducators)}</h2>}
      <Faces boards={waiting} wordsFor={wordsFor} />
      {waiting.length > 0 && others.length > 0 && <h2>{say(words.otherBabies)}</h2>}
      <Faces boards={others} wordsFor={wordsFor} />
    </Page>
  );
}

function Faces({ boards, wordsFor }: { boards: readonly Board[]; wordsFor: (child: string) => number | undefined }) {
  if (boards.length === 0) return null;
  return (
    <ul class="babies">
      {boards.map(({ baby: { id, row } }) => (
        <li key={id}>
          <a class="baby" href={`/babies/${encodeURIComponent(id)}`}>
            <Face face={row.face} name={row.name} />
            <span class="baby-name">
              <bdi dir="auto">{row.name}</bdi>
            </span>
            <span class="small soft">{say(words.age, { count: row.ageInMonths })}</span>
            <span class="small soft">{wordsFor(id) !== undefined && say(words.wordsSaid, { count: wordsFor(id) ?? 0 })}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
