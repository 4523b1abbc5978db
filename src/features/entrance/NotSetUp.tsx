// A tablet that belongs to no nursery yet: what to do, and how setting it up goes when a code was opened or pasted.
import { ArrowRight, RefreshCw } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Result } from '../../kernel/result';
import type { RefusalName } from '../../sync/verdict';
import { Button } from '../../ui/Button';
import { orBrokenDown } from '../../ui/broken-down';
import { LineField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { entranceWords as words } from '../../ui/words/entrance';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import { codeIn } from './code';
import { Entrance } from './Entrance';

const steps = [words.stepOne, words.stepTwo, words.stepThree];

export function NotSetUp({ onCode }: { onCode: (code: string) => void }) {
  return (
    <Entrance title={say(words.notSetUp)} lead={say(words.notSetUpHelp)}>
      <ol class="entrance-steps card">
        {steps.map((step, at) => (
          <li key={step.id}>
            <span class="entrance-step number" aria-hidden="true">
              {at + 1}
            </span>
            <span class="grows">{say(step)}</span>
          </li>
        ))}
      </ol>
      <PastedCode onCode={onCode} />
    </Entrance>
  );
}

/** For whoever has the link elsewhere: in another browser, in a message, on paper. */
function PastedCode({ onCode }: { onCode: (code: string) => void }) {
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const take = () => {
    const code = codeIn(text);
    setWrong(code === null);
    if (code !== null) onCode(code);
  };
  return (
    <form
      class="entrance-paste"
      onSubmit={event => {
        event.preventDefault();
        take();
      }}
    >
      <LineField label={say(words.pasteLink)} value={text} onInput={setText} trouble={isWrong ? say(words.pasteTrouble) : undefined} />
      <Button type="submit" icon={{ mirrors: ArrowRight }}>
        {say(words.setUp)}
      </Button>
    </form>
  );
}

export interface EnrollingProps {
  /** Tries the code once; its good outcome replaces this view from outside. */
  enrol: () => Promise<Result<unknown, RefusalName>>;
  /** Shown in the place of the usual while somebody in the office is waited for. */
  meanwhile?: ComponentChildren;
}

export function Enrolling({ enrol, meanwhile }: EnrollingProps) {
  const [trouble, setTrouble] = useState<RefusalName | null>(null);
  const begin = useCallback(async () => {
    setTrouble(null);
    const outcome = await orBrokenDown(enrol());
    if (!outcome.ok) setTrouble(outcome.trouble);
  }, [enrol]);
  useEffect(() => void begin(), [begin]);
  if (!trouble && meanwhile) return <>{meanwhile}</>;
  if (!trouble) {
    return (
      <Entrance title={say(words.settingUp)} lead={say(words.settingUpHelp)}>
        <progress class="entrance-progress" aria-label={say(words.settingUp)} />
      </Entrance>
    );
  }
  return (
    <Entrance title={say(words.setUpFailed)}>
      <Notice tone="trouble">
        <p>{say(refusalWords[trouble])}</p>
      </Notice>
      <Button look="main" icon={RefreshCw} onPress={() => void begin()}>
        {say(words.tryAgain)}
      </Button>
    </Entrance>
  );
}
