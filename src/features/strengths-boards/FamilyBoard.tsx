// The board as it is now, for the family to see: their words as they were written, ours beside them, and empty places.
import { Undo2 } from 'lucide';
import type { Session } from '../../device/session';
import type { Kept } from '../../sync/records.store';
import type { RefusalName } from '../../sync/verdict';
import { Button } from '../../ui/Button';
import { Face } from '../../ui/Face';
import { familyWords as words } from '../../ui/words/family';
import type { childKind } from '../roster/child';
import { boardSide, languageOf, type Side, sides } from './board-sides';
import { FamilyTrouble } from './FamilyTrouble';
import type { strengthWordKind } from './strength-word';
import type { Tell } from './Told';

type KeptWord = Kept<typeof strengthWordKind>;

export interface FamilyBoardProps {
  session: Session;
  child: Kept<typeof childKind>;
  said: readonly KeptWord[];
  tell: Tell;
  /** The word that was taken off last; null when something else happened since. */
  gone: string | null;
  trouble: RefusalName | null;
  onTakeOff: (kept: KeptWord) => Promise<void>;
}

const looks = {
  family: { hue: 'ochre', title: words.fromFamily },
  educator: { hue: 'teal', title: words.fromNursery },
} as const;

export function FamilyBoard({ session, child, said, tell, gone, trouble, onTakeOff }: FamilyBoardProps) {
  const tile = (kept: KeptWord, side: Side) => (
    <li key={kept.id} class="word-tile">
      <p class="word">
        <bdi dir="auto" lang={side === 'family' ? languageOf(kept.row.word, child.row.homeLanguage) : 'en-GB'}>
          {kept.row.word}
        </bdi>
      </p>
      {side === 'family' && kept.author === session.person.id && (
        <Button look="quiet" icon={{ mirrors: Undo2 }} onPress={() => void onTakeOff(kept)}>
          <span {...tell(words.takeOff)} />
        </Button>
      )}
    </li>
  );
  return (
    <section class="stack">
      <h2 {...tell(words.boardNow)} />
      {trouble && <FamilyTrouble trouble={trouble} tell={tell} />}
      <p class="family-said" role="status" {...(gone === null ? {} : tell(words.offBoard, { word: gone }))} />
      <div class="board">
        <div class="board-face">
          <Face face={child.row.face} name={child.row.name} />
          <p class="board-name">
            <bdi dir="auto">{child.row.name}</bdi>
          </p>
        </div>
        {sides.map(side => {
          const { shown, empty, more } = boardSide(said, side);
          return (
            <section key={side} class="board-side" data-hue={looks[side].hue} data-side={side}>
              <h3 {...tell(looks[side].title)} />
              <ul class="board-words">
                {shown.map(kept => tile(kept, side))}
                {Array.from({ length: empty }, (_, at) => (
                  <li key={at} class="word-tile word-waiting" {...tell(words.stillEmpty)} />
                ))}
              </ul>
              {more > 0 && <p class="small soft" {...tell(words.more, { count: more })} />}
            </section>
          );
        })}
      </div>
    </section>
  );
}
