// What is kept about somebody, behind a link of hers: her PIN, what is in it, the file, and her word that she has it. Nobody is signed in.
import { Download } from 'lucide';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { dayInWords } from '../../kernel/calendar-day';
import { Button, ButtonLink } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Reading } from '../../ui/Damaged';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { officeWords } from '../../ui/words/office';
import { ownLinkWords as words } from '../../ui/words/office-exports';
import { officeStartWords } from '../../ui/words/office-start';
import { say } from '../../ui/words/say';
import { followFile } from './export-file.store';
import * as own from './exports-protocol';
import { OfficeField, OfficeForm } from './OfficeField';
import type { OfficeClient, OfficeOutcome } from './office-client.store';
import { nothingSchema } from './office-protocol';
import { Problem } from './Problem';
import { useAct } from './use-office';

interface LeaverPageProps {
  client: OfficeClient;
  token: string;
}

export function LeaverPage({ client, token }: LeaverPageProps) {
  const [link, setLink] = useState<OfficeOutcome<own.OwnLink> | null>(null);
  const [opened, setOpened] = useState<own.OpenedOwn | null>(null);
  const [isEnded, setEnded] = useState(false);
  const look = useCallback(async () => setLink(await client.act(own.lookAtOwnLinkPath, { token }, own.ownLinkSchema)), [client, token]);
  useEffect(() => void look(), [look]);
  if (isEnded) return <Ended />;
  if (!link) return <Reading />;
  if (!link.ok) return <NotOpened problem={link.trouble} again={() => void look()} />;
  const { name, why, until } = link.value;
  return (
    <Page key="own" title={say(words.title, { name })} tab={say(words.tab)} narrow>
      <p>{say(why === 'left' ? words.leadLeft : words.leadAsked, { day: dayInWords(until) })}</p>
      {opened ? (
        <Opened client={client} opened={opened} onEnded={() => setEnded(true)} onClosed={() => setOpened(null)} />
      ) : (
        <Card>
          <AskPin client={client} token={token} onOpened={setOpened} />
        </Card>
      )}
    </Page>
  );
}

function NotOpened({ problem, again }: { problem: Extract<OfficeOutcome<never>, { ok: false }>['trouble']; again: () => void }) {
  const isOver = problem.name === 'link-over' || problem.name === 'bad-request';
  return (
    <Page key="over" title={say(isOver ? officeStartWords.linkOver : officeWords.office)} narrow>
      <Problem of={isOver ? { name: 'link-over' } : problem} />
      {!isOver && (
        <div class="row">
          <Button look="main" onPress={again}>
            {say(officeWords.tryAgain)}
          </Button>
        </div>
      )}
    </Page>
  );
}

const Ended = () => (
  <Page key="ended" title={say(words.ended)} narrow>
    <p>{say(words.endedHelp)}</p>
    <div class="row">
      <ButtonLink href="#">{say(officeStartWords.toSignIn)}</ButtonLink>
    </div>
  </Page>
);

function AskPin({ client, token, onOpened }: LeaverPageProps & { onOpened: (opened: own.OpenedOwn) => void }) {
  const [pin, setPin] = useState('');
  const { isBusy, problem, run } = useAct();
  const go = () => void run(() => client.act(own.openOwnLinkPath, { token, pin }, own.openedOwnSchema), onOpened);
  return (
    <OfficeForm act={say(words.open)} isBusy={isBusy} onGo={go}>
      <Problem of={problem} />
      <OfficeField kind="pin" id="own-pin" label={say(words.pin)} hint={say(words.pinHint)} value={pin} onInput={setPin} />
    </OfficeForm>
  );
}

function Contents({ sections, files, refused }: own.OpenedOwn) {
  return (
    <>
      {sections.length === 0 && <p>{say(words.nothingInIt)}</p>}
      <ul class="office-facts">
        {sections.map(({ title, count }) => (
          <li key={title}>{say(words.line, { title, count })}</li>
        ))}
        {files > 0 && <li>{say(words.files, { count: files })}</li>}
        {refused > 0 && <li>{say(words.refused, { count: refused })}</li>}
        <li>{say(words.whoYouAre)}</li>
      </ul>
    </>
  );
}

interface OpenedProps {
  client: OfficeClient;
  opened: own.OpenedOwn;
  onEnded: () => void;
  /** The quarter of an hour is over: her PIN is asked once more. */
  onClosed: () => void;
}

function Opened({ client, opened, onEnded, onClosed }: OpenedProps) {
  const { pass } = opened;
  const heading = useRef<HTMLHeadingElement>(null);
  const [isFetched, setFetched] = useState(false);
  const { isBusy, problem, run } = useAct();
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (problem?.name === 'link-over') onClosed();
  }, [problem, onClosed]);
  const fetched = ({ ticket }: { ticket: string }) => {
    setFetched(true);
    followFile(`${own.ownFilePath}/${ticket}`);
  };
  const begin = () => void run(() => client.act(own.fetchOwnPath, { pass }, own.ticketSchema), fetched);
  const end = () => void run(() => client.act(own.endOwnLinkPath, { pass }, nothingSchema), onEnded);
  return (
    <>
      <Card>
        <h2 ref={heading} tabIndex={-1} class="office-told">
          {say(words.inIt)}
        </h2>
        <Contents {...opened} />
        <p>{say(words.form)}</p>
        <Problem of={problem} />
        <div class="row">
          <Button look="main" icon={Download} disabled={isBusy} onPress={begin}>
            {say(words.fetch)}
          </Button>
        </div>
        {isFetched && (
          <Notice>
            <p>{say(words.fetched)}</p>
          </Notice>
        )}
      </Card>
      <p class="soft">{say(words.notAll)}</p>
      {isFetched && <HaveIt isBusy={isBusy} onEnd={end} />}
    </>
  );
}

function HaveIt({ isBusy, onEnd }: { isBusy: boolean; onEnd: () => void }) {
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) {
    return (
      <div class="row">
        <Button look="quiet" onPress={() => setAsked(true)}>
          {say(words.haveIt)}
        </Button>
      </div>
    );
  }
  return (
    <Card>
      <h2>{say(words.haveItTitle)}</h2>
      <p>{say(words.haveItHelp)}</p>
      <div class="row">
        <Button disabled={isBusy} onPress={onEnd}>
          {say(words.haveItYes)}
        </Button>
        <Button look="quiet" onPress={() => setAsked(false)}>
          {say(words.haveItNo)}
        </Button>
      </div>
    </Card>
  );
}
