// How far something that is fetched for everybody has come: the bar with its megabytes, or why it stands still, and what to do.
import { CircleStop, CloudDownload } from 'lucide';
import type { Readiness } from '../features/modules/readiness';
import { Button } from './Button';
import { Progress } from './Progress';
import { fetchingWords, fetchWords as words } from './words/fetching';
import { say } from './words/say';

export interface FetchingProps {
  readiness: Readiness;
  /** Begins to fetch, goes on, or tries again. Without it nobody can here. */
  begin?: () => void;
  /** Offered while something really comes. */
  stop?: () => void;
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
const amounts = ({ held, size }: Readiness): string => say(words.megabytes, { held: megabytes(held), size: megabytes(size) });

/** Nothing when it is ready: then there is something better to offer. */
export function Fetching({ readiness, begin, stop }: FetchingProps) {
  const { state, reason } = readiness;
  if (state === 'ready') return null;
  return (
    <div class="fetching stack-close">
      <How readiness={readiness} />
      {reason && <p>{say(fetchingWords[reason])}</p>}
      {state === 'fetching' && !reason && stop && (
        <p>
          <Button look="quiet" icon={CircleStop} onPress={stop}>
            {say(words.stop)}
          </Button>
        </p>
      )}
      {begin && state !== 'fetching' && state !== 'checking' && (
        <p>
          <Button look="main" icon={CloudDownload} onPress={begin}>
            {say(state === 'failed' ? words.again : state === 'stopped' ? words.goOn : words.now)}
          </Button>
        </p>
      )}
    </div>
  );
}

function How({ readiness }: { readiness: Readiness }) {
  const { state, held, size, reason } = readiness;
  if (state === 'checking') return <Progress label={say(words.checking)} value={null} most={1} text={say(words.whetherItPlays)} />;
  if (state === 'fetching' || state === 'stopped') {
    const label = say(state === 'stopped' ? words.stopped : reason ? words.waiting : words.coming);
    return <Progress label={label} value={held} most={size} text={amounts(readiness)} />;
  }
  return <p>{say(state === 'failed' ? words.failed : words.notHere)}</p>;
}
