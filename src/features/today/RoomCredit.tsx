// Asks once, quietly, whether she was there when the room watched without a PIN; what she answers stands after ten seconds.
import { Check } from 'lucide';
import { useCallback, useRef, useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import { timeInWords } from '../../kernel/calendar-day';
import type { WriteTrouble } from '../../sync/verdict';
import { Button } from '../../ui/Button';
import { useHandOver } from '../../ui/hand-over';
import { Notice } from '../../ui/Notice';
import { Undo } from '../../ui/Undo';
import { refusalWords } from '../../ui/words/refusals';
import { roomWords as words } from '../../ui/words/room';
import { say } from '../../ui/words/say';
import type { liveProgress } from '../modules/module-progress.store';
import type { Module } from '../modules/pack';
import type { Sitting } from '../modules/room';
import { answerSitting } from '../modules/room-credit.store';

type Progress = NonNullable<ReturnType<typeof liveProgress>['signal']['value']>['items'];

interface CreditProps {
  session: Session;
  asked: Sitting;
  modules: readonly Module[];
  progress: Progress;
}

interface Answer {
  readonly sitting: Sitting;
  readonly wasThere: boolean;
}

/** An answer waits for ten seconds, for her to take it back, and is kept before the page goes. */
function useAnswer(session: Session, progress: Progress) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [trouble, setTrouble] = useState<WriteTrouble | null>(null);
  const newest = useRef({ answer, progress });
  newest.current.progress = progress;
  const give = (next: Answer | null) => {
    if (next) document.querySelector('main')?.focus({ preventScroll: true }); // the button that she pressed goes
    newest.current.answer = next;
    setAnswer(next);
    setTrouble(null);
  };
  const keep = useCallback(async () => {
    const { answer: given, progress: known } = newest.current;
    if (!given) return;
    newest.current.answer = null;
    const before = known.find(({ row }) => row.module === given.sitting.module);
    const kept = await answerSitting(session, given.sitting, given.wasThere, before);
    setAnswer(null);
    if (!kept.ok) setTrouble(kept.trouble);
  }, [session]);
  useHandOver(keep);
  const onGone = useCallback(() => void keep(), [keep]);
  return { answer, trouble, give, onGone };
}

export function RoomCredit({ session, asked, modules, progress }: CreditProps) {
  const { answer, trouble, give, onGone } = useAnswer(session, progress);
  if (answer) {
    return (
      <Undo key={answer.sitting.id} onUndo={() => give(null)} onGone={onGone}>
        {say(answer.wasThere ? words.counted : words.notCounted)}
      </Undo>
    );
  }
  return (
    <section class="card room-credit" aria-labelledby="were-you-there">
      <div class="grows">
        <h2 id="were-you-there">{say(words.wereYouThere)}</h2>
        <p>{watchedInWords(asked, modules)}</p>
      </div>
      <div class="row">
        <Button icon={Check} onPress={() => give({ sitting: asked, wasThere: true })}>
          {say(words.countIt)}
        </Button>
        <Button look="quiet" onPress={() => give({ sitting: asked, wasThere: false })}>
          {say(words.notMe)}
        </Button>
      </div>
      {trouble && (
        <Notice tone="trouble">
          <p>{say(refusalWords[trouble])}</p>
        </Notice>
      )}
    </section>
  );
}

function watchedInWords({ module: id, chapters, begun }: Sitting, modules: readonly Module[]): string {
  const at = modules.findIndex(one => one.id === id);
  const parts = (modules[at]?.chapters ?? []).flatMap((chapter, place) => (chapters.includes(chapter.id) ? [place + 1] : []));
  const [first = 1, last = first] = [parts[0], parts.at(-1)];
  const about = { module: at + 1, time: timeInWords(begun) };
  if (first === last) return say(words.watched, { ...about, part: first });
  return say(last === first + 1 ? words.watchedTwo : words.watchedMany, { ...about, first, last });
}
