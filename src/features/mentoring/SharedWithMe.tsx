// The mentor's Today: the reflections that educators sent her, newest first.
import { ChevronRight, CloudDownload, MailOpen } from 'lucide';
import type { Session } from '../../device/session';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { Avatar } from '../../ui/Avatar';
import { Damaged, Reading } from '../../ui/Damaged';
import { Icon } from '../../ui/Icon';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useLive } from '../../ui/use-live';
import { mentoringWords as words } from '../../ui/words/mentoring';
import { say } from '../../ui/words/say';
import { liveColleagues } from '../roster/roster.store';
import { liveSharedWithMe } from './mentoring.store';
import { authorInWords } from './SharedAuthor';

export function SharedWithMe({ session }: { session: Session }) {
  const listing = useLive(() => liveSharedWithMe(session), [session]);
  const colleagues = useLive(() => liveColleagues(session), [session]);
  const items = [...(listing?.items ?? [])].filter(({ row }) => row.standing === 'with-mentor').sort((a, b) => b.edited - a.edited);
  return (
    <Page title={say(words.title)} narrow>
      {listing ? <Damaged count={listing.damaged} /> : <Reading />}
      {listing && items.length === 0 && !listing.isFetched && (
        <Empty icon={CloudDownload} title={say(words.notFetched)}>
          <p class="soft">{say(words.notFetchedHelp)}</p>
        </Empty>
      )}
      {listing?.isFetched && items.length === 0 && (
        <Empty icon={MailOpen} title={say(words.none)}>
          <p class="soft">{say(words.noneHelp)}</p>
        </Empty>
      )}
      {items.length > 0 && <p class="soft">{say(words.intro)}</p>}
      <ul class="list">
        {items.map(kept => {
          const author = authorInWords(colleagues?.items, kept.author);
          return (
            <li key={kept.id}>
              <a class="item" href={`/shared/${encodeURIComponent(kept.id)}`}>
                <Avatar name={author.name} hue={author.hue} />
                <span class="grows stack-close">
                  <span class="item-title">
                    <bdi dir="auto">{author.said}</bdi>
                  </span>
                  <span class="clamp">
                    <bdi dir="auto">{kept.row.text}</bdi>
                  </span>
                  <span class="small soft">{say(words.sentOn, { day: dayInWords(kept.edited), time: timeInWords(kept.edited) })}</span>
                </span>
                <Icon of={ChevronRight} />
              </a>
            </li>
          );
        })}
      </ul>
    </Page>
  );
}
