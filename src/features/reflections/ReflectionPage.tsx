// Opens a reflection to be written on: a new one, or one's own from before.

import { FileQuestion } from 'lucide';
import { useMemo, useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import type { Kept } from '../../sync/records.store';
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
import { ReflectionEditor } from './ReflectionEditor';
import type { reflectionKind } from './reflection';
import { beginReflection, liveOwnShared, liveReflections, openReflection, type ReflectionWriting } from './reflection.store';

type Given = { session: Session; shelf: Shelf } & PathParameters;

/** A new one: it has its id and its author from the first key on, and its own address as soon as something is kept. */
export function NewReflection(given: Given) {
  const { session, query } = given;
  const [subject] = useState({ module: query.module ?? null, prompt: query.prompt ?? null });
  const [writing] = useState(() => beginReflection(session, subject));
  return <Opened {...given} writing={writing} {...subject} />;
}

export function OldReflection(given: Given) {
  const { session, params } = given;
  const listing = useLive(() => liveReflections(session), [session]);
  const kept = listing?.items.find(({ id }) => id === params.id);
  const [opened, setOpened] = useState<{ kept: Kept<typeof reflectionKind>; writing: ReflectionWriting } | null>(null);
  if (kept && opened?.kept.id !== kept.id) setOpened({ kept, writing: openReflection(session, kept) });
  if (opened && opened.kept.id === params.id)
    return <Opened {...given} key={opened.kept.id} writing={opened.writing} {...opened.kept.row} />;
  if (!listing) return <Reading />;
  return (
    <Page title={say(words.writing)} back="/reflections" narrow>
      <Empty icon={FileQuestion} title={say(words.notHere)}>
        <p class="soft">{say(words.notHereHelp)}</p>
        <ButtonLink href="/reflections">{say(words.toList)}</ButtonLink>
      </Empty>
    </Page>
  );
}

interface OpenedProps extends Given {
  writing: ReflectionWriting;
  module: string | null;
  prompt: string | null;
  text?: string;
}

function Opened({ session, shelf, writing, module, prompt, text = '' }: OpenedProps) {
  const modules = useSignal(useMemo(() => liveModules(shelf), [shelf])) ?? [];
  const kept = useLive(() => liveReflections(session), [session])?.items.find(({ id }) => id === writing.id);
  const shared = useLive(() => liveOwnShared(session), [session])?.items.find(({ row }) => row.reflection === writing.id);
  const known = promptBy(
    modules.map(here => here.module),
    module,
    prompt,
  );
  return (
    <ReflectionEditor
      session={session}
      writing={writing}
      begunWith={text}
      prompt={known?.text ?? say(words.freePrompt)}
      kept={kept}
      shared={shared}
    />
  );
}
