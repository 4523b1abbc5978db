// Writes a complaint about data: somebody's own or, with `?baby=`, what a baby's family says; who answers it is said before it is sent.
import { FileQuestion, Send } from 'lucide';
import { useId, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Session } from '../../device/session';
import { oneLine } from '../../kernel/text';
import { Button, ButtonLink } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { ErrorSummary } from '../../ui/ErrorSummary';
import { LineField, TextField } from '../../ui/Field';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import type { PathParameters } from '../../ui/place';
import { Segmented } from '../../ui/Segmented';
import { useLive } from '../../ui/use-live';
import { complaintWords as words } from '../../ui/words/complaints';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { liveChildren } from '../roster/roster.store';
import { herself, mostCharactersInAName } from './complaint';
import { liveProgramme, nameOf, sendComplaint } from './complaint.store';
import type { DraftWriting } from './complaint-draft.store';
import { Regulator } from './Regulator';
import { stateInWords, useDraft, WithDraft } from './use-draft';
import './complaints.css';

interface Baby {
  readonly id: string;
  readonly name: string;
}

export function ComplaintForm({ session, query }: { session: Session } & PathParameters) {
  const children = useLive(() => liveChildren(session), [session]);
  const programme = useLive(() => liveProgramme(session), [session]);
  const child = children?.items.find(({ id }) => id === query.baby);
  const baby = child ? { id: child.id, name: child.row.name } : null;
  if (session.person.role === 'programme-lead') return <Instead title={say(words.notYours)} help={say(words.notYoursHelp)} />;
  if (!children || !programme) return <Reading />;
  if (session.person.nursery === '' && programme.id === null)
    return <Instead title={say(words.notToldYet)} help={say(words.notToldYetHelp)} />;
  if (query.baby && !baby) return <Instead title={say(words.notHere)} help={say(words.notHereHelp)} />;
  return (
    <Page
      title={baby ? say(words.familyTitle, { baby: baby.name }) : say(words.title)}
      tab={say(words.title)}
      back={baby ? `/babies/${encodeURIComponent(baby.id)}/family` : '/complaints'}
      narrow
    >
      <p class="soft">{say(baby ? words.familyHelp : words.intro)}</p>
      <WithDraft session={session} of={baby?.id ?? herself}>
        {draft => <Form key={baby?.id ?? herself} session={session} baby={baby} programme={programme.id} draft={draft} />}
      </WithDraft>
      <Regulator />
    </Page>
  );
}

function Instead({ title, help }: { title: string; help: string }) {
  return (
    <Page title={say(words.title)} back="/complaints" narrow>
      <Empty icon={FileQuestion} title={title}>
        <p class="soft">{help}</p>
        <ButtonLink href="/complaints">{say(words.toList)}</ButtonLink>
      </Empty>
      <Regulator />
    </Page>
  );
}

interface FormProps {
  session: Session;
  /** Null: it is about herself. */
  baby: Baby | null;
  /** Null: there is none whose lead could answer. */
  programme: string | null;
  draft: DraftWriting;
}

type To = 'leaders' | 'lead';

/** Whoever works in no nursery has no leaders, and what a leader says of herself is not for leaders while somebody else is there. */
function choicesOf({ session: { person }, baby, programme }: FormProps): readonly To[] {
  if (programme === null) return ['leaders'];
  const isForLead = person.nursery === '' || (person.role === 'leader' && baby === null);
  return isForLead ? ['lead'] : ['leaders', 'lead'];
}

function readersInWords({ session, baby }: FormProps, to: To): string {
  if (to === 'lead') return say(words.leadReads);
  return say(session.person.role === 'leader' && baby === null ? words.ownLeadersRead : words.leadersRead);
}

interface Trouble {
  readonly field: string;
  readonly text: string;
}

function useForm(given: FormProps) {
  const { session, baby, programme, draft } = given;
  const { route } = useLocation();
  const typed = useDraft(draft);
  const id = useId();
  const fields = { from: `${id}-from`, words: `${id}-words` };
  const choices = choicesOf(given);
  const [from, setFrom] = useState(baby ? say(words.theFamilyOf, { baby: baby.name }) : nameOf(session));
  const [to, setTo] = useState<To>(choices[0] ?? 'leaders');
  const [troubles, setTroubles] = useState<readonly Trouble[]>([]);
  const [busy, setBusy] = useState(false);
  const wrong = (): readonly Trouble[] => [
    ...(oneLine(from) === '' ? [{ field: fields.from, text: say(words.fromMissing) }] : []),
    ...(typed.text.trim() === '' ? [{ field: fields.words, text: say(words.wordsMissing) }] : []),
    ...(typed.tooLong ? [{ field: fields.words, text: typed.tooLong }] : []),
  ];
  const send = async () => {
    const found = wrong();
    setTroubles(found);
    if (busy || found.length > 0) return;
    setBusy(true);
    await typed.handOver();
    const said = { baby: baby?.id ?? null, from: oneLine(from), programme: to === 'lead' ? programme : null, words: typed.text.trim() };
    const sent = await sendComplaint(session, said, draft);
    setBusy(false);
    if (sent.ok) return route(`/complaints/${encodeURIComponent(sent.value)}`, true);
    setTroubles([{ field: fields.words, text: say(refusalWords[sent.trouble]) }]);
  };
  const troubleOf = (field: string) => troubles.find(one => one.field === field)?.text;
  return { ...typed, fields, from, setFrom, to, setTo, choices, troubles, troubleOf, busy, send };
}

function Form(given: FormProps) {
  const { text, change, state, handOver, tooLong, fields, from, setFrom, to, setTo, choices, troubles, troubleOf, busy, send } =
    useForm(given);
  const options = { leaders: { value: 'leaders', label: say(words.leaders) }, lead: { value: 'lead', label: say(words.lead) } } as const;
  return (
    <form
      class="stack"
      onSubmit={event => {
        event.preventDefault();
        void send();
      }}
    >
      <ErrorSummary troubles={troubles} />
      {given.baby && (
        <LineField
          id={fields.from}
          label={say(words.from)}
          hint={say(words.fromHint)}
          longest={mostCharactersInAName}
          value={from}
          onInput={setFrom}
          trouble={troubleOf(fields.from)}
        />
      )}
      <TextField
        id={fields.words}
        label={say(words.words)}
        hint={say(words.wordsHint)}
        value={text}
        onInput={change}
        onBlur={() => void handOver()}
        trouble={tooLong ?? troubleOf(fields.words)}
      />
      <p class="complaint-kept small soft" role="status">
        {stateInWords(state, text)}
      </p>
      {choices.length > 1 && (
        <Segmented legend={say(words.whoAnswers)} options={choices.map(choice => options[choice])} chosen={to} onChoose={setTo} />
      )}
      <p>{readersInWords(given, to)}</p>
      <div class="row">
        <Button type="submit" look="main" icon={Send} disabled={busy}>
          {say(to === 'lead' ? words.sendToLead : words.sendToLeaders)}
        </Button>
      </div>
    </form>
  );
}
