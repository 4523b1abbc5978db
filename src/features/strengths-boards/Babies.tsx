// The babies of the room as faces; a tap opens the strengths board.
import { Baby } from 'lucide';
import type { Session } from '../../device/session';
import { Damaged, Reading } from '../../ui/Damaged';
import { Face } from '../../ui/Face';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useLive } from '../../ui/use-live';
import { boardWords as words } from '../../ui/words/boards';
import { say } from '../../ui/words/say';
import { liveChildren } from '../roster/roster.store';
import { liveWords } from './strengths-board.store';
import './boards.css';

export function Babies({ session }: { session: Session }) {
  const children = useLive(() => liveChildren(session), [session]);
  const listing = useLive(() => liveWords(session, null), [session]);
  const babies = [...(children?.items ?? [])].sort((a, b) => a.row.name.localeCompare(b.row.name, 'en'));
  const wordsFor = (child: string) => listing?.items.filter(({ row }) => row.child === child && row.standing === 'said').length;
  return (
    <Page title={say(words.title)}>
      {children ? <Damaged count={children.damaged} /> : <Reading />}
      {babies.length > 0 && <p class="soft">{say(words.intro)}</p>}
      {children && babies.length === 0 && (
        <Empty icon={Baby} title={say(words.none)}>
          <p class="soft">{say(words.noneHelp)}</p>
        </Empty>
      )}
      <ul class="babies">
        {babies.map(({ id, row }) => (
          <li key={id}>
            <a class="baby" href={`/babies/${encodeURIComponent(id)}`}>
              <Face face={row.face} name={row.name} />
              <span class="baby-name">
                <bdi dir="auto">{row.name}</bdi>
              </span>
              <span class="small soft">{say(words.age, { count: row.ageInMonths })}</span>
              <span class="small soft">{listing && say(words.wordsSaid, { count: wordsFor(id) ?? 0 })}</span>
            </a>
          </li>
        ))}
      </ul>
    </Page>
  );
}
