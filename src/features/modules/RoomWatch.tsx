// Watching in the room, for nobody in particular: the whole player, the room's own place kept, and a way back to the tiles.
import { ArrowLeft, Check } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { newId } from '../../kernel/id';
import { Button } from '../../ui/Button';
import { useHandOver } from '../../ui/hand-over';
import { Page } from '../../ui/Page';
import { useLive } from '../../ui/use-live';
import { roomWords as words } from '../../ui/words/room';
import { say } from '../../ui/words/say';
import type { Shelf } from './module.store';
import { Player } from './Player';
import type { RoomPlan } from './room';
import { liveRoom, noteRoom } from './room.store';
import './room.css';

export interface RoomWatchProps {
  shelf: Shelf;
  start: RoomPlan;
  /** Back to the tiles. */
  onDone: () => void;
}

/** Keeps the room's place while it plays. Where it cannot be kept, the webcast plays all the same: nobody's words are lost. */
function useRoomPlace({ tablet }: Shelf, { plan, isAgain }: RoomPlan) {
  const [sitting] = useState(() => newId(tablet.clock(), tablet.random()));
  const at = useRef({ position: plan.from, chapters: new Set<string>(), isNew: false });
  const keep = async () => {
    if (!at.current.isNew) return;
    at.current.isNew = false;
    const { position, chapters } = at.current;
    await noteRoom(tablet, { sitting, module: plan.module.id, position: Math.floor(position), chapters: [...chapters], isAgain });
  };
  useHandOver(keep);
  const onAt = (position: number, ended: readonly string[]) => {
    at.current.position = position;
    at.current.isNew = true;
    for (const chapter of ended) at.current.chapters.add(chapter);
  };
  return { onAt, onPause: () => void keep() };
}

export function RoomWatch({ shelf, start, onDone }: RoomWatchProps) {
  const { module, from, until } = start.plan;
  const place = useRoomPlace(shelf, start);
  const room = useLive(() => liveRoom(shelf.tablet), [shelf]);
  return (
    <main class="room-watch">
      <div class="room-back">
        <Button look="quiet" icon={{ mirrors: ArrowLeft }} onPress={onDone}>
          {say(words.toNames)}
        </Button>
      </div>
      <Page title={module.title}>
        <Player
          module={module}
          begin={from}
          until={until}
          playsAtOnce
          watched={room?.ways[module.id]?.chapters ?? []}
          kept={say(words.placeKept)}
          afterwards={isEnd => (
            <Button look={isEnd ? 'main' : 'plain'} icon={Check} onPress={onDone}>
              {say(words.done)}
            </Button>
          )}
          {...place}
        >
          <p class="small soft">{say(words.noName)}</p>
        </Player>
      </Page>
    </main>
  );
}
