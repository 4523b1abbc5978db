// One module: what it is about, its parts, what to think about, its gap task, and what there is to read.
import { BookOpen, CircleCheck, FileText, Hand, PenLine, Play, Trash2 } from 'lucide';
import { useMemo } from 'preact/hooks';
import type { Session } from '../../device/session';
import { Button, ButtonLink } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { Fetching } from '../../ui/Fetching';
import { Icon } from '../../ui/Icon';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Pill } from '../../ui/Pill';
import type { PathParameters } from '../../ui/place';
import { ReadAloud } from '../../ui/ReadAloud';
import { useLive, useSignal } from '../../ui/use-live';
import { learnWords as words } from '../../ui/words/learn';
import { say } from '../../ui/words/say';
import { fetchModule, liveModules, type ModuleHere, type Shelf, stopFetching } from './module.store';
import { liveProgress } from './module-progress.store';
import { secondsInWords, type Way } from './module-steps';
import type { Module } from './pack';
import { ReadinessTag } from './ReadinessTag';
import { removeModule } from './removing.store';
import './modules.css';

type Given = { session: Session; shelf: Shelf } & PathParameters;

export function ModulePage({ session, shelf, params }: Given) {
  const modules = useSignal(useMemo(() => liveModules(shelf), [shelf]));
  const progress = useLive(() => liveProgress(session), [session]);
  if (!modules) return <Reading />;
  const here = modules.find(({ module }) => module.id === params.module);
  if (!here) return <NoModule />;
  const way = progress?.items.find(({ row }) => row.module === here.module.id)?.row;
  const mayWrite = session.person.role === 'educator';
  return (
    <Page title={here.module.title} back="/learn" narrow>
      <p class="soft">{here.module.summary}</p>
      <Webcast here={here} way={way} shelf={shelf} />
      <Chapters module={here.module} way={way} />
      <Prompts module={here.module} mayWrite={mayWrite} />
      <TaskOf module={here.module} mayWrite={mayWrite} />
      <ToRead module={here.module} />
    </Page>
  );
}

export function NoModule() {
  return (
    <Page title={say(words.title)} back="/learn" narrow>
      <Empty icon={BookOpen} title={say(words.notHere)}>
        <ButtonLink href="/learn">{say(words.toModules)}</ButtonLink>
      </Empty>
    </Page>
  );
}

function Webcast({ here, way, shelf }: { here: ModuleHere; way: Way | undefined; shelf: Shelf }) {
  const { module, readiness } = here;
  const goesOn = way && way.position > 0 && way.position < module.webcast.length - 1;
  const label = goesOn ? say(words.goOnAt, { time: secondsInWords(way.position) }) : say(words.watch);
  return (
    <section class="card stack">
      {readiness.state === 'ready' ? (
        <>
          <p>
            <ReadinessTag readiness={readiness} />
          </p>
          <div class="row">
            <ButtonLink href={`/learn/${module.id}/watch?play`} look="main" icon={Play}>
              {label}
            </ButtonLink>
            <Button look="quiet" icon={Trash2} onPress={() => void removeModule(shelf, module)}>
              {say(words.remove, { size: Math.ceil(readiness.size / 1_000_000) })}
            </Button>
          </div>
        </>
      ) : (
        <Fetching readiness={readiness} begin={() => void fetchModule(shelf, module)} stop={() => void stopFetching(shelf, module)} />
      )}
    </section>
  );
}

function Chapters({ module, way }: { module: Module; way: Way | undefined }) {
  return (
    <section class="section">
      <h2>{say(words.parts)}</h2>
      <ol class="chapters">
        {module.chapters.map(chapter => {
          const watched = way?.chapters.includes(chapter.id);
          return (
            <li key={chapter.id}>
              <span class="number soft">{secondsInWords(chapter.starts)}</span>
              <span class="grows">{chapter.title}</span>
              {watched && (
                <Pill tone="good" icon={CircleCheck}>
                  {say(words.partWatched)}
                </Pill>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

const promptWords = { what: words.what, 'so-what': words.soWhat, 'now-what': words.nowWhat };

function Prompts({ module, mayWrite }: { module: Module; mayWrite: boolean }) {
  return (
    <section class="section">
      <h2>{say(words.prompts)}</h2>
      <ul class="list">
        {module.prompts.map(prompt => (
          <li key={prompt.id} class="card stack-close">
            <p class="prompt-kind">{say(promptWords[prompt.kind])}</p>
            <p>{prompt.text}</p>
            <div class="row">
              {mayWrite && (
                <ButtonLink href={`/reflections/new?module=${module.id}&prompt=${prompt.id}`} look="quiet" icon={PenLine}>
                  {say(words.writeAnswer)}
                </ButtonLink>
              )}
              <ReadAloud text={prompt.text} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TaskOf({ module, mayWrite }: { module: Module; mayWrite: boolean }) {
  return (
    <section class="section">
      <h2>{say(words.gapTask)}</h2>
      <div class="card stack-close">
        <h3>{module.gapTask.title}</h3>
        <p class="soft">{module.gapTask.why}</p>
        {mayWrite && (
          <p>
            <ButtonLink href={`/gap-tasks/${module.id}`} icon={Hand}>
              {say(words.openTask)}
            </ButtonLink>
          </p>
        )}
      </div>
    </section>
  );
}

function ToRead({ module }: { module: Module }) {
  if (module.resources.length === 0) return null;
  return (
    <section class="section">
      <h2>{say(words.resources)}</h2>
      <ul class="list">
        {module.resources.map(resource => (
          <li key={resource.id}>
            <a class="item" href={`/learn/${module.id}/read/${resource.id}`}>
              <Icon of={FileText} />
              <span class="grows">{resource.title}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
