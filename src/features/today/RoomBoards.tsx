// The boards of each room: how many are complete and begun, and each baby's face with what is still to come.
import { CircleCheck } from 'lucide';
import { ButtonLink } from '../../ui/Button';
import { Face } from '../../ui/Face';
import { Icon } from '../../ui/Icon';
import { say } from '../../ui/words/say';
import { todayLeaderWords as words } from '../../ui/words/today-leader';
import { placeInWords } from '../roster/place-in-words';
import { type BoardStanding, boardsByRoom, type RoomOfBoards } from '../strengths-boards/board-standing';
import './roles.css';

/** A baby as her board is shown: with her face. */
export type BabyBoard = BoardStanding<{
  readonly id: string;
  readonly row: { readonly name: string; readonly room: string; readonly face: string };
}>;

interface RoomBoardsProps {
  boards: readonly BabyBoard[];
  /** What the rooms are called. */
  rooms: readonly { readonly id: string; readonly name: string }[];
}

/** More than a room of babies holds; who looks after more finds all of them under Babies. */
const mostInARoom = 24;

export function RoomBoards({ boards, rooms }: RoomBoardsProps) {
  if (boards.length === 0) return null;
  return (
    <section class="section">
      <h2>{say(words.roomsTitle)}</h2>
      {boardsByRoom(boards).map(room => (
        <Room key={room.room} room={room} name={placeInWords(rooms, room.room)} />
      ))}
    </section>
  );
}

function Room({ room, name }: { room: RoomOfBoards<BabyBoard['baby']>; name: string }) {
  const more = room.boards.length - mostInARoom;
  return (
    <div class="card stack">
      <div class="row spread">
        <h3 class="room-name">
          <bdi dir="auto">{name}</bdi>
        </h3>
        <p class="soft number">{countsOf(room)}</p>
      </div>
      <ul class="board-faces">
        {room.boards.slice(0, mostInARoom).map(board => (
          <li key={board.baby.id}>
            <BoardFace board={board} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p>
          <ButtonLink href="/babies" look="quiet">
            {say(words.moreBabies, { count: more })}
          </ButtonLink>
        </p>
      )}
    </div>
  );
}

/** What there is none of is not spoken of. */
function countsOf({ complete, begun, notBegun }: RoomOfBoards): string {
  return [
    ...(complete > 0 ? [say(words.roomComplete, { count: complete })] : []),
    ...(begun > 0 ? [say(words.roomBegun, { count: begun })] : []),
    ...(notBegun > 0 ? [say(words.roomNotBegun, { count: notBegun })] : []),
  ].join(' · ');
}

function BoardFace({ board: { baby, empty, state } }: { board: BabyBoard }) {
  return (
    <a class="board-face-link" href={`/babies/${encodeURIComponent(baby.id)}`} data-state={state}>
      <Face face={baby.row.face} name={baby.row.name} />
      <span class="board-face-name">
        <bdi dir="auto">{baby.row.name}</bdi>
      </span>
      <span class="small board-face-state">
        {state === 'complete' && <Icon of={CircleCheck} size={16} />}
        {state === 'complete' && say(words.complete)}
        {state === 'begun' && say(words.wordsToCome, { count: empty.family + empty.educator })}
        {state === 'not-begun' && say(words.notBegun)}
      </span>
    </a>
  );
}
