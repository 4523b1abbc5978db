// A strengths board: the baby's face, three words from the family, three from the educators.
import { History, Languages } from 'lucide';
import { useCallback, useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import type { Kept } from '../../sync/records.store';
import type { RefusalName } from '../../sync/verdict';
import { ButtonLink } from '../../ui/Button';
import { Damaged, Reading } from '../../ui/Damaged';
import { Face } from '../../ui/Face';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import type { PathParameters } from '../../ui/place';
import { Undo } from '../../ui/Undo';
import { useLive } from '../../ui/use-live';
import { useUnfinished } from '../../ui/use-unfinished';
import { boardWords as words } from '../../ui/words/boards';
import { refusalWords } from '../../ui/words/refusals';
import { say } from '../../ui/words/say';
import type { childKind } from '../roster/child';
import { liveChildren, liveColleagues } from '../roster/roster.store';
import { AddWord } from './AddWord';
import { BoardTiles } from './BoardTiles';
import { boardSide, sides } from './board-sides';
import { NoBaby } from './NoBaby';
import { type BegunWord, takeBackWord, unfinishedWord } from './saying.store';
import type { strengthWordKind } from './strength-word';
import { liveWords } from './strengths-board.store';
import './boards.css';

export function BoardPage({ session, params }: { session: Session } & PathParameters) {
  const children = useLive(() => liveChildren(session), [session]);
  const child = children?.items.find(({ id }) => id === params.child);
  if (child) return <Board session={session} child={child} />;
  return children ? <NoBaby /> : <Reading />;
}

type KeptWord = Kept<typeof strengthWordKind>;

/** Taking back, with ten seconds in which it can be undone. */
function useTakingBack(session: Session) {
  const [gone, setGone] = useState<KeptWord | null>(null);
  const [trouble, setTrouble] = useState<RefusalName | null>(null);
  const forget = useCallback(() => setGone(null), []);
  const change = async (kept: KeptWord, standing: 'said' | 'taken-back') => {
    const outcome = await takeBackWord(session, kept, standing);
    setTrouble(outcome.ok ? null : outcome.trouble);
    setGone(outcome.ok && standing === 'taken-back' ? kept : null);
  };
  return { gone, trouble, change, forget };
}

function BoardFace({ baby }: { baby: Kept<typeof childKind>['row'] }) {
  return (
    <div class="board-face">
      <Face face={baby.face} name={baby.name} />
      <p class="board-name">
        <bdi dir="auto">{baby.name}</bdi>
      </p>
      <p class="soft">{say(words.age, { count: baby.ageInMonths })}</p>
    </div>
  );
}

function Board({ session, child }: { session: Session; child: Kept<typeof childKind> }) {
  const listing = useLive(() => liveWords(session, child.id), [session, child.id]);
  const colleagues = useLive(() => liveColleagues(session), [session]);
  const [adding, setAdding] = useState<BegunWord | null>(null);
  const { hold, finish } = useUnfinished(unfinishedWord(session, child.id), begun => setAdding(now => now ?? begun));
  const closeAdding = () => {
    setAdding(null);
    void finish();
  };
  const { gone, trouble, change, forget } = useTakingBack(session);
  const said = listing?.items ?? [];
  const nameOf = (author: string) => colleagues?.items.find(({ id }) => id === author)?.row.name ?? say(words.aColleague);
  return (
    <Page
      title={say(words.boardOf, { name: child.row.name })}
      tab={say(words.title)}
      back="/babies"
      beside={
        <ButtonLink href={`/babies/${encodeURIComponent(child.id)}/family`} icon={Languages}>
          {say(words.showToFamily)}
        </ButtonLink>
      }
    >
      {listing ? <Damaged count={listing.damaged} /> : <Reading />}
      {trouble && (
        <Notice tone="trouble">
          <p>{say(refusalWords[trouble])}</p>
        </Notice>
      )}
      <div class="board">
        <BoardFace baby={child.row} />
        {sides.map(side => (
          <BoardTiles
            key={side}
            side={side}
            board={boardSide(said, side)}
            me={session.person.id}
            nameOf={nameOf}
            homeLanguage={child.row.homeLanguage}
            onAdd={() => setAdding({ side, word: '' })}
            onTakeBack={kept => void change(kept, 'taken-back')}
          />
        ))}
      </div>
      {said.length > 0 && (
        <div class="row">
          <ButtonLink href={`/babies/${encodeURIComponent(child.id)}/changes`} look="quiet" icon={History}>
            {say(words.changes)}
          </ButtonLink>
        </div>
      )}
      {adding && <AddWord session={session} child={child} begun={adding} hold={hold} said={said} onClose={closeAdding} />}
      {gone && (
        <Undo onUndo={() => void change(gone, 'said')} onGone={forget}>
          {say(words.takenBack, { word: gone.row.word })}
        </Undo>
      )}
    </Page>
  );
}
