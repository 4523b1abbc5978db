// One side of the board: three tiles, filled or waiting, and how many more words are kept behind them.
import { Plus, Undo2 } from 'lucide';
import type { Kept } from '../../sync/records.store';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { SavedTag } from '../../ui/SavedTag';
import { boardWords as words } from '../../ui/words/boards';
import { say } from '../../ui/words/say';
import { type BoardSide, languageOf, type Side } from './board-sides';
import type { strengthWordKind } from './strength-word';

type KeptWord = Kept<typeof strengthWordKind>;

export interface BoardTilesProps {
  side: Side;
  board: BoardSide<KeptWord>;
  /** The id of who is unlocked. */
  me: string;
  nameOf: (author: string) => string;
  homeLanguage: string;
  onAdd: () => void;
  onTakeBack: (kept: KeptWord) => void;
}

const looks = {
  family: { hue: 'ochre', title: words.family, empty: words.waitingForFamily },
  educator: { hue: 'teal', title: words.educators, empty: words.addWord },
} as const;

export function BoardTiles({ side, board, me, nameOf, homeLanguage, onAdd, onTakeBack }: BoardTilesProps) {
  const look = looks[side];
  return (
    <section class="board-side" data-hue={look.hue} data-side={side}>
      <h2>{say(look.title)}</h2>
      <ul class="board-words">
        {board.shown.map(kept => (
          <li key={kept.id}>
            <WordTile
              kept={kept}
              side={side}
              isMine={kept.author === me}
              nameOf={nameOf}
              homeLanguage={homeLanguage}
              onTakeBack={onTakeBack}
            />
          </li>
        ))}
        {Array.from({ length: board.empty }, (_, at) => (
          <li key={at}>
            <button type="button" class="word-tile word-empty" onClick={onAdd}>
              <Icon of={Plus} />
              {say(look.empty)}
            </button>
          </li>
        ))}
      </ul>
      {board.more > 0 && <p class="small soft">{say(words.more, { count: board.more })}</p>}
      {board.empty === 0 && (
        <Button look="quiet" icon={Plus} onPress={onAdd}>
          {say(words.addAnother)}
        </Button>
      )}
    </section>
  );
}

interface WordTileProps extends Pick<BoardTilesProps, 'side' | 'nameOf' | 'homeLanguage' | 'onTakeBack'> {
  kept: KeptWord;
  isMine: boolean;
}

function WordTile({ kept, side, isMine, nameOf, homeLanguage, onTakeBack }: WordTileProps) {
  const { word } = kept.row;
  return (
    <div class="word-tile">
      <p class="word">
        <bdi dir="auto" lang={side === 'family' ? languageOf(word, homeLanguage) : undefined}>
          {word}
        </bdi>
      </p>
      <p class="small word-by">{byWhom(side, isMine, nameOf(kept.author))}</p>
      {isMine && (
        <p class="word-mine">
          {kept.saved !== 'sent' && <SavedTag saved={kept.saved} />}
          <button type="button" class="word-take-back" aria-label={say(words.takeBackWord, { word })} onClick={() => onTakeBack(kept)}>
            <Icon of={{ mirrors: Undo2 }} size={18} />
            {say(words.takeBack)}
          </button>
        </p>
      )}
    </div>
  );
}

function byWhom(side: Side, isMine: boolean, name: string): string {
  if (side === 'family') return isMine ? say(words.writtenDownByYou) : say(words.writtenDownBy, { name });
  return isMine ? say(words.saidByYou) : say(words.said, { name });
}
