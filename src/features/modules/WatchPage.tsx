// Watching a module: finds what is needed, and keeps the place and the watched parts while it plays.
import { Check, PenLine } from 'lucide';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import { ButtonLink } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { Fetching } from '../../ui/Fetching';
import { useHandOver } from '../../ui/hand-over';
import { Page } from '../../ui/Page';
import type { PathParameters } from '../../ui/place';
import { useLive, useSignal } from '../../ui/use-live';
import { learnWords as words } from '../../ui/words/learn';
import { say } from '../../ui/words/say';
import { NoModule } from './ModulePage';
import { fetchModule, liveModules, type ModuleHere, type Shelf, stopFetching } from './module.store';
import { liveProgress } from './module-progress.store';
import { noteProgress } from './note-progress.store';
import { Player } from './Player';
import type { Module } from './pack';
import './modules.css';

type Given = { session: Session; shelf: Shelf } & PathParameters;

/** What the tap that led here asked for: where to begin and to stop, in seconds, and to play at once. */
interface Asked {
  readonly from: number | undefined;
  readonly until: number | undefined;
  readonly playsAtOnce: boolean;
}

const seconds = (text: string | undefined): number | undefined => (text && /^\d{1,5}$/.test(text) ? Number(text) : undefined);

/** It holds once: who comes back to this address, after a lock or a reload, goes on at her place when she says so. */
function useAsked({ params, query }: PathParameters): Asked {
  const [asked] = useState(() => ({
    from: seconds(query.from),
    until: seconds(query.until),
    playsAtOnce: query.play !== undefined,
  }));
  useEffect(() => history.replaceState(history.state, '', `/learn/${params.module}/watch`), [params.module]);
  return asked;
}

export function WatchPage({ session, shelf, params, query }: Given) {
  const asked = useAsked({ params, query });
  const modules = useSignal(useMemo(() => liveModules(shelf), [shelf]));
  const progress = useLive(() => liveProgress(session), [session]);
  if (!modules || !progress) return <Reading />;
  const here = modules.find(({ module }) => module.id === params.module);
  if (!here) return <NoModule />;
  const before = progress.items.find(({ row }) => row.module === here.module.id);
  if (here.readiness.state !== 'ready') return <NotReady shelf={shelf} here={here} />;
  return <Watching session={session} module={here.module} before={before} asked={asked} />;
}

function NotReady({ shelf, here: { module, readiness } }: { shelf: Shelf; here: ModuleHere }) {
  return (
    <Page title={module.title} back={`/learn/${module.id}`} narrow>
      <Fetching readiness={readiness} begin={() => void fetchModule(shelf, module)} stop={() => void stopFetching(shelf, module)} />
    </Page>
  );
}

interface WatchingProps {
  session: Session;
  module: Module;
  before: Parameters<typeof noteProgress>[3];
  asked: Asked;
}

function Watching({ session, module, before, asked }: WatchingProps) {
  const [begin] = useState(() => beginAt(asked.from ?? before?.row.position ?? 0, module.webcast.length));
  const at = useRef({ position: begin, chapters: new Set<string>(), isNew: false });
  const keep = async () => {
    if (!at.current.isNew) return;
    at.current.isNew = false;
    await noteProgress(session, module.id, { position: at.current.position, chapters: [...at.current.chapters] }, before);
  };
  useHandOver(keep);
  return (
    <Page title={module.title} back={`/learn/${module.id}`}>
      <Player
        module={module}
        begin={begin}
        until={asked.until}
        playsAtOnce={asked.playsAtOnce}
        watched={before?.row.chapters ?? []}
        onAt={(position, ended) => {
          at.current.position = position;
          at.current.isNew = true;
          for (const chapter of ended) at.current.chapters.add(chapter);
        }}
        onPause={() => void keep()}
        kept={say(words.placeKept)}
        afterwards={isEnd => <Afterwards module={module} mayWrite={session.person.role === 'educator'} isEnd={isEnd} />}
      />
    </Page>
  );
}

function Afterwards({ module, mayWrite, isEnd }: { module: Module; mayWrite: boolean; isEnd: boolean }) {
  const [lineLook, doneLook] = [isEnd ? 'main' : 'plain', isEnd && !mayWrite ? 'main' : 'plain'] as const;
  return (
    <>
      {mayWrite && (
        <ButtonLink href={`/reflections/new?module=${module.id}&prompt=${module.prompts[0]?.id ?? ''}`} look={lineLook} icon={PenLine}>
          {say(words.writeLine)}
        </ButtonLink>
      )}
      <ButtonLink href="/" look={doneLook} icon={Check}>
        {say(words.stopHere)}
      </ButtonLink>
    </>
  );
}

/** What was watched to the end begins again. */
const beginAt = (position: number, length: number): number => (position > 0 && position < length - 1 ? position : 0);
