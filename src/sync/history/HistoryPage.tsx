// Earlier versions of one record: fetched when somebody asks, newest first, each readable, and said again with one tap.
import { CloudOff, FileQuestion, History, RotateCw } from 'lucide';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Http } from '../../device/http';
import type { Session } from '../../device/session';
import { firstLine } from '../../kernel/text';
import { Button } from '../../ui/Button';
import { Reading } from '../../ui/Damaged';
import { Empty, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { type KeptKind, type PathParameters, textIn } from '../../ui/place';
import { Undo } from '../../ui/Undo';
import { type LiveRead, useLive } from '../../ui/use-live';
import { historyWords as words } from '../../ui/words/history';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import type { Fields } from '../record-kind';
import type { RefusalName } from '../verdict';
import type { Standing } from '../write-over.store';
import { Versions } from './HistoryVersions';
import type { FieldVersion } from './history';
import { fetchHistory, readNow } from './history.store';
import { type Loaded, useSayingAgain } from './use-saying-again';
import './history.css';

export interface HistoryPageProps extends PathParameters {
  session: Session;
  http: Pick<Http, 'post'>;
  kept: readonly KeptKind[];
  /** What people, babies and modules are called, by what they are and their id. */
  names: () => LiveRead<ReadonlyMap<string, string>>;
  tabletName: string;
}

const mostInALine = 120;

const hasProse = ({ fields }: { readonly fields: Fields }) => Object.values(fields).some(({ rule }) => rule === 'prose');

/** The versions so far; `trouble` says why nothing (more) came. */
function useVersions(session: Session, http: Pick<Http, 'post'>, record: string) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [trouble, setTrouble] = useState<RefusalName | null>(null);
  const fetchMore = useCallback(
    async (known: readonly FieldVersion[]) => {
      setTrouble(null);
      const fetched = await fetchHistory(session, http, record, known.length);
      if (fetched.ok) setLoaded({ versions: [...known, ...fetched.value.versions], more: fetched.value.more });
      else setTrouble(fetched.trouble);
    },
    [session, http, record],
  );
  useEffect(() => {
    void fetchMore([]);
  }, [fetchMore]);
  return { loaded, setLoaded, trouble, fetchMore };
}

export function HistoryPage({ session, http, kept, names, tabletName, params }: HistoryPageProps) {
  const [kind, record] = [params.kind ?? '', params.record ?? ''];
  const known = session.kinds.get(kind);
  const keptKind = kept.find(one => one.kind === kind);
  const now = useNow(session, kind, record);
  const { loaded, setLoaded, trouble, fetchMore } = useVersions(session, http, record);
  const named = useLive(names, [session]);
  const again = useSayingAgain({ session, kind, record, tabletName, loaded, setLoaded });
  const fields = now?.kept.row ?? {};
  const where = now && keptKind?.where(record, fields);
  const title = say(known && hasProse(known) ? words.earlier : words.changed);
  return (
    <Page title={title} back={where ?? '/'} narrow>
      {keptKind && now && <WhatItIs kind={keptKind} fields={fields} isText={hasProse(now.kind)} />}
      {loaded && <p class="soft">{say(words.help)}</p>}
      {again.said && (
        <Notice tone={again.said.isTrouble ? 'trouble' : 'calm'}>
          <p>{again.said.text}</p>
        </Notice>
      )}
      {now && now.kept.saved !== 'sent' && loaded && !again.undo && <p class="soft">{say(words.unsent)}</p>}
      {!loaded && !trouble && <Reading />}
      {trouble && <NotFetched trouble={trouble} again={() => void fetchMore(loaded?.versions ?? [])} />}
      {loaded && <Versions session={session} now={now} loaded={loaded} named={named} kind={kind} onAgain={again.say} />}
      {loaded?.more && !trouble && (
        <Button icon={History} onPress={() => void fetchMore(loaded.versions)}>
          {say(words.more)}
        </Button>
      )}
      {again.undo && (
        <Undo onUndo={again.undo} onGone={again.forget}>
          {again.done}
        </Undo>
      )}
    </Page>
  );
}

/** What has these versions: its sort, and its words where they are not what was changed. */
function WhatItIs({ kind, fields, isText }: { kind: KeptKind; fields: Readonly<Record<string, unknown>>; isText: boolean }) {
  const own = kind.words && !isText ? textIn(fields, kind.words) : null;
  return (
    <p class="version-what">
      <span class="soft">{say(kind.called(fields))}</span>
      {own && (
        <strong>
          <bdi dir="auto">{firstLine(own, mostInALine)}</bdi>
        </strong>
      )}
    </p>
  );
}

/** The record as this tablet has it; null while it is read, or where it is not here. */
function useNow(session: Session, kind: string, record: string): Standing | null {
  const [now, setNow] = useState<Standing | null>(null);
  useEffect(() => {
    void readNow(session, { kind, record }).then(read => setNow(read.ok ? read.value : null));
  }, [session, kind, record]);
  return now;
}

function NotFetched({ trouble, again }: { trouble: RefusalName; again: () => void }) {
  const isNotHere = trouble === 'not-found';
  const isOffline = trouble === 'no-network';
  const help = isNotHere ? say(words.notHereHelp) : isOffline ? say(words.needsNetworkHelp) : say(refusalWords[trouble]);
  const title = isNotHere ? words.notHere : isOffline ? words.needsNetwork : words.cannot;
  return (
    <Empty icon={isNotHere ? FileQuestion : CloudOff} title={say(title)}>
      <p class="soft">{help}</p>
      {!isNotHere && (
        <Button icon={RotateCw} onPress={again}>
          {say(words.tryAgain)}
        </Button>
      )}
    </Empty>
  );
}
