// Whether a module can be watched here, as a pill: ready, how many bytes have come, or that they could not be fetched.
import { CircleCheck, CircleDashed, CircleStop, CloudDownload, ScanSearch, TriangleAlert } from 'lucide';
import { Pill } from '../../ui/Pill';
import { readyWords as words } from '../../ui/words/ready';
import { say } from '../../ui/words/say';
import type { Readiness } from './readiness';

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

const looks = {
  ready: { icon: CircleCheck, tone: 'good' },
  checking: { icon: ScanSearch, tone: 'busy' },
  fetching: { icon: CloudDownload, tone: 'busy' },
  stopped: { icon: CircleStop, tone: 'calm' },
  'not-fetched': { icon: CircleDashed, tone: 'calm' },
  failed: { icon: TriangleAlert, tone: 'needs' },
} as const;

function inWords({ state, held, size }: Readiness): string {
  const amounts = { held: megabytes(held), size: megabytes(size) };
  if (state === 'fetching') return say(words.fetching, amounts);
  if (state === 'stopped') return say(words.stopped, amounts);
  return say({ ready: words.ready, checking: words.checking, failed: words.failed, 'not-fetched': words.notFetched }[state]);
}

export function ReadinessTag({ readiness }: { readiness: Readiness }) {
  const { icon, tone } = looks[readiness.state];
  return (
    <Pill icon={icon} tone={tone}>
      {inWords(readiness)}
    </Pill>
  );
}
