// The page to hand to a parent: what a strengths board is, who sees it, a word to write down, and the board as it is now, in the family's language.
import { useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import type { Kept } from '../../sync/records.store';
import { Damaged, Reading } from '../../ui/Damaged';
import type { PathParameters } from '../../ui/place';
import { useLive } from '../../ui/use-live';
import { english, type Language, languageFor, languages } from '../../ui/words/languages';
import { englishSpeech } from '../../ui/words/say-in';
import { useSpeech } from '../../ui/words/use-speech';
import type { childKind } from '../roster/child';
import { liveChildren } from '../roster/roster.store';
import { FamilyView } from './FamilyView';
import { NoBaby } from './NoBaby';
import { liveWords } from './strengths-board.store';

type Child = Kept<typeof childKind>;

export function FamilyPage({ session, params, query }: { session: Session } & PathParameters) {
  const children = useLive(() => liveChildren(session), [session]);
  const child = children?.items.find(({ id }) => id === params.child);
  if (!children) return <Reading />;
  return child ? <FamilyOf key={child.id} session={session} child={child} asked={query.in} /> : <NoBaby />;
}

/** The language in the address, the one spoken at home, or English. */
const firstLanguage = (asked: string | undefined, { row }: Child): Language =>
  languages.find(({ tag }) => tag === asked) ?? languageFor(row.homeLanguage) ?? english;

function FamilyOf({ session, child, asked }: { session: Session; child: Child; asked: string | undefined }) {
  const [language, setLanguage] = useState(() => firstLanguage(asked, child));
  const { speech, isMissing } = useSpeech(language, englishSpeech);
  const listing = useLive(() => liveWords(session, child.id), [session, child.id]);
  if (!speech || !listing) return <Reading />;
  const choose = (next: Language) => {
    setLanguage(next);
    // A lock or a reload comes back to the same language.
    history.replaceState(null, '', `${location.pathname}?in=${next.tag}`);
  };
  return (
    <>
      <FamilyView session={session} child={child} said={listing.items} speech={speech} isMissing={isMissing} onLanguage={choose} />
      <Damaged count={listing.damaged} />
    </>
  );
}
