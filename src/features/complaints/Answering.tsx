// For whoever has to answer a complaint: acknowledge it with one tap, say how it is going, write the outcome.
import { MailCheck, Plus, Send } from 'lucide';
import { useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import type { RefusalName } from '../../sync/verdict';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { Segmented } from '../../ui/Segmented';
import { complaintWords as words } from '../../ui/words/complaints';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { answerComplaint, type ToldComplaint } from './complaint.store';
import { isOpen } from './complaint-clock';
import { type DraftWriting, noDraft } from './complaint-draft.store';
import { stateInWords, useDraft, WithDraft } from './use-draft';

interface Given {
  session: Session;
  told: ToldComplaint;
}

export function Answering({ session, told }: Given) {
  const [isAdding, setAdding] = useState(false);
  const [sent, setSent] = useState(0);
  const begin = () => {
    setSent(sent + 1);
    setAdding(false);
  };
  const { complaint, standing } = told;
  if (!isOpen(told) && !isAdding) {
    return standing === 'answered' ? (
      <div class="row">
        <Button look="quiet" icon={Plus} onPress={() => setAdding(true)}>
          {say(words.addToOutcome)}
        </Button>
      </div>
    ) : null;
  }
  return (
    <section class="section complaint-answering">
      <h2>{say(words.answer)}</h2>
      {complaint.row.baby !== null && (
        <Notice>
          <p>{say(words.tellFamily)}</p>
        </Notice>
      )}
      {standing === 'new' && <Acknowledging session={session} told={told} />}
      {/* What comes after an answer that was sent begins with an empty draft. */}
      <WithDraft key={sent} session={session} of={complaint.id}>
        {draft => <AnswerForm session={session} told={told} draft={draft} onSent={begin} />}
      </WithDraft>
    </section>
  );
}

function Acknowledging({ session, told }: Given) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<RefusalName | null>(null);
  const acknowledge = async () => {
    setBusy(true);
    const said = await answerComplaint(session, { complaint: told.complaint.id, step: 'acknowledged', words: '' }, noDraft);
    setBusy(false);
    setTrouble(said.ok ? null : said.trouble);
  };
  return (
    <div class="card stack">
      <p>{say(words.acknowledgeHelp)}</p>
      {trouble && (
        <Notice tone="trouble">
          <p>{say(refusalWords[trouble])}</p>
        </Notice>
      )}
      <div class="row">
        <Button look="main" icon={MailCheck} disabled={busy} onPress={() => void acknowledge()}>
          {say(words.acknowledge)}
        </Button>
      </div>
    </div>
  );
}

const kinds = {
  'going-on': { hint: words.goingOnHint, send: words.sendGoingOn },
  outcome: { hint: words.outcomeHint, send: words.sendOutcome },
};
type Kind = keyof typeof kinds;

function useAnswer({ session, told, draft, onSent }: Given & { draft: DraftWriting; onSent: () => void }, kind: Kind) {
  const typed = useDraft(draft);
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    const text = typed.text.trim();
    if (busy) return;
    if (text === '') return setTrouble(say(words.answerMissing));
    if (typed.tooLong) return;
    setBusy(true);
    await typed.handOver();
    const said = await answerComplaint(session, { complaint: told.complaint.id, step: kind, words: text }, draft);
    setBusy(false);
    if (said.ok) onSent();
    else setTrouble(say(refusalWords[said.trouble]));
  };
  return { ...typed, trouble, busy, send };
}

function AnswerForm(given: Given & { draft: DraftWriting; onSent: () => void }) {
  const isFirst = isOpen(given.told);
  const [kind, setKind] = useState<Kind>('outcome');
  const { text, change, state, handOver, tooLong, trouble, busy, send } = useAnswer(given, kind);
  return (
    <form
      class="card stack"
      onSubmit={event => {
        event.preventDefault();
        void send();
      }}
    >
      {isFirst && (
        <Segmented
          legend={say(words.whatKind)}
          options={[
            { value: 'going-on', label: say(words.goingOn) },
            { value: 'outcome', label: say(words.outcome) },
          ]}
          chosen={kind}
          onChoose={setKind}
        />
      )}
      <TextField
        label={say(words.answerWords)}
        hint={say(kinds[kind].hint)}
        value={text}
        onInput={change}
        onBlur={() => void handOver()}
        trouble={tooLong ?? trouble}
        rows={5}
      />
      <p class="complaint-kept small soft" role="status">
        {stateInWords(state, text)}
      </p>
      <div class="row">
        <Button type="submit" look={given.told.standing === 'new' ? 'plain' : 'main'} icon={Send} disabled={busy}>
          {say(kinds[kind].send)}
        </Button>
      </div>
    </form>
  );
}
