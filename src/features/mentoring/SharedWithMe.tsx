// The reflections that educators sent to a mentor, newest first, with what she has not opened yet marked.
import { ChevronRight, CloudDownload, MailOpen, Sparkle } from 'lucide';
import type { Session } from '../../device/session';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import type { Kept } from '../../sync/records.store';
import { Avatar } from '../../ui/Avatar';
import { Damaged, Reading } from '../../ui/Damaged';
import { Icon } from '../../ui/Icon';
import { LongList } from '../../ui/LongList';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Pill } from '../../ui/Pill';
import { useLive } from '../../ui/use-live';
import { mentoringWords as words } from '../../ui/words/mentoring';
import { say } from '../../ui/words/say';
import type { sharedReflectionKind } from '../reflections/reflection';
import { liveColleagues, livePlaces } from '../roster/roster.store';
import { type Author, authorOf } from './author';
import { liveSharedWithMe } from './mentoring.store';
import { liveOpened } from './opened.store';
import { nameInWords, SharedAuthor } from './SharedAuthor';
import { isNew, standingWords } from './sent-words';
import './mentoring.css';

export function SharedWithMe({ session }: { session: Session }) {
  const listing = useLive(() => liveSharedWithMe(session), [session]);
  const opened = useLive(() => liveOpened(session), [session]);
  const colleagues = useLive(() => liveColleagues(session), [session]);
  const places = useLive(() => livePlaces(session), [session]);
  if (!listing || !opened || !colleagues || !places) {
    return (
      <Page title={say(words.title)} narrow>
        <Reading />
      </Page>
    );
  }
  const sent = standingWords(listing.items);
  return (
    <Page title={say(words.title)} narrow>
      <Damaged count={listing.damaged} />
      {sent.length === 0 ? <Nothing isFetched={listing.isFetched} /> : <p class="soft">{say(words.intro)}</p>}
      <LongList items={sent} nameOf={kept => kept.id}>
        {kept => <SharedItem kept={kept} author={authorOf(colleagues.items, places.nurseries, kept.author)} isNew={isNew(opened)(kept)} />}
      </LongList>
    </Page>
  );
}

function Nothing({ isFetched }: { isFetched: boolean }) {
  return (
    <Empty icon={isFetched ? MailOpen : CloudDownload} title={say(isFetched ? words.none : words.notFetched)}>
      <p class="soft">{say(isFetched ? words.noneHelp : words.notFetchedHelp)}</p>
    </Empty>
  );
}

interface SharedItemProps {
  kept: Kept<typeof sharedReflectionKind>;
  author: Author;
  isNew: boolean;
}

function SharedItem({ kept, author, isNew: fresh }: SharedItemProps) {
  return (
    <a class="item shared-item" href={`/shared/${encodeURIComponent(kept.id)}`} data-new={fresh || undefined}>
      <Avatar name={nameInWords(author)} hue={author.hue} />
      <span class="grows stack-close">
        <span class="row spread">
          <span class="item-title">
            <SharedAuthor author={author} />
          </span>
          {fresh && (
            <Pill icon={Sparkle} tone="busy">
              {say(words.new)}
            </Pill>
          )}
        </span>
        <span class="clamp">
          <bdi dir="auto">{kept.row.text}</bdi>
        </span>
        <span class="small soft">{say(words.sentOn, { day: dayInWords(kept.edited), time: timeInWords(kept.edited) })}</span>
      </span>
      <Icon of={{ mirrors: ChevronRight }} />
    </a>
  );
}
