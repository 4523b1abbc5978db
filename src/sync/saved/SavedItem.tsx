// One kept thing in the list: what it is, whose, since when, where it is now, and what can be done with it.
import { Check, ChevronRight, Copy, PenLine, RotateCw } from 'lucide';
import { useId, useState } from 'preact/hooks';
import type { Person } from '../../device/database';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { firstLine, inSentence } from '../../kernel/text';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { type About, type KeptKind, textIn } from '../../ui/place';
import { SavedTag } from '../../ui/SavedTag';
import { refusalWords } from '../../ui/words/refusals';
import { savedWords as words } from '../../ui/words/saved';
import { say } from '../../ui/words/say';
import { mayTryAgain, rootReason } from './refused';
import type { CopiedItem } from './saved-copy';
import type { KeptItem } from './saved-list.store';

/** What is needed to say what a kept thing is. */
export interface Wording {
  readonly person: Pick<Person, 'name' | 'hue'>;
  readonly kinds: readonly KeptKind[];
  /** What a baby, a module or a task is called; undefined where this tablet cannot tell. */
  readonly nameOf: (about: About) => string | undefined;
}

const kindOf = ({ kinds }: Wording, item: KeptItem): KeptKind | undefined => kinds.find(({ kind }) => kind === item.kind);

function byInWords({ person, nameOf }: Wording, about: About | null): string {
  const name = inSentence(person.name);
  const called = about && nameOf(about);
  if (about?.of === 'family')
    return called ? say(words.byForFamily, { name, baby: inSentence(called) }) : say(words.byForAFamily, { name });
  if (about?.of === 'baby') return called ? say(words.byForBaby, { name, baby: inSentence(called) }) : say(words.byForABaby, { name });
  return called ? say(words.byOn, { name, title: called }) : say(words.by, { name });
}

function whenInWords({ at, saved }: KeptItem): string {
  const isWaiting = saved === 'saved-here' || saved === 'sending';
  return say(isWaiting ? words.since : words.written, { day: dayInWords(at), time: timeInWords(at) });
}

const reasonsOf = ({ refused: [first, ...others] }: KeptItem) => first && ([first.reason, ...others.map(({ reason }) => reason)] as const);

/** The thing in sentences, for the screen and for the file. */
export function itemInWords(wording: Wording, item: KeptItem): CopiedItem & { readonly isOpen: boolean } {
  const [kind, reasons, fields] = [kindOf(wording, item), reasonsOf(item), item.fields];
  const own = kind?.words && fields ? textIn(fields, kind.words) : null;
  return {
    what: say(kind?.called(fields ?? {}) ?? words.somethingElse),
    by: byInWords(wording, (fields && kind?.about(fields)) ?? null),
    when: whenInWords(item),
    reason: reasons ? say(refusalWords[rootReason(reasons)]) : null,
    words: fields ? own : say(reasons ? words.cannotOpenRefused : words.cannotOpen),
    isOpen: fields !== null,
  };
}

export interface ItemActs {
  readonly tryAgain: (item: KeptItem) => void;
  readonly putAway: (item: KeptItem) => void;
  /** A link was followed. */
  readonly leave: () => void;
}

export function SavedItem({ wording, item, acts }: { wording: Wording; item: KeptItem; acts: ItemActs }) {
  const said = itemInWords(wording, item);
  const words = useId();
  const where = item.isThere && item.fields ? (kindOf(wording, item)?.where(item.row, item.fields) ?? null) : null;
  return (
    <div class="kept" data-needs={item.saved === 'needs-you' || undefined}>
      <div class="kept-head">
        <h4>
          {where ? (
            <a class="kept-title" href={where} aria-describedby={words} onClick={acts.leave}>
              {said.what}
              <Icon of={{ mirrors: ChevronRight }} size={20} />
            </a>
          ) : (
            said.what
          )}
        </h4>
        <SavedTag saved={item.saved} />
      </div>
      {said.reason && <p class="kept-reason">{said.reason}</p>}
      <div id={words}>{said.words && <Words text={said.words} isOpen={said.isOpen} />}</div>
      <div class="kept-by small soft">
        <Avatar name={wording.person.name} hue={wording.person.hue} />
        <p>
          <span>{said.by}</span>
          <span class="number">{said.when}</span>
        </p>
      </div>
      {item.saved === 'needs-you' && <Decide wording={wording} item={item} acts={acts} text={said.isOpen ? said.words : null} />}
    </div>
  );
}

/** As much as two lines on the widest screen hold. */
const mostInALine = 200;

/** The beginning; a tap shows all of it. */
function Words({ text, isOpen }: { text: string; isOpen: boolean }) {
  const [isWhole, setWhole] = useState(false);
  const short = firstLine(text, mostInALine);
  if (!isOpen) return <p class="soft">{text}</p>;
  return (
    <>
      <p class={isWhole ? 'prose kept-words' : 'clamp kept-words'}>
        <bdi dir="auto">{isWhole ? text : short}</bdi>
      </p>
      {short !== text.trim() && (
        <p>
          <button type="button" class="kept-more" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {say(isWhole ? words.fewerWords : words.allWords)}
          </button>
        </p>
      )}
    </>
  );
}

/** What its author can do with what the server did not take: what would be refused again is not offered to be tried again. */
function Decide({ wording, item, acts, text }: { wording: Wording; item: KeptItem; acts: ItemActs; text: string | null }) {
  const reasons = reasonsOf(item) ?? [];
  const isWorthTrying = item.fields !== null && mayTryAgain(reasons);
  const afresh = isWorthTrying || !item.fields ? null : (kindOf(wording, item)?.afresh(item.fields) ?? null);
  return (
    <div class="row">
      {isWorthTrying && (
        <Button icon={RotateCw} onPress={() => acts.tryAgain(item)}>
          {say(words.tryAgain)}
        </Button>
      )}
      {text && <CopyWords text={text} />}
      {afresh && (
        <a class="button button-plain" href={afresh} onClick={acts.leave}>
          <Icon of={PenLine} />
          <span>{say(words.writeAgain)}</span>
        </a>
      )}
      <Button look="quiet" icon={Check} onPress={() => acts.putAway(item)}>
        {say(words.putAway)}
      </Button>
    </div>
  );
}

function CopyWords({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(say(words.copied)),
      () => setSaid(say(words.notCopied)),
    );
  return (
    <>
      <Button icon={Copy} onPress={() => void copy()}>
        {say(words.copy)}
      </Button>
      <span role="status">{said}</span>
    </>
  );
}
