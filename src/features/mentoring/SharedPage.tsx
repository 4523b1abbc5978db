// One reflection as its author sent it, to be read in peace; from then on it counts as opened.
import { ArrowRight, MailX } from 'lucide';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Session } from '../../device/session';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { inSentence } from '../../kernel/text';
import type { Kept } from '../../sync/records.store';
import { Avatar } from '../../ui/Avatar';
import { ButtonLink } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import type { PathParameters } from '../../ui/place';
import { useLive, useSignal } from '../../ui/use-live';
import { mentoringWords as words } from '../../ui/words/mentoring';
import { say } from '../../ui/words/say';
import { moduleBy, promptBy } from '../modules/find-in-modules';
import { liveModules, type Shelf } from '../modules/module.store';
import type { sharedReflectionKind } from '../reflections/reflection';
import { liveColleagues, livePlaces } from '../roster/roster.store';
import { authorOf } from './author';
import { liveSharedWithMe } from './mentoring.store';
import { noteOpened } from './note-opened.store';
import { liveOpened } from './opened.store';
import { nameInWords } from './SharedAuthor';
import { isNew, type Opened, standingWords } from './sent-words';
import './mentoring.css';

type Words = Kept<typeof sharedReflectionKind>;

/** Once for these words; their author is told. Where it cannot be noted, they stay new. */
function useNoteOpened(session: Session, sent: Words | undefined, opened: Opened | undefined) {
  const newest = useRef(sent);
  newest.current = sent;
  const what = sent && opened && isNew(opened)(sent) ? `${sent.id} ${sent.edited}` : null;
  useEffect(() => {
    if (what && newest.current) void noteOpened(session, newest.current);
  }, [session, what]);
}

export function SharedPage({ session, shelf, params }: { session: Session; shelf: Shelf } & PathParameters) {
  const listing = useLive(() => liveSharedWithMe(session), [session]);
  const here = standingWords(listing?.items ?? []);
  const kept = here.find(({ id }) => id === params.id);
  const opened = useLive(() => liveOpened(session), [session]);
  useNoteOpened(session, kept, opened);
  if (!listing) return <Reading />;
  return kept ? <Letter key={kept.id} session={session} shelf={shelf} kept={kept} here={here} opened={opened} /> : <Gone />;
}

interface LetterProps {
  session: Session;
  shelf: Shelf;
  kept: Words;
  here: readonly Words[];
  opened: Opened | undefined;
}

function Letter({ session, shelf, kept, here, opened }: LetterProps) {
  const colleagues = useLive(() => liveColleagues(session), [session]);
  const places = useLive(() => livePlaces(session), [session]);
  const modules = (useSignal(useMemo(() => liveModules(shelf), [shelf])) ?? []).map(({ module }) => module);
  if (!colleagues || !places) return <Reading />;
  const byWhom = (author: string) => authorOf(colleagues.items, places.nurseries, author);
  const author = byWhom(kept.author);
  const about = moduleBy(modules, kept.row.module);
  const prompt = promptBy(modules, kept.row.module, kept.row.prompt);
  const next = opened && here.find(one => one.id !== kept.id && isNew(opened)(one));
  return (
    <Page title={nameInWords(author)} tab={say(words.title)} back="/shared" narrow>
      <article class="card stack letter" data-hue={author.hue}>
        <div class="letter-head">
          <Avatar name={nameInWords(author)} hue={author.hue} />
          <p class="soft grows">
            {author.nursery && <span class="letter-nursery">{author.nursery}</span>}
            {say(words.sentOn, { day: dayInWords(kept.edited), time: timeInWords(kept.edited) })}
          </p>
        </div>
        {(about || prompt) && (
          <div>
            {about && <p class="soft small">{about.title}</p>}
            {prompt && <p class="letter-prompt">{prompt.text}</p>}
          </div>
        )}
        <p class="prose letter-text">
          <bdi dir="auto">{kept.row.text}</bdi>
        </p>
      </article>
      {next && (
        <p>
          <ButtonLink href={`/shared/${encodeURIComponent(next.id)}`} icon={{ mirrors: ArrowRight }}>
            {say(words.next, { name: inSentence(nameInWords(byWhom(next.author))) })}
          </ButtonLink>
        </p>
      )}
      <p class="soft small">{say(words.onlyWhatWasSent)}</p>
    </Page>
  );
}

function Gone() {
  return (
    <Page title={say(words.title)} back="/shared" narrow>
      <Empty icon={MailX} title={say(words.gone)}>
        <p class="soft">{say(words.goneHelp)}</p>
        <ButtonLink href="/shared">{say(words.toList)}</ButtonLink>
      </Empty>
    </Page>
  );
}
