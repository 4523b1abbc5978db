// A mentor's Today: the newest words that she has not opened, and who could use a hand.
import { BookOpen, Mail, MailOpen } from 'lucide';
import { useMemo } from 'preact/hooks';
import type { Session } from '../../device/session';
import { dayInWords } from '../../kernel/calendar-day';
import { inSentence } from '../../kernel/text';
import type { Kept } from '../../sync/records.store';
import { ButtonLink } from '../../ui/Button';
import { Damaged, Reading } from '../../ui/Damaged';
import { useLive, useSignal } from '../../ui/use-live';
import { mentoringWords } from '../../ui/words/mentoring';
import { say } from '../../ui/words/say';
import { todayMentorWords as words } from '../../ui/words/today-mentor';
import { type Author, authorOf } from '../mentoring/author';
import { liveSharedWithMe } from '../mentoring/mentoring.store';
import { liveOpened } from '../mentoring/opened.store';
import { isNew, quietOnes, sentWhen, standingWords } from '../mentoring/sent-words';
import { moduleBy } from '../modules/find-in-modules';
import { liveModules, type Shelf } from '../modules/module.store';
import type { sharedReflectionKind } from '../reflections/reflection';
import { liveColleagues, livePlaces } from '../roster/roster.store';
import { type Circle, Circles } from './Circles';
import { Greeting } from './Greeting';
import { NowCard } from './NowCard';
import { QuietOnes } from './QuietOnes';
import './roles.css';

type Words = Kept<typeof sharedReflectionKind>;

const sharedCircle: Circle = { href: '/shared', icon: Mail, hue: 'clay', word: words.shared };
const modulesCircle: Circle = { href: '/learn', icon: BookOpen, hue: 'teal', word: words.modules };

export function TodayMentor({ session, shelf }: { session: Session; shelf: Shelf }) {
  const modules = useSignal(useMemo(() => liveModules(shelf), [shelf]));
  const listing = useLive(() => liveSharedWithMe(session), [session]);
  const opened = useLive(() => liveOpened(session), [session]);
  const colleagues = useLive(() => liveColleagues(session), [session]);
  const places = useLive(() => livePlaces(session), [session]);
  if (!modules || !listing || !opened || !colleagues || !places) {
    return (
      <Greeting session={session}>
        <Reading />
      </Greeting>
    );
  }
  const now = session.tablet.clock();
  const sent = standingWords(listing.items);
  const byWhom = (author: string) => authorOf(colleagues.items, places.nurseries, author);
  const known = modules.map(here => here.module);
  const titleOf = (module: string | null) => moduleBy(known, module)?.title ?? '';
  return (
    <Greeting session={session}>
      <Damaged count={listing.damaged} />
      <Now sent={sent} fresh={sent.filter(isNew(opened))} isFetched={listing.isFetched} now={now} byWhom={byWhom} titleOf={titleOf} />
      <Circles circles={[...(sent.length > 0 ? [sharedCircle] : []), ...(modules.length > 0 ? [modulesCircle] : [])]} />
      <QuietOnes quiet={quietOnes(colleagues.items, sent, now)} hasMentees={colleagues.items.length > 0} byWhom={byWhom} />
    </Greeting>
  );
}

interface NowProps {
  sent: readonly Words[];
  fresh: readonly Words[];
  isFetched: boolean;
  now: number;
  byWhom: (author: string) => Author;
  titleOf: (module: string | null) => string;
}

const sentWords = {
  morning: words.sentThisMorning,
  afternoon: words.sentThisAfternoon,
  evening: words.sentThisEvening,
  yesterday: words.sentYesterday,
  earlier: words.sentOnDay,
};
const lastWords = {
  morning: words.lastThisMorning,
  afternoon: words.lastThisAfternoon,
  evening: words.lastThisEvening,
  yesterday: words.lastYesterday,
  earlier: words.lastOnDay,
};

function Now({ sent, fresh, isFetched, now, byWhom, titleOf }: NowProps) {
  const [newest, last] = [fresh[0], sent[0]];
  const one = newest ?? last;
  if (!one) {
    return isFetched ? (
      <NowCard title={say(mentoringWords.none)} text={say(mentoringWords.noneHelp)} />
    ) : (
      <NowCard title={say(mentoringWords.notFetched)} text={say(mentoringWords.notFetchedHelp)} />
    );
  }
  const author = byWhom(one.author);
  const values = { name: author.name ? inSentence(author.name) : say(mentoringWords.anEducator), day: dayInWords(one.edited) };
  const when = sentWhen(one.edited, now);
  return newest ? (
    <NowCard
      eyebrow={say(words.new, { count: fresh.length })}
      title={say(sentWords[when], values)}
      text={[author.nursery, titleOf(one.row.module)].filter(Boolean).join(' · ')}
    >
      <ButtonLink href={`/shared/${encodeURIComponent(one.id)}`} look="main" icon={MailOpen}>
        {say(words.read)}
      </ButtonLink>
    </NowCard>
  ) : (
    <NowCard title={say(words.nothingNew)} text={say(lastWords[when], values)}>
      <ButtonLink href={`/shared/${encodeURIComponent(one.id)}`} look="main" icon={MailOpen}>
        {say(words.readAgain)}
      </ButtonLink>
    </NowCard>
  );
}
