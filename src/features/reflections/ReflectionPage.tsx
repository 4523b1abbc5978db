// Opens a reflection to be written on: a new one at /reflections/new, or one's own from before by its id.
import { FileQuestion } from 'lucide';
import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Session } from '../../device/session';
import type { Attaching } from '../../sync/attachments/attaching.store';
import { ButtonLink } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import type { PathParameters } from '../../ui/place';
import { useLive, useSignal } from '../../ui/use-live';
import { reflectionWords as words } from '../../ui/words/reflections';
import { say } from '../../ui/words/say';
import { promptBy } from '../modules/find-in-modules';
import { liveModules, type Shelf } from '../modules/module.store';
import { NotMe } from './NotMe';
import { ReflectionEditor } from './ReflectionEditor';
import type { Reflection } from './reflection';
import { beginReflection, liveOwnShared, liveReflections, openReflection, type ReflectionWriting, subjectOf } from './reflection.store';

type Given = { session: Session; shelf: Shelf; attaching: Attaching; lock?: () => void } & PathParameters;

/** What is on the page; its author and its id stand from the first key on. */
interface Opened extends Reflection {
  readonly writing: ReflectionWriting;
  /** It was kept at least once, and has an address of its own. */
  readonly isKept: boolean;
}

const blank = 'new';

/** A new one takes its own address with the first words kept, so that a lock or a reload comes back to it. */
function useOpened({ session, params, query }: Given) {
  const { route } = useLocation();
  const [opened, setOpened] = useState<Opened | null>(null);
  const listing = useLive(() => liveReflections(session), [session]);
  const isNew = params.id === blank;
  const isOpen = opened !== null && (isNew ? !opened.isKept : opened.writing.id === params.id);
  const kept = listing?.items.find(({ id }) => id === (isOpen ? opened.writing.id : params.id));
  if (!isOpen && isNew) {
    const origin = { module: query.module ?? null, prompt: query.prompt ?? null };
    setOpened({ writing: beginReflection(session, origin), ...origin, text: '', isKept: false });
  } else if (!isOpen && kept) {
    setOpened({ writing: openReflection(session, kept), ...kept.row, isKept: true });
  }
  const settle = (now: Opened) => {
    if (now.isKept) return;
    setOpened({ ...now, isKept: true });
    route(`/reflections/${now.writing.id}`, true);
  };
  return { opened: isOpen ? opened : null, kept, settle, isRead: listing !== undefined };
}

export function ReflectionPage(given: Given) {
  const { session, shelf, attaching, lock } = given;
  const { opened, kept, settle, isRead } = useOpened(given);
  const modules = useSignal(useMemo(() => liveModules(shelf), [shelf])) ?? [];
  const shared = useLive(() => liveOwnShared(session), [session]);
  if (!opened) return isRead ? <NotHere /> : <Reading />;
  const { writing, module, prompt, text } = opened;
  const known = promptBy(
    modules.map(here => here.module),
    module,
    prompt,
  );
  const write = async (words: string) => {
    const outcome = await writing.write(words);
    if (outcome.ok) settle(opened);
    return outcome;
  };
  return (
    <ReflectionEditor
      key={writing.id}
      session={session}
      write={write}
      begunWith={text}
      prompt={known?.text ?? say(words.freePrompt)}
      kept={kept}
      {...(lock && {
        notMe: ready => <NotMe session={session} reflection={writing.id} begunWith={text} ready={ready} lock={lock} />,
      })}
      shared={shared?.items.find(({ row }) => row.reflection === writing.id)}
      voices={
        <attaching.VoiceNotes
          session={session}
          http={shelf.http}
          subject={subjectOf(session, writing.id)}
          ready={async () => opened.isKept || (await write(text)).ok}
        />
      }
    />
  );
}

function NotHere() {
  return (
    <Page title={say(words.writing)} back="/reflections" narrow>
      <Empty icon={FileQuestion} title={say(words.notHere)}>
        <p class="soft">{say(words.notHereHelp)}</p>
        <ButtonLink href="/reflections">{say(words.toList)}</ButtonLink>
      </Empty>
    </Page>
  );
}
