// One version of a record: what it said with what was new in it marked, when and on which tablet, and one tap to say it again.
import { Combine, RotateCcw } from 'lucide';
import { useState } from 'preact/hooks';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { firstLine, inSentence } from '../../kernel/text';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { valueInWords } from '../../ui/value-in-words';
import type { Sentence } from '../../ui/words/define';
import { historyWords as words } from '../../ui/words/history';
import { say } from '../../ui/words/say';
import { addedWords } from './added-words';
import { type FieldVersion, isPutTogether } from './history';

export interface HistoryVersionProps {
  kind: string;
  version: FieldVersion;
  /** What the field said before it; null: this is the first, or what came before is not on the page. */
  before: unknown;
  /** Who wrote it, in words; null where it is always the same person. */
  by: string | null;
  /** What the field is called; null where there is only one. */
  field: Sentence | null;
  /** Says it again; null where that is not hers to do, or it stands. */
  onAgain: (() => void) | null;
}

/** When and where, in one line. */
export const whenAndWhere = (at: number, tablet: string): string => {
  const when = { day: dayInWords(at), time: timeInWords(at) };
  return tablet === '' ? say(words.when, when) : say(words.on, { ...when, tablet: inSentence(tablet) });
};

export function HistoryVersion({ kind, version, before, by, field, onAgain }: HistoryVersionProps) {
  const { standing, at, tablet } = version;
  const isMade = isPutTogether(version);
  const { sentence } = valueInWords(kind, version.field, version.value);
  return (
    <article class="version" data-standing={standing}>
      <header class="version-head">
        <h2 class="version-when">{whenAndWhere(at, isMade ? '' : tablet)}</h2>
        {standing === 'stands' && <span class="tag tag-good">{say(words.stands)}</span>}
        {standing === 'lost' && <span class="tag tag-needs">{say(words.lost)}</span>}
      </header>
      {isMade && (
        <p class="version-made small soft">
          <Icon of={Combine} size={18} />
          {say(words.together)}
        </p>
      )}
      {(by || field) && <p class="small soft">{[field && say(field), isMade ? null : by].filter(Boolean).join(', ')}</p>}
      <Said kind={kind} version={version} before={before} />
      {onAgain && (
        <div class="row">
          <Button icon={{ mirrors: RotateCcw }} onPress={onAgain}>
            {say(sentence ? words.useThis : words.useWords)}
          </Button>
        </div>
      )}
    </article>
  );
}

/** More than this is folded at first, so that the list can be read as a list. */
const mostAtOnce = 600;

function Said({ kind, version, before }: Pick<HistoryVersionProps, 'kind' | 'version' | 'before'>) {
  const [isWhole, setWhole] = useState(false);
  const { sentence, text } = valueInWords(kind, version.field, version.value);
  if (sentence) return <p class="version-choice">{say(sentence)}</p>;
  if (text.trim() === '') return <p class="soft">{say(words.empty)}</p>;
  const isLong = text.length > mostAtOnce;
  return (
    <>
      <p class="prose version-words" dir="auto">
        {isLong && !isWhole ? firstLine(text, mostAtOnce) : <Marked text={text} before={before} />}
      </p>
      {isLong && (
        <p>
          <Button look="quiet" expanded={isWhole} onPress={() => setWhole(!isWhole)}>
            {say(isWhole ? words.fewer : words.all)}
          </Button>
        </p>
      )}
    </>
  );
}

function Marked({ text, before }: { text: string; before: unknown }) {
  if (typeof before !== 'string' || before === '') return <>{text}</>;
  return (
    <>
      {addedWords(before, text).map(({ text: piece, isAdded }, at) =>
        isAdded && piece.trim() !== '' ? (
          <span key={at}>
            <ins class="version-new">{piece.trimEnd()}</ins>
            {piece.slice(piece.trimEnd().length)}
          </span>
        ) : (
          <span key={at}>{piece}</span>
        ),
      )}
    </>
  );
}
