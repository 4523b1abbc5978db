// One reflection as its author sent it, to be read in peace.
import { MailX } from 'lucide';
import { useMemo } from 'preact/hooks';
import type { Session } from '../../device/session';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { Avatar } from '../../ui/Avatar';
import { ButtonLink } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import type { PathParameters } from '../../ui/place';
import { useLive, useSignal } from '../../ui/use-live';
import { mentoringWords as words } from '../../ui/words/mentoring';
import { say } from '../../ui/words/say';
import { promptBy } from '../modules/find-in-modules';
import { liveModules, type Shelf } from '../modules/module.store';
import { liveColleagues } from '../roster/roster.store';
import { liveSharedWithMe } from './mentoring.store';
import { authorInWords } from './SharedAuthor';
import './mentoring.css';

export function SharedPage({ session, shelf, params }: { session: Session; shelf: Shelf } & PathParameters) {
  const listing = useLive(() => liveSharedWithMe(session), [session]);
  const colleagues = useLive(() => liveColleagues(session), [session]);
  const modules = useSignal(useMemo(() => liveModules(shelf), [shelf])) ?? [];
  const kept = listing?.items.find(({ id, row }) => id === params.id && row.standing === 'with-mentor');
  if (!listing) return <Reading />;
  if (!kept) {
    return (
      <Page title={say(words.title)} back="/" narrow>
        <Empty icon={MailX} title={say(words.gone)}>
          <p class="soft">{say(words.goneHelp)}</p>
          <ButtonLink href="/">{say(words.toList)}</ButtonLink>
        </Empty>
      </Page>
    );
  }
  const author = authorInWords(colleagues?.items, kept.author);
  const prompt = promptBy(
    modules.map(({ module }) => module),
    kept.row.module,
    kept.row.prompt,
  );
  return (
    <Page title={author.said} back="/" narrow>
      <article class="card stack letter" data-hue={author.hue}>
        <div class="row">
          <Avatar name={author.name} hue={author.hue} />
          <p class="soft">{say(words.sentOn, { day: dayInWords(kept.edited), time: timeInWords(kept.edited) })}</p>
        </div>
        {prompt && <p class="letter-prompt">{prompt.text}</p>}
        <p class="prose letter-text">
          <bdi dir="auto">{kept.row.text}</bdi>
        </p>
      </article>
      <p class="soft small">{say(words.onlyWhatWasSent)}</p>
    </Page>
  );
}
