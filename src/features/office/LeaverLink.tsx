// A link to what is kept about somebody, made by her leader to be handed over: shown once, and it opens nothing without her PIN.
import { Link as LinkIcon, Printer } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { dayInWords } from '../../kernel/calendar-day';
import { Button } from '../../ui/Button';
import { officeWords } from '../../ui/words/office';
import { ownLinkWords as words } from '../../ui/words/office-exports';
import { say } from '../../ui/words/say';
import { makeOwnLinkPath, ownLinkMadeSchema } from './exports-protocol';
import { LinkToKeep } from './LinkToKeep';
import './office-paper.css';
import { Problem } from './Problem';
import { useAct, useOffice } from './use-office';

interface LeaverLinkProps {
  person: { readonly id: string; readonly name: string };
  /** Null: she is or was outside nurseries. */
  nursery: string | null;
  /** Whether she has one already: a new one ends it. */
  hasLink?: boolean;
  onMade?: () => void;
}

interface Made {
  readonly token: string;
  readonly until: number;
}

export function LeaverLink({ person, nursery, hasLink = false, onMade }: LeaverLinkProps) {
  const { client } = useOffice();
  const [made, setMade] = useState<Made | null>(null);
  const { isBusy, problem, run } = useAct();
  const make = () =>
    void run(
      () => client.act(makeOwnLinkPath, { person: person.id, nursery }, ownLinkMadeSchema),
      link => {
        setMade(link);
        onMade?.();
      },
    );
  return (
    <div class="stack">
      <Problem of={problem} />
      {made && <Shown key={made.token} name={person.name} {...made} />}
      <div class="row">
        <Button icon={LinkIcon} disabled={isBusy} onPress={make}>
          {say(made || hasLink ? words.makeAgain : words.make)}
        </Button>
      </div>
    </div>
  );
}

function Shown({ name, token, until }: Made & { name: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="stack office-paper">
      <h3 ref={heading} tabIndex={-1} class="office-told">
        {say(words.link, { name })}
      </h3>
      <p>{say(words.linkHelp, { day: dayInWords(until) })}</p>
      <LinkToKeep label={say(words.link, { name })} link={`${location.origin}/office#own=${token}`} />
      <div class="row">
        <Button look="quiet" icon={Printer} onPress={() => globalThis.print()}>
          {say(officeWords.print)}
        </Button>
      </div>
    </div>
  );
}
