// Saying an earlier version again: written on top of what stands, shown at once, undone within ten seconds.
import { useCallback, useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import { historyWords as words } from '../../ui/words/history';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import type { FieldVersion, HistoryContent } from './history';
import { type SaidAgain, sayAgain } from './history.store';

/** What is on the page so far. */
export type Loaded = Readonly<HistoryContent>;

interface Saying {
  session: Session;
  kind: string;
  record: string;
  tabletName: string;
  loaded: Loaded | null;
  setLoaded: (loaded: Loaded) => void;
}

interface Done {
  readonly version: FieldVersion;
  readonly before: SaidAgain['before'];
}

/** Says an earlier version again, and undoes it within ten seconds; the list shows at once what stands now. */
export function useSayingAgain({ session, kind, record, tabletName, loaded, setLoaded }: Saying) {
  const [done, setDone] = useState<Done | null>(null);
  const [said, setSaid] = useState<{ text: string; isTrouble: boolean } | null>(null);
  const forget = useCallback(() => setDone(null), []);
  const write = async (version: FieldVersion, value: unknown): Promise<SaidAgain | null> => {
    const outcome = await sayAgain(session, { kind, record, field: version.field }, value);
    setSaid(outcome.ok ? null : { text: say(refusalWords[outcome.trouble]), isTrouble: true });
    if (!outcome.ok) return null;
    const at = session.tablet.clock();
    const own = { author: session.person.id, tablet: tabletName, at, version: `here-${at}`, standing: 'stands' } as const;
    const others = (loaded?.versions ?? []).map(one => (one.field === version.field ? earlier(one) : one));
    setLoaded({ versions: [{ ...version, ...own, value }, ...others], more: loaded?.more ?? false });
    return outcome.value;
  };
  return {
    said,
    forget,
    say: async (version: FieldVersion) => {
      const outcome = await write(version, version.value);
      if (outcome) setDone({ version, before: outcome.before });
    },
    undo:
      done &&
      (async () => {
        setDone(null);
        if (await write(done.version, done.before)) setSaid({ text: say(words.undone), isTrouble: false });
      }),
    done: say(typeof done?.version.value === 'string' && done.version.value.length > 20 ? words.again : words.thisAgain),
  };
}

const earlier = (one: FieldVersion): FieldVersion => (one.standing === 'stands' ? { ...one, standing: 'earlier' } : one);
