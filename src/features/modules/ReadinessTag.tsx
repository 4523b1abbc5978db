// Whether a module can be watched here, in words: ready, how many bytes have come, or why not.
import { CircleCheck, CircleDashed, CloudDownload, TriangleAlert } from 'lucide';
import { Icon } from '../../ui/Icon';
import { fetchingWords } from '../../ui/words/fetching';
import { learnWords as words } from '../../ui/words/learn';
import { say } from '../../ui/words/say';
import type { Readiness } from './readiness';

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

const looks = {
  ready: { icon: CircleCheck, tone: 'tag-good' },
  fetching: { icon: CloudDownload, tone: 'tag-busy' },
  'not-fetched': { icon: CircleDashed, tone: '' },
  failed: { icon: TriangleAlert, tone: 'tag-needs' },
} as const;

function inWords({ state, held, size }: Readiness): string {
  if (state === 'fetching') return say(words.fetching, { held: megabytes(held), size: megabytes(size) });
  if (state === 'ready') return say(words.ready);
  return say(state === 'failed' ? words.failed : words.notFetched);
}

export function ReadinessTag({ readiness }: { readiness: Readiness }) {
  const { icon, tone } = looks[readiness.state];
  return (
    <span class={`tag number ${tone}`}>
      <Icon of={icon} size={16} />
      {inWords(readiness)}
    </span>
  );
}

/** The bar and the reason, for a module's own page. */
export function ReadinessLine({ readiness }: { readiness: Readiness }) {
  return (
    <div class="stack-close">
      <p>
        <ReadinessTag readiness={readiness} />
      </p>
      {readiness.state === 'fetching' && (
        <progress class="bar" value={readiness.held} max={readiness.size} aria-label={inWords(readiness)} />
      )}
      {readiness.reason && <p class="soft">{say(fetchingWords[readiness.reason])}</p>}
    </div>
  );
}
