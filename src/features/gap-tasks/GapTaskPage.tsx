// A gap task: what to do, and in three taps how it went (tried, how, keep); under it one's own tries.
import { Hand } from 'lucide';
import { useMemo, useRef } from 'preact/hooks';
import type { Session } from '../../device/session';
import type { Attaching } from '../../sync/attachments/attaching.store';
import { Damaged, Reading } from '../../ui/Damaged';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import type { PathParameters } from '../../ui/place';
import { ReadAloud } from '../../ui/ReadAloud';
import { useLive, useSignal } from '../../ui/use-live';
import { gapTaskWords as words } from '../../ui/words/gap-tasks';
import { say } from '../../ui/words/say';
import { moduleBy, moduleNumber } from '../modules/find-in-modules';
import { liveModules, type Shelf } from '../modules/module.store';
import { GapTaskTried } from './GapTaskTried';
import { liveTries, subjectOf } from './gap-task.store';
import { MyTries } from './MyTries';
import './gap-tasks.css';

type Given = { session: Session; shelf: Shelf; attaching: Attaching } & PathParameters;

/** Without a module in the address: the task of the first module that has no try yet. */
export function GapTaskPage({ session, shelf, attaching, params }: Given) {
  const here = useSignal(useMemo(() => liveModules(shelf), [shelf]));
  const tries = useLive(() => liveTries(session), [session]);
  const opened = useRef<string | null>(null); // once kept, her try must not change the task under “Kept on this tablet”
  if (!here || !tries) return <Reading />;
  const modules = here.map(({ module }) => module);
  const tried = new Set(tries.items.map(({ row }) => row.task));
  const open = modules.find(({ gapTask }) => !tried.has(gapTask.id)) ?? modules.at(-1);
  opened.current ??= open?.id ?? null;
  const module = moduleBy(modules, params.module ?? opened.current);
  const others = modules.filter(other => other !== module);
  return (
    <Page title={say(words.title)} back="/" narrow>
      {module ? (
        <section class="card stack" aria-labelledby="task">
          <p class="eyebrow">{say(words.ofModule, { number: moduleNumber(modules, module.id), title: module.title })}</p>
          <h2 id="task">{module.gapTask.title}</h2>
          <p class="soft">{module.gapTask.why}</p>
          <ol class="steps" aria-label={say(words.steps)}>
            {module.gapTask.steps.map(step => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <div class="row">
            <ReadAloud text={[module.gapTask.title, ...module.gapTask.steps].join('\n')} />
          </div>
          <GapTaskTried key={module.id} session={session} module={module} attaching={attaching} />
        </section>
      ) : (
        <Empty icon={Hand} title={say(words.none)}>
          <p class="soft">{say(words.noneHelp)}</p>
        </Empty>
      )}
      <Damaged count={tries.damaged} />
      <MyTries
        tries={tries.items}
        modules={modules}
        photos={id => <attaching.Photos session={session} http={shelf.http} subject={subjectOf(session, id)} />}
      />
      {others.length > 0 && (
        <section class="section">
          <h2>{say(words.another)}</h2>
          <div class="chips">
            {others.map(other => (
              <a key={other.id} class="chip chip-link" href={`/gap-tasks/${other.id}`}>
                {other.gapTask.title}
              </a>
            ))}
          </div>
        </section>
      )}
    </Page>
  );
}
