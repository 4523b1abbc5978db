// One thing that was not taken in: whose it is, what, why, and what its leader can do.
import { Check, FolderInput } from 'lucide';
import { inSentence } from '../../kernel/text';
import { Button } from '../../ui/Button';
import { type KeptKind, textIn } from '../../ui/place';
import type { Sentence } from '../../ui/words/define';
import { keptApartWords as words } from '../../ui/words/kept-apart';
import { say } from '../../ui/words/say';
import { whenAndWhere } from '../history/HistoryVersion';
import type { QuarantineReason } from '../verdict';
import type { KeptNote } from './kept-apart.store';

const reasonWords: Readonly<Record<QuarantineReason, Sentence>> = {
  'not-allowed': words.whyNotAllowed,
  'too-large': words.whyTooLong,
  'outside-limits': words.whyTooLong,
  'missing-field': words.whyIncomplete,
  'group-incomplete': words.whyIncomplete,
  'group-refused': words.whyIncomplete,
  'bad-signature': words.whyUnproven,
  'unknown-author': words.whyUnproven,
  'foreign-tablet': words.whyTablet,
  'number-reused': words.whyTablet,
  'unknown-key': words.whyServer,
  'cannot-open': words.whyServer,
  'future-version': words.whyServer,
  'unknown-kind': words.whyServer,
  malformed: words.whyServer,
  'server-fault': words.whyFault,
  erased: words.whyErased,
  'tablet-revoked': words.whyRevoked,
};

export interface NotesGiven {
  kept: readonly KeptKind[];
  nameOf: (what: string, id: string | null) => string | undefined;
  onTakeIn: (note: KeptNote) => void;
  onPutAway: (note: KeptNote) => void;
}

export function Note({ note, kept, nameOf, onTakeIn, onPutAway }: NotesGiven & { note: KeptNote }) {
  const { whose, kind, reason, tablet, came, count, fields, mayTakeIn, standing } = note.row;
  const keptKind = kept.find(one => one.kind === kind);
  const name = nameOf('person', whose) ?? (whose ? say(words.colleague) : null);
  const what = say(keptKind?.called(fields ?? {}) ?? words.something);
  const about = fields && keptKind ? keptKind.about(fields) : null;
  const baby = about && about.of !== 'task' && about.of !== 'module' ? nameOf('baby', about.id) : undefined;
  const own = fields && keptKind?.words ? textIn(fields, keptKind.words) : null;
  const isOpen = standing === 'waiting' || standing === 'cannot';
  return (
    <article class="version" data-standing={isOpen ? 'earlier' : 'stands'}>
      <header class="version-head">
        <h3 class="version-when">{name ? say(words.whose, { name: inSentence(name), what }) : say(words.somebody, { what })}</h3>
        {standing === 'taken-in' && <span class="tag tag-good">{say(words.takenIn)}</span>}
        {standing === 'put-away' && <span class="tag">{say(words.putAway)}</span>}
      </header>
      {own && (
        <p class="version-choice version-words">
          <bdi dir="auto">{own}</bdi>
        </p>
      )}
      {baby && <p class="small soft">{say(words.forBaby, { baby: inSentence(baby) })}</p>}
      {!fields && <p>{name ? say(words.privateWords, { name: inSentence(name) }) : say(words.privateWordsNobody)}</p>}
      {isOpen && <p>{say(standing === 'cannot' ? words.whyCannot : reasonWords[reason])}</p>}
      <p class="small soft number">
        {whenAndWhere(came, tablet)}
        {count > 1 && ` · ${say(words.count, { count })}`}
      </p>
      {isOpen && (
        <div class="row">
          {mayTakeIn && (
            <Button look="main" icon={FolderInput} onPress={() => onTakeIn(note)}>
              {say(words.takeIn)}
            </Button>
          )}
          <Button icon={Check} onPress={() => onPutAway(note)}>
            {name ? say(words.seen, { name: inSentence(name) }) : say(words.seenNobody)}
          </Button>
        </div>
      )}
      {isOpen && mayTakeIn && name && <p class="small soft">{say(words.takeInHelp, { name: inSentence(name) })}</p>}
    </article>
  );
}
