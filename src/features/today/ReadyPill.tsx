// Whether a module plays on this tablet without a network, as a pill.
import { CircleCheck, CircleDashed, CirclePause, CloudDownload, TriangleAlert } from 'lucide';
import { Pill } from '../../ui/Pill';
import { readyWords as words } from '../../ui/words/ready';
import { say } from '../../ui/words/say';
import type { Readiness } from '../modules/readiness';

const looks = {
  ready: { icon: CircleCheck, tone: 'good' },
  checking: { icon: CloudDownload, tone: 'busy' },
  fetching: { icon: CloudDownload, tone: 'busy' },
  stopped: { icon: CirclePause, tone: 'calm' },
  'not-fetched': { icon: CircleDashed, tone: 'calm' },
  failed: { icon: TriangleAlert, tone: 'needs' },
} as const;

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

function inWords({ state, held, size }: Readiness): string {
  const amounts = { held: megabytes(held), size: megabytes(size) };
  if (state === 'fetching') return say(words.fetching, amounts);
  if (state === 'stopped') return say(words.stopped, amounts);
  return say({ ready: words.ready, checking: words.checking, 'not-fetched': words.notFetched, failed: words.failed }[state]);
}

export function ReadyPill({ readiness }: { readiness: Readiness }) {
  const { icon, tone } = looks[readiness.state];
  return (
    <Pill icon={icon} tone={tone}>
      {inWords(readiness)}
    </Pill>
  );
}
