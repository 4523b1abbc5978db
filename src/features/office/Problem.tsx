// Says why something was not done, in a whole sentence beside what was typed.
import { Notice } from '../../ui/Notice';
import { officeTroubleWords, officeWaitWords } from '../../ui/words/office';
import { say } from '../../ui/words/say';
import type { OfficeProblem } from './office-client.store';

const minute = 60;

export function problemText({ name, seconds = minute }: OfficeProblem): string {
  if (name === 'wait' && seconds < 2 * minute) return say(officeWaitWords.seconds, { count: seconds });
  if (name === 'wait') return say(officeWaitWords.minutes, { count: Math.ceil(seconds / minute) });
  return say(name in officeTroubleWords ? officeTroubleWords[name as keyof typeof officeTroubleWords] : officeTroubleWords.other);
}

export function Problem({ of }: { of: OfficeProblem | null }) {
  if (!of) return null;
  return (
    <Notice tone="trouble">
      <p>{problemText(of)}</p>
    </Notice>
  );
}
