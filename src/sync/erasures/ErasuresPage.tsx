// For leaders: what was erased for good, on how many tablets it is done, and which ones have not been seen since.
import { CircleCheck, Eraser } from 'lucide';
import type { Session } from '../../device/session';
import { dayInWords } from '../../kernel/calendar-day';
import { inSentence } from '../../kernel/text';
import { Damaged, Reading } from '../../ui/Damaged';
import { Icon } from '../../ui/Icon';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Progress } from '../../ui/Progress';
import { useLive } from '../../ui/use-live';
import { erasureWords as words } from '../../ui/words/erasures';
import { say } from '../../ui/words/say';
import { type Kept, liveRecords } from '../records.store';
import { daysSince, erasureKind } from './erasure';
import './erasures.css';

/** As many as one reads at a glance. */
const mostNamed = 5;

export function ErasuresPage({ session }: { session: Session }) {
  const erasures = useLive(() => liveRecords(session, erasureKind), [session]);
  const newestFirst = [...(erasures?.items ?? [])].sort((a, b) => b.made - a.made);
  const now = session.tablet.clock();
  return (
    <Page title={say(words.title)} back="/me" narrow>
      {erasures ? <Damaged count={erasures.damaged} /> : <Reading />}
      {erasures && newestFirst.length === 0 && (
        <Empty icon={Eraser} title={say(words.none)}>
          <p class="soft">{say(words.noneHelp)}</p>
        </Empty>
      )}
      {newestFirst.length > 0 && (
        <>
          <p class="soft">{say(words.intro)}</p>
          <ul class="list erasures">
            {newestFirst.map(one => (
              <Erasure key={one.id} of={one} now={now} />
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}

function Erasure({ of: { row, made }, now }: { of: Kept<typeof erasureKind>; now: number }) {
  const { what, records, tablets, done, waiting } = row;
  const title = what === 'record' ? say(words.record, { count: records }) : say(words[what]);
  return (
    <li class="card stack-close">
      <h2>{title}</h2>
      <p class="small soft number">
        {say(words.erasedOn, { day: dayInWords(made) })}
        {records > 1 && ` · ${say(words.records, { count: records })}`}
      </p>
      {done < tablets ? (
        <>
          <Progress label={say(words.onTablets, { done, all: tablets })} value={done} most={tablets} />
          <Waiting waiting={waiting} count={tablets - done} now={now} />
        </>
      ) : (
        <p class="row erasures-done">
          <Icon of={CircleCheck} />
          <span class="grows">{say(words.onAll, { all: tablets })}</span>
        </p>
      )}
    </li>
  );
}

interface WaitingProps {
  waiting: Kept<typeof erasureKind>['row']['waiting'];
  count: number;
  now: number;
}

function Waiting({ waiting, count, now }: WaitingProps) {
  const named = waiting.slice(0, mostNamed);
  return (
    <>
      <ul class="erasures-waiting">
        {named.map(({ name, seenAt }, at) => (
          <li key={`${at} ${name}`}>
            {seenAt === null
              ? say(words.neverSeen, { name: inSentence(name) })
              : say(words.lastSeen, { name: inSentence(name), days: daysSince(seenAt, now) })}
          </li>
        ))}
        {count > named.length && <li>{say(words.more, { count: count - named.length })}</li>}
      </ul>
      <p class="small soft">{say(words.waitingHelp, { count })}</p>
    </>
  );
}
