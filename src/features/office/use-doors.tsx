// The two doors of the office as dialogs over whatever is being done: what was typed stays, and goes on when she is through.
import { useMemo, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../ui/Dialog';
import { officeWords as words } from '../../ui/words/office';
import { say } from '../../ui/words/say';
import type { OfficeClient, OfficeDoors } from './office-client.store';
import { mePath, meSchema } from './office-protocol';
import { ProveForm, SignInForm } from './SignIn';

type Kind = keyof OfficeDoors;

interface Standing {
  readonly kind: Kind;
  readonly answer: (isThrough: boolean) => void;
}

/** `person`: whose pages these are; when somebody else signs in, everything begins anew for her. */
export function useDoors(quiet: OfficeClient, person: { current: string | null }) {
  const [standing, setStanding] = useState<Standing | null>(null);
  const asked = useRef<{ kind: Kind; through: Promise<boolean> } | null>(null);
  const doors = useMemo<OfficeDoors>(() => {
    // Several questions at once stand before one door.
    const open = (kind: Kind): Promise<boolean> => {
      if (asked.current?.kind === kind) return asked.current.through;
      const through = new Promise<boolean>(answer => setStanding({ kind, answer })).finally(() => {
        asked.current = null;
        setStanding(null);
      });
      asked.current = { kind, through };
      return through;
    };
    return { signIn: () => open('signIn'), prove: () => open('prove') };
  }, []);
  const signedIn = async () => {
    const me = await quiet.ask(mePath, meSchema);
    if (me.ok && me.value.person !== person.current) location.reload();
    else standing?.answer(me.ok);
  };
  const shown = standing && (
    <Dialog title={say(standing.kind === 'signIn' ? words.signInAgain : words.prove)} onClose={() => standing.answer(false)}>
      {standing.kind === 'prove' ? (
        <ProveForm client={quiet} onDone={() => standing.answer(true)} />
      ) : (
        <>
          <p>{say(words.signInAgainHelp)}</p>
          <SignInForm client={quiet} onDone={() => void signedIn()} />
        </>
      )}
    </Dialog>
  );
  return { doors, shown };
}
