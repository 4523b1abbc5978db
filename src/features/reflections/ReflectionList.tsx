// One's own reflections, newest first: the first words of each, when it was written, and where it is.
import { ChevronRight, NotebookPen, PenLine, Send } from 'lucide';
import type { Session } from '../../device/session';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import type { Kept, SavedState } from '../../sync/records.store';
import { ButtonLink } from '../../ui/Button';
import { Damaged, Reading } from '../../ui/Damaged';
import { Icon } from '../../ui/Icon';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { SavedTag } from '../../ui/SavedTag';
import { useLive } from '../../ui/use-live';
import { reflectionWords as words } from '../../ui/words/reflections';
import { say } from '../../ui/words/say';
import type { reflectionKind } from './reflection';
import { liveOwnShared, liveReflections } from './reflection.store';

const newest = '/reflections/new';

export function ReflectionList({ session }: { session: Session }) {
  const listing = useLive(() => liveReflections(session), [session]);
  const shared = useLive(() => liveOwnShared(session), [session]);
  const withMentor = new Map(
    shared?.items.filter(({ row }) => row.standing === 'with-mentor').map(({ row, saved }) => [row.reflection, saved] as const),
  );
  const items = [...(listing?.items ?? [])].sort((a, b) => b.made - a.made);
  const write = (
    <ButtonLink href={newest} look="main" icon={PenLine}>
      {say(words.write)}
    </ButtonLink>
  );
  return (
    <Page title={say(words.title)} back="/" narrow beside={items.length > 0 && write}>
      {listing ? <Damaged count={listing.damaged} /> : <Reading />}
      {listing && items.length === 0 && (
        <Empty icon={NotebookPen} title={say(words.none)}>
          <p class="soft">{say(words.noneHelp)}</p>
          {write}
        </Empty>
      )}
      <ul class="list">
        {items.map(kept => (
          <li key={kept.id}>
            <ReflectionItem kept={kept} shared={withMentor.get(kept.id)} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

function ReflectionItem({ kept, shared }: { kept: Kept<typeof reflectionKind>; shared: SavedState | undefined }) {
  return (
    <a class="item" href={`/reflections/${encodeURIComponent(kept.id)}`}>
      <span class="grows stack-close">
        <span class="clamp">
          <bdi dir="auto">{kept.row.text.trim() || say(words.untitled)}</bdi>
        </span>
        <span class="row small soft">
          <span>
            {dayInWords(kept.made)}, {timeInWords(kept.made)}
          </span>
          <SavedTag saved={kept.saved} />
          {shared && (
            <span class={`tag ${shared === 'sent' ? 'tag-good' : 'tag-busy'}`}>
              <Icon of={Send} size={16} />
              {say(shared === 'sent' ? words.withMentor : words.onItsWay)}
            </span>
          )}
        </span>
      </span>
      <Icon of={ChevronRight} />
    </a>
  );
}
