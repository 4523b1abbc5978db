// In the list of what somebody has kept: what gave way to another change, beside what stands; one tap says which of them she wants.
import { Check, ChevronRight, PenLine } from 'lucide';
import { useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import { dayInWords, timeInWords } from '../../kernel/calendar-day';
import { inSentence } from '../../kernel/text';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { textIn } from '../../ui/place';
import { valueInWords } from '../../ui/value-in-words';
import { kitWords } from '../../ui/words/kit';
import { refusalWords } from '../../ui/words/refusals';
import { savedWords } from '../../ui/words/saved';
import { say } from '../../ui/words/say';
import { asideWords as words } from '../../ui/words/set-aside';
import type { Wording } from '../saved/SavedItem';
import { type Dealt, leaveAside, type OpenAside, putRight, undoAside } from './set-aside.store';
import './history.css';

export interface SetAsidesProps {
  session: Session;
  asides: readonly OpenAside[];
  wording: Wording;
  /** Of people, by `person <id>`. */
  names: ReadonlyMap<string, string> | undefined;
  /** Looks now whether something can be sent. */
  nudge: () => void;
  /** A link was followed. */
  leave: () => void;
}

/** What was done last, with the way back. */
interface Told {
  readonly text: string;
  readonly dealt: Dealt | null;
}

export function SetAsides({ session, asides, wording, names, nudge, leave }: SetAsidesProps) {
  const [told, setTold] = useState<Told | null>(null);
  const act = async (work: ReturnType<typeof putRight>, text: string, isUndone = false) => {
    const outcome = await work;
    if (outcome.ok) nudge();
    setTold(outcome.ok ? { text, dealt: isUndone ? null : outcome.value } : { text: say(refusalWords[outcome.trouble]), dealt: null });
  };
  if (asides.length === 0 && !told) return null;
  return (
    <section class="kept-part">
      {asides.length > 0 && (
        <>
          <h3>{say(words.part)}</h3>
          <p class="small soft">{say(words.help)}</p>
        </>
      )}
      <div class="row" data-said={told !== null || undefined}>
        <p class="grows" role="status">
          {told?.text}
        </p>
        {told?.dealt && (
          <Button onPress={() => told.dealt && void act(undoAside(session, told.dealt), say(words.isBack), true)}>
            {say(kitWords.undo)}
          </Button>
        )}
      </div>
      <ul class="list">
        {asides.map(one => (
          <li key={one.aside.id}>
            <SetAsideItem
              one={one}
              me={session.person.id}
              wording={wording}
              names={names}
              leave={leave}
              onUse={() => void act(putRight(session, one.aside), say(words.isRight))}
              onLeave={() => void act(leaveAside(session, one.aside), say(words.isLeft))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ItemProps extends Pick<SetAsidesProps, 'wording' | 'names' | 'leave'> {
  one: OpenAside;
  me: string;
  onUse: () => void;
  onLeave: () => void;
}

function SetAsideItem({ one: { aside, now }, me, wording, names, leave, onUse, onLeave }: ItemProps) {
  const { kind, record, field, value, wrote, tablet, winner, winnerTablet } = aside.row;
  const mayUse = isFreeToUse(now);
  const kept = wording.kinds.find(one => one.kind === kind);
  const fields: Readonly<Record<string, unknown>> = now?.row ?? {};
  const where = now && kept?.where(record, fields);
  const called = say(kept?.called(fields) ?? savedWords.somethingElse);
  const own = kept?.words && kept.words !== field ? textIn(fields, kept.words) : null;
  const when = { day: dayInWords(wrote), time: timeInWords(wrote) };
  return (
    <div class="kept" data-needs>
      <div class="kept-head">
        <h4>
          {where ? (
            <a class="kept-title" href={where} onClick={leave}>
              {called}
              <Icon of={{ mirrors: ChevronRight }} size={20} />
            </a>
          ) : (
            called
          )}
        </h4>
      </div>
      {own && (
        <p class="kept-words">
          <bdi dir="auto">{own}</bdi>
        </p>
      )}
      <div class="aside-two">
        <div class="aside-one">
          <p class="small soft">{tablet ? say(words.youOn, { ...when, tablet: inSentence(tablet) }) : say(words.you, when)}</p>
          <Value kind={kind} field={field} value={value} />
        </div>
        <div class="aside-one" data-stands>
          <p class="small soft">{standsInWords(winner === me, winnerTablet, names?.get(`person ${winner}`))}</p>
          {now ? <Value kind={kind} field={field} value={fields[field]} /> : <p>{say(words.gone)}</p>}
        </div>
      </div>
      <div class="row">
        {mayUse && (
          <Button icon={PenLine} onPress={onUse}>
            {say(winner === me ? words.useYours : words.use)}
          </Button>
        )}
        {!mayUse && where && (
          <a class="button button-plain" href={where} onClick={leave}>
            <Icon of={PenLine} />
            <span>{say(words.look)}</span>
          </a>
        )}
        <Button look="quiet" icon={Check} onPress={onLeave}>
          {say(words.leave)}
        </Button>
      </div>
    </div>
  );
}

/** What is sent to others with it is asked about on its own page. */
const isFreeToUse = (now: OpenAside['now']): boolean => now?.leaves === false;

function standsInWords(isHers: boolean, tablet: string, name: string | undefined): string {
  if (isHers) return tablet ? say(words.standsYoursOn, { tablet: inSentence(tablet) }) : say(words.standsYours);
  return name ? say(words.standsTheirs, { name: inSentence(name) }) : say(words.standsSomebody);
}

function Value({ kind, field, value }: { kind: string; field: string; value: unknown }) {
  const { sentence, text } = valueInWords(kind, field, value);
  return <p class="kept-words prose">{sentence ? say(sentence) : <bdi dir="auto">{text}</bdi>}</p>;
}
