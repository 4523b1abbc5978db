// One's own reflections, newest first: the first words of each, when it was written, and where it is.
import { ChevronRight, NotebookPen, PenLine, Send } from 'lucide';
import { useMemo } from 'preact/hooks';
import type { Session } from '../../device/session';
import { dayInWords, monthInWords, timeInWords } from '../../kernel/calendar-day';
import { firstLine, oneLine } from '../../kernel/text';
import type { Kept, SavedState } from '../../sync/records.store';
import { ButtonLink } from '../../ui/Button';
import { Damaged, Reading } from '../../ui/Damaged';
import { Icon } from '../../ui/Icon';
import { LongList } from '../../ui/LongList';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { SavedTag } from '../../ui/SavedTag';
import { useLive } from '../../ui/use-live';
import { reflectionWords as words } from '../../ui/words/reflections';
import { say } from '../../ui/words/say';
import type { reflectionKind } from './reflection';
import { liveOwnShared, liveReflections } from './reflection.store';
import './reflections.css';

const newest = '/reflections/new';

type KeptReflection = Kept<typeof reflectionKind>;

/** More than two lines ever hold; a long reflection stays out of the list. */
const beginning = 280;

/** Newest first, the month with the first of each. */
function newestFirst(items: readonly KeptReflection[]): readonly { kept: KeptReflection; month: string | null }[] {
  let last = '';
  return [...items]
    .sort((a, b) => b.made - a.made)
    .map(kept => {
      const month = monthInWords(kept.made);
      const isNew = month !== last;
      last = month;
      return { kept, month: isNew ? month : null };
    });
}

export function ReflectionList({ session }: { session: Session }) {
  const listing = useLive(() => liveReflections(session), [session]);
  const shared = useLive(() => liveOwnShared(session), [session]);
  const withMentor = new Map(
    shared?.items.filter(({ row }) => row.standing === 'with-mentor').map(({ row, saved }) => [row.reflection, saved] as const),
  );
  const items = useMemo(() => newestFirst(listing?.items ?? []), [listing]);
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
      <LongList items={items} nameOf={({ kept }) => kept.id}>
        {({ kept, month }) => (
          <>
            {month && <h2 class="month">{month}</h2>}
            <ReflectionItem kept={kept} shared={withMentor.get(kept.id)} />
          </>
        )}
      </LongList>
    </Page>
  );
}

function ReflectionItem({ kept, shared }: { kept: KeptReflection; shared: SavedState | undefined }) {
  return (
    <a class="item" href={`/reflections/${encodeURIComponent(kept.id)}`}>
      <span class="grows stack-close">
        <span class="clamp">
          <bdi dir="auto">{firstLine(oneLine(kept.row.text.slice(0, 2 * beginning)), beginning) || say(words.untitled)}</bdi>
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
      <Icon of={{ mirrors: ChevronRight }} />
    </a>
  );
}
