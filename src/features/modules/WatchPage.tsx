// Watching a module: finds what is needed, and keeps the place and the watched parts while it plays.
import { CircleCheck, PenLine } from 'lucide';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import { ButtonLink } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { useHandOver } from '../../ui/hand-over';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import type { PathParameters } from '../../ui/place';
import { useLive, useSignal } from '../../ui/use-live';
import { learnWords as words } from '../../ui/words/learn';
import { say } from '../../ui/words/say';
import { NoModule } from './ModulePage';
import { liveModules, type ModuleHere, type Shelf } from './module.store';
import { liveProgress, noteProgress } from './module-progress.store';
import { isWatched } from './module-steps';
import { Player } from './Player';
import { ReadinessLine } from './ReadinessTag';
import './modules.css';

type Given = { session: Session; shelf: Shelf } & PathParameters;

export function WatchPage({ session, shelf, params, query }: Given) {
  const modules = useSignal(useMemo(() => liveModules(shelf), [shelf]));
  const progress = useLive(() => liveProgress(session), [session]);
  if (!modules || !progress) return <Reading />;
  const here = modules.find(({ module }) => module.id === params.module);
  if (!here) return <NoModule />;
  const before = progress.items.find(({ row }) => row.module === here.module.id);
  return <Watching session={session} here={here} before={before} from={query.from === undefined ? undefined : Number(query.from)} />;
}

interface WatchingProps {
  session: Session;
  here: ModuleHere;
  before: Parameters<typeof noteProgress>[3];
  /** Where to begin, in seconds; otherwise where she stopped. */
  from: number | undefined;
}

function Watching({ session, here, before, from }: WatchingProps) {
  const { module, readiness } = here;
  const [begin] = useState(() => beginAt(from ?? before?.row.position ?? 0, module.webcast.length));
  const at = useRef({ position: begin, chapters: new Set<string>(), isNew: false });
  const keep = async () => {
    if (!at.current.isNew) return;
    at.current.isNew = false;
    await noteProgress(session, module.id, { position: at.current.position, chapters: [...at.current.chapters] }, before);
  };
  useHandOver(keep);
  if (readiness.state !== 'ready') {
    return (
      <Page title={module.title} back={`/learn/${module.id}`} narrow>
        <ReadinessLine readiness={readiness} />
      </Page>
    );
  }
  return (
    <Page title={module.title} back={`/learn/${module.id}`}>
      <Player
        module={module}
        begin={begin}
        watched={before?.row.chapters ?? []}
        onAt={(position, ended) => {
          at.current.position = position;
          at.current.isNew = true;
          for (const chapter of ended) at.current.chapters.add(chapter);
        }}
        onPause={() => void keep()}
      />
      {isWatched(module, before?.row) && session.person.role === 'educator' && (
        <Notice icon={CircleCheck}>
          <p>{say(words.finished)}</p>
          <p>
            <ButtonLink href={`/reflections/new?module=${module.id}&prompt=${module.prompts[0]?.id ?? ''}`} icon={PenLine}>
              {say(words.reflectNow)}
            </ButtonLink>
          </p>
        </Notice>
      )}
    </Page>
  );
}

/** What was watched to the end begins again. */
const beginAt = (position: number, length: number): number => (position > 0 && position < length - 1 ? position : 0);
