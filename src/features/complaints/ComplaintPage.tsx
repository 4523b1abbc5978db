// One complaint opened: the words, where it stands and by when, and what whoever reads it can do; it prints on one page.
import { CircleMinus, FileQuestion, Printer } from 'lucide';
import { useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import type { RefusalName } from '../../sync/verdict';
import { Button, ButtonLink } from '../../ui/Button';
import { Damaged, Reading } from '../../ui/Damaged';
import { Dialog } from '../../ui/Dialog';
import { Empty, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import type { PathParameters } from '../../ui/place';
import { SavedTag } from '../../ui/SavedTag';
import { useLive } from '../../ui/use-live';
import { complaintWords as words } from '../../ui/words/complaints';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { placeInWords } from '../roster/place-in-words';
import { livePlaces } from '../roster/roster.store';
import { Answering } from './Answering';
import { ComplaintSteps } from './ComplaintSteps';
import { answerComplaint, liveComplaints, type ToldComplaint } from './complaint.store';
import { isForHer, isOpen } from './complaint-clock';
import { noDraft } from './complaint-draft.store';
import { Regulator } from './Regulator';
import './complaints.css';

export function ComplaintPage({ session, params }: { session: Session } & PathParameters) {
  const complaints = useLive(() => liveComplaints(session), [session]);
  if (!complaints) return <Reading />;
  const { hers, waiting, settled, damaged } = complaints;
  const told = [...hers, ...waiting, ...settled].find(({ complaint }) => complaint.id === params.id);
  return (
    <Page title={say(words.complaint)} back="/complaints" narrow>
      <Damaged count={damaged} />
      {told ? <Opened key={told.complaint.id} session={session} told={told} /> : <NotHere />}
    </Page>
  );
}

function NotHere() {
  return (
    <Empty icon={FileQuestion} title={say(words.notHere)}>
      <p class="soft">{say(words.notHereHelp)}</p>
      <ButtonLink href="/complaints">{say(words.toList)}</ButtonLink>
    </Empty>
  );
}

/** Some browsers on tablets cannot print at all. */
const canPrint = (): boolean => typeof globalThis.print === 'function';

function Opened({ session, told }: { session: Session; told: ToldComplaint }) {
  const isHersToAnswer = isForHer(session.person, told.complaint);
  const isHerOwn = told.complaint.author === session.person.id && told.complaint.row.baby === null;
  return (
    <>
      <Letter session={session} told={told} />
      <section class="section">
        <h2>{say(words.stands)}</h2>
        <ComplaintSteps told={told} isForHer={isHersToAnswer} />
      </section>
      {isHersToAnswer && <Answering session={session} told={told} />}
      <div class="row">
        {canPrint() && (
          <Button icon={Printer} onPress={() => globalThis.print()}>
            {say(words.print)}
          </Button>
        )}
        {isHerOwn && isOpen(told) && <NeedsNoAnswer session={session} told={told} />}
      </div>
      <Regulator />
    </>
  );
}

function Letter({ session, told: { complaint } }: { session: Session; told: ToldComplaint }) {
  const places = useLive(() => livePlaces(session), [session]);
  const { row, made, author, saved } = complaint;
  return (
    <article class="card stack complaint-letter">
      <div class="stack-close">
        <h2>
          <bdi dir="auto">{row.from}</bdi>
        </h2>
        <p class="small soft">
          {row.nursery !== null && `${placeInWords(places?.nurseries ?? [], row.nursery)} · `}
          {say(row.programme === null ? words.toLeaders : words.toLead)}
        </p>
        <p class="row small soft">
          <span class="number">{say(words.sentOn, { day: dayInWords(made), time: timeInWords(made) })}</span>
          {author === session.person.id && <SavedTag saved={saved} />}
        </p>
      </div>
      <p class="prose complaint-words">
        <bdi dir="auto">{row.words}</bdi>
      </p>
      {row.baby !== null && <p class="small soft">{say(author === session.person.id ? words.writtenDownByYou : words.writtenDownBy)}</p>}
    </article>
  );
}

function NeedsNoAnswer({ session, told }: { session: Session; told: ToldComplaint }) {
  const [isAsking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState<RefusalName | null>(null);
  const tell = async () => {
    const said = await answerComplaint(session, { complaint: told.complaint.id, step: 'taken-back', words: '' }, noDraft);
    setTrouble(said.ok ? null : said.trouble);
    setAsking(false);
  };
  return (
    <>
      <Button look="quiet" icon={CircleMinus} onPress={() => setAsking(true)}>
        {say(words.needNoAnswer)}
      </Button>
      {trouble && (
        <Notice tone="trouble">
          <p>{say(refusalWords[trouble])}</p>
        </Notice>
      )}
      {isAsking && (
        <Dialog title={say(words.needNoAnswerTitle)} onClose={() => setAsking(false)}>
          <p>{say(words.needNoAnswerHelp)}</p>
          <div class="dialog-acts">
            <Button look="main" onPress={() => void tell()}>
              {say(words.sayNoAnswer)}
            </Button>
            <Button onPress={() => setAsking(false)}>{say(words.keepAsking)}</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
