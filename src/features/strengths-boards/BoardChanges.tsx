// Every word that was ever put on a baby's board, taken back or not, each with the way to what was changed in it.
import { ChevronRight, History } from 'lucide';
import type { Session } from '../../device/session';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import type { Kept } from '../../sync/records.store';
import { Damaged, Reading } from '../../ui/Damaged';
import { Icon } from '../../ui/Icon';
import { LongList } from '../../ui/LongList';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import type { PathParameters } from '../../ui/place';
import { SavedTag } from '../../ui/SavedTag';
import { useLive } from '../../ui/use-live';
import { boardWords as words } from '../../ui/words/boards';
import { say } from '../../ui/words/say';
import { liveChildren, liveColleagues } from '../roster/roster.store';
import { NoBaby } from './NoBaby';
import { strengthWordKind } from './strength-word';
import { liveWords } from './strengths-board.store';

type KeptWord = Kept<typeof strengthWordKind>;

export function BoardChanges({ session, params }: { session: Session } & PathParameters) {
  const child = params.child ?? '';
  const children = useLive(() => liveChildren(session), [session]);
  const listing = useLive(() => liveWords(session, child), [session, child]);
  const colleagues = useLive(() => liveColleagues(session), [session]);
  const baby = children?.items.find(({ id }) => id === child);
  if (!children || !listing) return <Reading />;
  if (!baby) return <NoBaby />;
  const nameOf = (author: string) => colleagues?.items.find(({ id }) => id === author)?.row.name ?? say(words.aColleague);
  const newestFirst = [...listing.items].sort((a, b) => b.edited - a.edited);
  return (
    <Page title={say(words.changesOf, { name: baby.row.name })} tab={say(words.title)} back={`/babies/${encodeURIComponent(child)}`} narrow>
      <Damaged count={listing.damaged} />
      {newestFirst.length > 0 && <p class="soft">{say(words.changesHelp)}</p>}
      {newestFirst.length === 0 && (
        <Empty icon={History} title={say(words.noChanges)}>
          <p class="soft">{say(words.noChangesHelp)}</p>
        </Empty>
      )}
      <LongList items={newestFirst} nameOf={({ id }) => id}>
        {kept => <ChangedWord kept={kept} by={byWhom(kept, session.person.id, nameOf(kept.author))} />}
      </LongList>
    </Page>
  );
}

function byWhom({ row, author }: KeptWord, me: string, name: string): string {
  if (row.side === 'family') return author === me ? say(words.writtenDownByYou) : say(words.writtenDownBy, { name });
  return author === me ? say(words.saidByYou) : say(words.said, { name });
}

function ChangedWord({ kept, by }: { kept: KeptWord; by: string }) {
  const isOn = kept.row.standing === 'said';
  return (
    <a class="item" href={`/earlier/${strengthWordKind.name}/${encodeURIComponent(kept.id)}`}>
      <span class="grows stack-close">
        <span class="item-title">
          <bdi dir="auto">{kept.row.word}</bdi>
        </span>
        <span class="row small soft">
          <span>{by}</span>
          <span class="number">
            {dayInWords(kept.edited)}, {timeInWords(kept.edited)}
          </span>
          <span class={`tag ${isOn ? 'tag-good' : ''}`}>{say(isOn ? words.onBoard : words.takenBackTag)}</span>
          {kept.saved !== 'sent' && <SavedTag saved={kept.saved} />}
        </span>
      </span>
      <Icon of={{ mirrors: ChevronRight }} />
    </a>
  );
}
