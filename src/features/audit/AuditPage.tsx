// What was done, newest first and day by day: one's own trail, or that of what one leads; fetched when somebody looks.
import { CloudOff, History, ListChecks, RotateCw } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { Http } from '../../device/http';
import type { Session } from '../../device/session';
import { dayInWords } from '../../kernel/calendar-day';
import type { RefusalName } from '../../sync/verdict';
import { Button } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Segmented } from '../../ui/Segmented';
import { auditWords as words } from '../../ui/words/audit';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { AuditLine } from './AuditLine';
import { type AuditArea, auditAreas } from './audit';
import { fetchAudit } from './audit.store';
import { inDays } from './audit-days';
import type { AuditContent, AuditRequest } from './audit-trail';
import './audit.css';

export interface AuditPageProps {
  session: Session;
  http: Pick<Http, 'post'>;
}

type Whose = AuditRequest['whose'];
type Shown = AuditArea | 'everything';

/** What is on screen so far; `trouble` says why nothing (more) came. An answer that comes after another question is no answer. */
function useTrail({ session, http }: AuditPageProps, whose: Whose, shown: Shown) {
  const [trail, setTrail] = useState<AuditContent | null>(null);
  const [trouble, setTrouble] = useState<RefusalName | null>(null);
  const [asked, ask] = useState<{ readonly after: AuditContent | null }>({ after: null });
  useEffect(() => {
    let isWanted = true;
    setTrouble(null);
    setTrail(asked.after);
    const area = shown === 'everything' ? null : shown;
    void fetchAudit(session, http, { whose, area, before: placeAfter(asked.after) }).then(fetched => {
      if (!isWanted) return;
      if (fetched.ok) setTrail(joined(asked.after, fetched.value));
      else setTrouble(fetched.trouble);
    });
    return () => {
      isWanted = false;
    };
  }, [session, http, whose, shown, asked]);
  return { trail, trouble, more: () => ask({ after: trail }), afresh: () => ask({ after: null }) };
}

function placeAfter(trail: AuditContent | null): AuditRequest['before'] {
  const last = trail?.lines.at(-1);
  return last ? { at: last.at, counter: last.counter, place: last.place } : null;
}

const joined = (before: AuditContent | null, next: AuditContent): AuditContent =>
  before ? { ...next, lines: [...before.lines, ...next.lines], names: { ...before.names, ...next.names } } : next;

export function AuditPage(props: AuditPageProps) {
  const { person } = props.session;
  const leads = person.role === 'leader' || person.role === 'programme-lead';
  const [whose, setWhose] = useState<Whose>(leads ? 'all' : 'mine');
  const [shown, setShown] = useState<Shown>('everything');
  const { trail, trouble, more, afresh } = useTrail(props, whose, shown);
  const change = (set: () => void) => {
    afresh();
    set();
  };
  return (
    <Page title={say(words.title)} back="/me" narrow>
      <p class="soft">{say(words.intro)}</p>
      {leads && <WhoseList whose={whose} onChoose={next => change(() => setWhose(next))} />}
      <Segmented legend={say(words.show)} options={areaOptions()} chosen={shown} onChoose={next => change(() => setShown(next))} />
      {!trail && !trouble && <Reading />}
      {trail && <Days trail={trail} person={person.id} />}
      {trouble && <NotFetched trouble={trouble} again={trail ? more : afresh} />}
      {trail?.more && !trouble && (
        <Button icon={History} onPress={more}>
          {say(words.more)}
        </Button>
      )}
    </Page>
  );
}

const areaOptions = () => (['everything', ...auditAreas] as const).map(value => ({ value, label: say(words[value]) }));

function WhoseList({ whose, onChoose }: { whose: Whose; onChoose: (whose: Whose) => void }) {
  const options = (['all', 'mine'] as const).map(value => ({ value, label: say(words[value]) }));
  return <Segmented legend={say(words.whose)} options={options} chosen={whose} onChoose={onChoose} />;
}

function Days({ trail, person }: { trail: AuditContent; person: string }) {
  if (trail.lines.length === 0)
    return (
      <Empty icon={ListChecks} title={say(words.none)}>
        <p class="soft">{say(words.noneHelp)}</p>
      </Empty>
    );
  return inDays(trail.lines).map(({ day, lines }) => (
    <section key={day} class="section">
      <h2>{dayInWords(lines[0]?.at ?? 0)}</h2>
      <ul class="audit-lines card">
        {lines.map(line => (
          <AuditLine key={`${line.counter} ${line.place}`} of={line} names={trail.names} person={person} />
        ))}
      </ul>
    </section>
  ));
}

function NotFetched({ trouble, again }: { trouble: RefusalName; again: () => void }) {
  const isOffline = trouble === 'no-network';
  return (
    <Empty icon={CloudOff} title={say(isOffline ? words.needsNetwork : words.cannot)}>
      <p class="soft">{isOffline ? say(words.needsNetworkHelp) : say(refusalWords[trouble])}</p>
      <Button icon={RotateCw} onPress={again}>
        {say(words.tryAgain)}
      </Button>
    </Empty>
  );
}
