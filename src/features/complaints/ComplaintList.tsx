// Complaints about data: for leaders and programme leads what waits for their answer, for everybody what she has said herself.
import { ChevronRight, CircleCheck, MessageCircleQuestion, PenLine } from 'lucide';
import type { Session } from '../../device/session';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { firstLine, inSentence } from '../../kernel/text';
import { ButtonLink } from '../../ui/Button';
import { Damaged, Reading } from '../../ui/Damaged';
import { Icon } from '../../ui/Icon';
import { LongList } from '../../ui/LongList';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { SavedTag } from '../../ui/SavedTag';
import { useLive } from '../../ui/use-live';
import { complaintWords as words } from '../../ui/words/complaints';
import { say } from '../../ui/words/say';
import { placeInWords } from '../roster/place-in-words';
import { livePlaces } from '../roster/roster.store';
import { type Complaints, liveComplaints, type ToldComplaint } from './complaint.store';
import { StandingTag } from './StandingTag';
import './complaints.css';

const answers = (role: string): boolean => role === 'leader' || role === 'programme-lead';

export function ComplaintList({ session }: { session: Session }) {
  const complaints = useLive(() => liveComplaints(session), [session]);
  const { role } = session.person;
  const title = say(answers(role) ? words.titleToAnswer : words.title);
  return (
    <Page title={title} back="/me" narrow>
      {complaints ? <Damaged count={complaints.damaged} /> : <Reading />}
      {complaints && answers(role) && <ToAnswer session={session} complaints={complaints} />}
      {role !== 'programme-lead' && (
        <div class="stack">
          {!answers(role) && <p class="soft">{say(words.intro)}</p>}
          <div class="row">
            <ButtonLink href="/complaints/new" look={answers(role) ? 'plain' : 'main'} icon={PenLine}>
              {say(answers(role) ? words.beginOwn : words.begin)}
            </ButtonLink>
          </div>
        </div>
      )}
      {complaints && <Hers session={session} told={complaints.hers} />}
    </Page>
  );
}

function ToAnswer({ session, complaints: { waiting, settled } }: { session: Session; complaints: Complaints }) {
  return (
    <>
      {waiting.length === 0 ? (
        <Empty icon={CircleCheck} title={say(words.nothingWaits)}>
          <p class="soft">{say(words.nothingWaitsHelp)}</p>
        </Empty>
      ) : (
        <Listed session={session} title={say(words.waiting)} told={waiting} isForHer />
      )}
      {settled.length > 0 && <Listed session={session} title={say(words.settled)} told={settled} isForHer />}
    </>
  );
}

/** Whoever only answers has said nothing, and is not told so. */
function Hers({ session, told }: { session: Session; told: readonly ToldComplaint[] }) {
  if (told.length > 0) return <Listed session={session} title={say(words.hers)} told={told} />;
  if (answers(session.person.role)) return null;
  return (
    <Empty icon={MessageCircleQuestion} title={say(words.none)}>
      <p class="soft">{say(words.noneHelp)}</p>
    </Empty>
  );
}

interface ListedProps {
  session: Session;
  title: string;
  told: readonly ToldComplaint[];
  isForHer?: boolean;
}

function Listed({ session, title, told, isForHer = false }: ListedProps) {
  const places = useLive(() => livePlaces(session), [session]);
  /** Who leads a programme has more than one nursery. */
  const whose = ({ complaint: { row } }: ToldComplaint) =>
    row.programme !== null && isForHer && row.nursery !== null
      ? say(words.fromNursery, { from: row.from, nursery: placeInWords(places?.nurseries ?? [], row.nursery) })
      : inSentence(row.from);
  return (
    <section class="section">
      <h2>{title}</h2>
      <LongList items={told} nameOf={({ complaint }) => complaint.id}>
        {one => <ComplaintItem told={one} whose={whose(one)} />}
      </LongList>
    </section>
  );
}

/** As much of the words as one reads at a glance, in code units. */
const mostShown = 160;

function ComplaintItem({ told, whose }: { told: ToldComplaint; whose: string }) {
  const { complaint } = told;
  return (
    <a class="item" href={`/complaints/${encodeURIComponent(complaint.id)}`}>
      <span class="grows stack-close">
        <span class="item-title">{whose}</span>
        <span class="clamp">
          <bdi dir="auto">{firstLine(complaint.row.words, mostShown)}</bdi>
        </span>
        <span class="row small soft">
          <StandingTag told={told} />
          <span class="number">{say(words.sentOn, { day: dayInWords(complaint.made), time: timeInWords(complaint.made) })}</span>
          {complaint.saved !== 'sent' && <SavedTag saved={complaint.saved} />}
        </span>
      </span>
      <Icon of={{ mirrors: ChevronRight }} />
    </a>
  );
}
