// Where a reflection is written: the prompt above, the words, where they are, and who can read them.
import { Clock, History, LockKeyhole, Send, Undo2 } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import type { Result } from '../../kernel/result';
import { characters } from '../../kernel/text';
import type { Kept } from '../../sync/records.store';
import type { WriteTrouble } from '../../sync/verdict';
import { Avatar } from '../../ui/Avatar';
import { Button, ButtonLink } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Icon, type IconData } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { ReadAloud } from '../../ui/ReadAloud';
import { type HandedOver, usePauses } from '../../ui/use-pauses';
import { reflectionWords as words } from '../../ui/words/reflections';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { OpenedBy } from './OpenedBy';
import { mostCharactersInAReflection, reflectionKind, type sharedReflectionKind } from './reflection';
import { takeBackFromMentor } from './reflection.store';
import { SendToMentor } from './SendToMentor';
import './reflections.css';

export interface ReflectionEditorProps {
  session: Session;
  /** Keeps the whole text as it now stands. */
  write: (text: string) => Promise<Result<unknown, WriteTrouble>>;
  begunWith: string;
  prompt: string;
  /** As it is kept on the tablet; undefined until the first words are. */
  kept: Kept<typeof reflectionKind> | undefined;
  shared: Kept<typeof sharedReflectionKind> | undefined;
  /** What she has said aloud. */
  voices?: ComponentChildren;
  /** For whoever is not she; given how to hand over what is being written. */
  notMe?: (ready: () => Promise<void>) => ComponentChildren;
}

const keptWords = {
  'saved-here': words.savedHere,
  sending: words.sending,
  sent: words.sent,
  'needs-you': words.needsYou,
};

/** What is said about the words: never "saved" before the store has answered for the very text on screen. */
function stateInWords(state: HandedOver<WriteTrouble>, kept: Kept<typeof reflectionKind> | undefined): string {
  if (state === 'waiting') return say(words.saving);
  if (typeof state === 'object') return `${say(words.notSaved)}. ${say(refusalWords[state.trouble])}`;
  if (kept) return say(keptWords[kept.saved]);
  return say(state === 'kept' ? words.savedHere : words.nothingYet);
}

export function ReflectionEditor({ session, write, begunWith, prompt, kept, shared, voices, notMe }: ReflectionEditorProps) {
  const [text, setText] = useState(begunWith);
  const { state, take, handOver } = usePauses(write);
  const isTooLong = text.length > mostCharactersInAReflection && characters(text) > mostCharactersInAReflection;
  const change = (next: string) => {
    setText(next);
    take(next);
  };
  return (
    <Page title={say(words.writing)} back="/reflections" narrow>
      <div class="author row" data-hue={session.person.hue}>
        <Avatar name={session.person.name} hue={session.person.hue} />
        <p>{say(words.by, { name: session.person.name })}</p>
        {notMe?.(handOver)}
      </div>
      <div class="prompt">
        <p>
          <bdi dir="auto">{prompt}</bdi>
        </p>
        <ReadAloud text={prompt} />
      </div>
      <TextField
        label={say(words.yourWords)}
        value={text}
        onInput={change}
        onBlur={() => void handOver()}
        trouble={isTooLong ? say(words.tooLong) : undefined}
        rows={9}
      />
      <p class="where" role="status" data-state={typeof state === 'object' ? 'trouble' : state === 'waiting' ? 'waiting' : 'kept'}>
        {stateInWords(state, kept)}
      </p>
      {voices}
      {kept && (
        <div class="row">
          <ButtonLink href={`/earlier/${reflectionKind.name}/${encodeURIComponent(kept.id)}`} look="quiet" icon={History}>
            {say(words.earlier)}
          </ButtonLink>
        </div>
      )}
      {kept && kept.row.text.trim() !== '' && <WhoReads session={session} kept={kept} shared={shared} ready={handOver} />}
    </Page>
  );
}

interface WhoReadsProps {
  session: Session;
  kept: Kept<typeof reflectionKind>;
  shared: Kept<typeof sharedReflectionKind> | undefined;
  /** Hands over what is still being written. */
  ready: () => Promise<void>;
}

/** Only me, or my mentor as well; each can be changed, and sending asks first. */
function WhoReads({ session, kept, shared, ready }: WhoReadsProps) {
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const sent = shared?.row.standing === 'with-mentor' ? shared : undefined;
  const ask = async () => {
    await ready();
    setAsking(true);
  };
  const takeBack = async () => {
    const outcome = await takeBackFromMentor(session, kept.id);
    setSaid(say(outcome.ok ? words.takenBack : refusalWords[outcome.trouble]));
  };
  return (
    <section class="who-reads card stack">
      {sent ? <WithMentor sent={sent} kept={kept} /> : <Standing icon={LockKeyhole} text={say(words.onlyMe)} />}
      {shared && <OpenedBy session={session} shared={shared} />}
      <div class="row">
        {sent?.row.text !== kept.row.text && (
          <Button look={sent ? 'plain' : 'main'} icon={Send} onPress={() => void ask()}>
            {say(sent ? words.sendAgain : words.send)}
          </Button>
        )}
        {sent && (
          <Button look="quiet" icon={{ mirrors: Undo2 }} onPress={() => void takeBack()}>
            {say(words.takeBack)}
          </Button>
        )}
      </div>
      {said && (
        <Notice>
          <p>{said}</p>
        </Notice>
      )}
      {asking && <SendToMentor session={session} kept={kept} onDone={setSaid} onClose={() => setAsking(false)} />}
    </section>
  );
}

function WithMentor({ sent, kept }: { sent: Kept<typeof sharedReflectionKind>; kept: Kept<typeof reflectionKind> }) {
  return (
    <div class="stack-close">
      {sent.saved === 'sent' ? (
        <Standing icon={Send} text={say(words.withMentorSince, { day: dayInWords(sent.edited), time: timeInWords(sent.edited) })} />
      ) : (
        <Standing icon={Clock} text={say(words.onItsWay)} help={say(words.onItsWayHelp)} />
      )}
      {sent.saved === 'sent' && sent.row.text !== kept.row.text && <p class="soft">{say(words.changedSince)}</p>}
    </div>
  );
}

function Standing({ icon, text, help }: { icon: IconData; text: string; help?: string }) {
  return (
    <div class="standing">
      <Icon of={icon} />
      <div>
        <p>
          <strong>{text}</strong>
        </p>
        {help && <p class="soft">{help}</p>}
      </div>
    </div>
  );
}
