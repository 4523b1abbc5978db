// Asks the browser to promise that it keeps what is written here, and says honestly what it answered.
import { CircleCheckBig, CircleDashed, HardDrive } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { say } from '../../ui/words/say';
import { setUpWords as words } from '../../ui/words/set-up';
import { askToKeep, type Promised } from '../me/storage.store';

export interface KeepPromiseProps {
  /** Whether it was promised before. */
  isKept: boolean;
  onKept: () => void;
}

const answers = { 'not-kept': words.notKept, 'cannot-promise': words.cannotPromise };

export function KeepPromise({ isKept, onKept }: KeepPromiseProps) {
  const [answer, setAnswer] = useState<Promised | 'asking' | null>(null);
  const ask = async () => {
    setAnswer('asking');
    const promised = await askToKeep();
    setAnswer(promised);
    if (promised === 'kept') onKept();
  };
  if (isKept) {
    return (
      <p class="set-up-done" role="status">
        <Icon of={CircleCheckBig} />
        <span>{say(words.kept)}</span>
      </p>
    );
  }
  const isAnswered = answer === 'not-kept' || answer === 'cannot-promise';
  return (
    <>
      <p class="soft">{say(words.keepWhy)}</p>
      {answer !== 'cannot-promise' && (
        <Button icon={HardDrive} disabled={answer === 'asking'} onPress={() => void ask()}>
          {say(answer === 'asking' ? words.asking : isAnswered ? words.keepAskAgain : words.keepAsk)}
        </Button>
      )}
      <div role="status">
        {isAnswered && (
          <p class="set-up-why">
            <Icon of={CircleDashed} />
            <span>{say(answers[answer])}</span>
          </p>
        )}
      </div>
    </>
  );
}
