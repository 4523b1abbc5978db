// What somebody finds behind a start link or an invitation: what it is for, and the way on.
import { useCallback, useEffect, useState } from 'preact/hooks';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { Button, ButtonLink } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Reading } from '../../ui/Damaged';
import { Page } from '../../ui/Page';
import { officeRoleWords, officeWords } from '../../ui/words/office';
import { officeStartWords as words } from '../../ui/words/office-start';
import { say } from '../../ui/words/say';
import { MakeAccount } from './MakeAccount';
import type { OfficeClient, OfficeOutcome } from './office-client.store';
import { linkSchema, lookAtLinkPath, type OfficeLink } from './office-protocol';
import { Problem } from './Problem';
import { TriedBefore, TryRoom } from './TryRoom';

export interface LinkProps {
  client: OfficeClient;
  token: string;
}

/** Signed in by now: the link is used up and does not stay in the way back. */
const goInside = () => location.replace('#');

export function LinkPage({ client, token }: LinkProps) {
  const [link, setLink] = useState<OfficeOutcome<OfficeLink> | null>(null);
  const look = useCallback(async () => setLink(await client.act(lookAtLinkPath, { token }, linkSchema)), [client, token]);
  useEffect(() => void look(), [look]);
  if (!link) return <Reading />;
  if (link.ok) {
    const given = { client, token };
    return link.value.what === 'start' ? <Start {...given} link={link.value} /> : <Invited {...given} link={link.value} />;
  }
  const isOver = link.trouble.name === 'link-over' || link.trouble.name === 'bad-request';
  return (
    <Page title={say(isOver ? words.linkOver : officeWords.office)} narrow>
      <Problem of={isOver ? { name: 'link-over' } : link.trouble} />
      <div class="row">
        {!isOver && (
          <Button look="main" onPress={() => void look()}>
            {say(officeWords.tryAgain)}
          </Button>
        )}
        <ButtonLink href="#">{say(words.toSignIn)}</ButtonLink>
      </div>
    </Page>
  );
}

type Of<What> = LinkProps & { link: Extract<OfficeLink, { what: What }> };

function Start({ client, token, link }: Of<'start'>) {
  const [way, setWay] = useState<'try' | 'account' | null>(null);
  const back = () => setWay(null);
  if (way === 'try') return link.isEmpty ? <TryRoom {...{ client, token, back }} /> : <TriedBefore {...{ client, token, back }} />;
  if (way === 'account') {
    return (
      <Page key="account" title={say(words.accountTitle)} narrow>
        <MakeAccount client={client} token={token} asksName onBack={back} onDone={goInside} />
      </Page>
    );
  }
  return (
    <Page key="start" title={say(words.welcome)} narrow>
      <p>{say(link.isEmpty ? words.welcomeLead : words.welcomeBack)}</p>
      <div class="office-ways">
        <Card>
          <h2>{say(link.isEmpty ? words.tryTitle : words.triedLater)}</h2>
          <p>{say(link.isEmpty ? words.tryHelp : words.triedLaterLead)}</p>
          <Button look={link.isEmpty ? 'main' : 'plain'} onPress={() => setWay('try')}>
            {say(link.isEmpty ? words.tryIt : words.anotherCode)}
          </Button>
        </Card>
        <Card>
          <h2>{say(words.accountTitle)}</h2>
          <p>{say(words.accountHelp)}</p>
          <Button look={link.isEmpty ? 'plain' : 'main'} onPress={() => setWay('account')}>
            {say(words.makeAccount)}
          </Button>
        </Card>
      </div>
      <p class="soft">{say(words.until, { day: dayInWords(link.until), time: timeInWords(link.until) })}</p>
    </Page>
  );
}

function Invited({ client, token, link: { name, role, nurseries, until } }: Of<'invitation'>) {
  const when = { day: dayInWords(until), time: timeInWords(until) };
  return (
    <Page title={say(words.invitation, { name })} tab={say(officeWords.office)} narrow>
      <p>{say(words.invitationLead, { role: say(officeRoleWords[role]), ...when })}</p>
      {nurseries.length > 0 && role !== 'programme-lead' && <p>{say(words.invitationFor, { nurseries: nurseries.join(', ') })}</p>}
      <MakeAccount client={client} token={token} onDone={goInside} />
    </Page>
  );
}
