// Educators from whom a mentor has read nothing for weeks: names and dates, so that she can ask; no ranking.
import { ChevronRight, Sprout } from 'lucide';
import { dayInWords } from '../../kernel/calendar-day';
import { Avatar } from '../../ui/Avatar';
import { Icon } from '../../ui/Icon';
import { LongList } from '../../ui/LongList';
import { Notice } from '../../ui/Notice';
import { mentoringWords } from '../../ui/words/mentoring';
import { say } from '../../ui/words/say';
import { todayMentorWords as words } from '../../ui/words/today-mentor';
import type { Author } from '../mentoring/author';
import './roles.css';

interface Quiet {
  readonly who: { readonly id: string };
  readonly last: { readonly id: string; readonly edited: number } | null;
}

interface QuietOnesProps {
  quiet: readonly Quiet[];
  hasMentees: boolean;
  byWhom: (author: string) => Author;
}

export function QuietOnes({ quiet, hasMentees, byWhom }: QuietOnesProps) {
  if (quiet.length === 0) {
    if (!hasMentees) return null;
    return (
      <Notice icon={Sprout}>
        <p>{say(words.nobodyQuiet)}</p>
      </Notice>
    );
  }
  return (
    <section class="section">
      <h2>{say(words.quietTitle)}</h2>
      <p class="soft">{say(words.quietHelp)}</p>
      <LongList items={quiet} nameOf={({ who }) => who.id}>
        {({ who, last }) => <QuietOne author={byWhom(who.id)} last={last} />}
      </LongList>
    </section>
  );
}

/** Her last words are a tap away: they are the best beginning of a question. */
function QuietOne({ author, last }: { author: Author; last: Quiet['last'] }) {
  const name = author.name ?? say(mentoringWords.anEducator);
  const said = (
    <>
      <Avatar name={name} hue={author.hue} />
      <span class="quiet-said">
        <span class="quiet-who">
          <span class="item-title">
            <bdi dir="auto">{name}</bdi>
          </span>
          <span class="small soft">{author.nursery}</span>
        </span>
        <span class="small soft number">{last ? say(words.quietLast, { day: dayInWords(last.edited) }) : say(words.quietNothing)}</span>
      </span>
    </>
  );
  if (!last) return <div class="item">{said}</div>;
  return (
    <a class="item" href={`/shared/${encodeURIComponent(last.id)}`}>
      {said}
      <Icon of={{ mirrors: ChevronRight }} />
    </a>
  );
}
