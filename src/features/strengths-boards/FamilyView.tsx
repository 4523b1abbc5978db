// What a parent sees, from the baby's face down to "finished"; nothing of the app stands round it.
import { ArrowLeft, Check, Languages } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import type { Kept } from '../../sync/records.store';
import type { RefusalName } from '../../sync/verdict';
import { ButtonLink } from '../../ui/Button';
import { Face } from '../../ui/Face';
import { Icon } from '../../ui/Icon';
import { ReadAloud } from '../../ui/ReadAloud';
import { boardWords } from '../../ui/words/boards';
import { familyWords as words } from '../../ui/words/family';
import { frameWords } from '../../ui/words/frame';
import { type Language, languages } from '../../ui/words/languages';
import { say } from '../../ui/words/say';
import { type Speech, sayIn } from '../../ui/words/say-in';
import type { childKind } from '../roster/child';
import { FamilyBoard } from './FamilyBoard';
import { explained, FamilyExplained } from './FamilyExplained';
import { FamilyWord } from './FamilyWord';
import { ForStaff } from './ForStaff';
import { takeBackWord } from './saying.store';
import type { strengthWordKind } from './strength-word';
import { InEnglish, tellIn } from './Told';
import './boards.css';
import './family.css';

export interface FamilyViewProps {
  session: Session;
  child: Kept<typeof childKind>;
  said: readonly Kept<typeof strengthWordKind>[];
  speech: Speech;
  /** The language that was chosen is not on this tablet; `speech` is another. */
  isMissing: boolean;
  onLanguage: (language: Language) => void;
}

export function FamilyView({ session, child, said, speech, isMissing, onLanguage }: FamilyViewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [withEnglish, setWithEnglish] = useState(false);
  const { news, trouble, setNews, takeOff } = useNews(session);
  const tell = tellIn(speech, withEnglish);
  const { name, face } = child.row;
  useEffect(() => {
    document.title = say(frameWords.larkrise); // no name: browsers keep titles on the disk
  }, []);
  useEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  const board = `/babies/${encodeURIComponent(child.id)}`;
  return (
    <div class="page family stack" lang={speech.language.lang} dir={speech.language.dir}>
      <FamilyBar speech={speech} board={board} onLanguage={onLanguage} />
      <ForStaff speech={speech} isMissing={isMissing} withEnglish={withEnglish} onEnglish={setWithEnglish} />
      <header class="family-head">
        <Face face={face} name={name} />
        <h1 ref={heading} tabIndex={-1} {...tell(words.boardOf, { name })} />
      </header>
      <FamilyExplained tell={tell} />
      <FamilyWord
        session={session}
        child={child}
        said={said}
        speech={speech}
        tell={tell}
        done={news?.put ?? null}
        onDone={word => setNews(word === null ? null : { put: word })}
        onTakeOff={takeOff}
      />
      <FamilyBoard session={session} child={child} said={said} tell={tell} gone={news?.off ?? null} trouble={trouble} onTakeOff={takeOff} />
      <div class="family-end">
        <ButtonLink href={board} look="main" icon={Check}>
          <span {...tell(words.finished)} />
        </ButtonLink>
        <ButtonLink href={`/complaints/new?baby=${encodeURIComponent(child.id)}`} look="quiet">
          <span {...tell(words.dataNotRight)} />
        </ButtonLink>
      </div>
    </div>
  );
}

/** What happened to a word last: it was put on the board, or taken off again. */
function useNews(session: Session) {
  const [news, setNews] = useState<{ readonly put?: string; readonly off?: string } | null>(null);
  const [trouble, setTrouble] = useState<RefusalName | null>(null);
  const takeOff = async (kept: Kept<typeof strengthWordKind>) => {
    const outcome = await takeBackWord(session, kept, 'taken-back');
    setTrouble(outcome.ok ? null : outcome.trouble);
    if (outcome.ok) setNews({ off: kept.row.word });
  };
  return { news, trouble, setNews, takeOff };
}

/** The way back for staff, the languages in their own scripts, and the voice where there is one. */
function FamilyBar({ speech, board, onLanguage }: { speech: Speech; board: string; onLanguage: (language: Language) => void }) {
  const { text: readAloud, ...spoken } = sayIn(speech, words.readAloud);
  const { text: label, ...written } = sayIn(speech, words.language);
  const choose = (tag: string) => {
    const chosen = languages.find(one => one.tag === tag);
    if (chosen) onLanguage(chosen);
  };
  return (
    <div class="family-bar">
      <ButtonLink href={board} look="quiet" icon={{ mirrors: ArrowLeft }}>
        <InEnglish>{say(boardWords.toBoard)}</InEnglish>
      </ButtonLink>
      <div class="family-reading">
        <span {...spoken}>
          <ReadAloud
            text={explained.map(sentence => sayIn(speech, sentence))}
            lang={speech.language.lang}
            label={readAloud}
            stopLabel={sayIn(speech, words.stopReading).text}
          />
        </span>
        <label class="language" {...written}>
          <Icon of={Languages} />
          <span class="listened">{label}</span>
          <select value={speech.language.tag} onChange={event => choose(event.currentTarget.value)}>
            {languages.map(({ tag, lang, dir, name }) => (
              <option key={tag} value={tag} lang={lang} dir={dir}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  );
}
