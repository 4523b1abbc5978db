// Somebody's way into the office: a link for her, shown once; taking it back; closing what she has.
import { Printer } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { Button } from '../../ui/Button';
import { officeWords } from '../../ui/words/office';
import { officePeopleWords as words } from '../../ui/words/office-people';
import { say } from '../../ui/words/say';
import type { AboutPerson } from './about-person';
import { LinkToKeep } from './LinkToKeep';
import { nothingSchema } from './office-protocol';
import './office-paper.css';
import { Problem } from './Problem';
import { closeAccountPath, invitationSchema, invitePath, withdrawInvitationPath } from './staff-protocol';
import { useAct, useOffice } from './use-office';

interface Invitation {
  readonly token: string;
  readonly until: number;
}

export function TheirAccount({ person, again }: AboutPerson) {
  const { client } = useOffice();
  const [made, setMade] = useState<Invitation | null>(null);
  const { isBusy, problem, run } = useAct();
  const about = { person: person.id };
  const invite = () =>
    void run(
      () => client.act(invitePath, about, invitationSchema),
      invitation => {
        setMade(invitation);
        again();
      },
    );
  const end = (path: string) =>
    void run(
      () => client.act(path, about, nothingSchema),
      () => {
        setMade(null);
        again();
      },
    );
  const hasOne = person.account === 'has-one';
  return (
    <section class="section">
      <h3>{say(words.office)}</h3>
      <p class="soft">{say(hasOne ? words.inviteAnewHelp : words.inviteHelp)}</p>
      <Problem of={problem} />
      {made && <Made key={made.token} name={person.name} {...made} />}
      <div class="row">
        <Button disabled={isBusy} onPress={invite}>
          {say(person.account === 'none' ? words.invite : words.inviteAgain)}
        </Button>
        {person.account === 'invited' && (
          <Button look="quiet" disabled={isBusy} onPress={() => end(withdrawInvitationPath)}>
            {say(words.withdraw)}
          </Button>
        )}
        {hasOne && (
          <Button look="quiet" disabled={isBusy} onPress={() => end(closeAccountPath)}>
            {say(words.close)}
          </Button>
        )}
      </div>
      {hasOne && <p class="soft small">{say(words.closeHelp)}</p>}
    </section>
  );
}

function Made({ name, token, until }: Invitation & { name: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="stack office-paper">
      <h3 ref={heading} tabIndex={-1} class="office-told">
        {say(words.invitation, { name })}
      </h3>
      <p>{say(words.invitationHelp, { day: dayInWords(until), time: timeInWords(until) })}</p>
      <LinkToKeep label={say(words.invitation, { name })} link={`${location.origin}/office#invitation=${token}`} />
      <div class="row">
        <Button look="quiet" icon={Printer} onPress={() => globalThis.print()}>
          {say(officeWords.print)}
        </Button>
      </div>
    </div>
  );
}
