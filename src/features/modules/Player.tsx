// The player: the browser's own video with large controls of ours: play, ten seconds back, speed, captions, parts.
import { TriangleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Notice } from '../../ui/Notice';
import { learnWords as words } from '../../ui/words/learn';
import { say } from '../../ui/words/say';
import { secondsInWords } from './module-steps';
import { PlayerControls } from './PlayerControls';
import { PlayerParts } from './PlayerParts';
import { StoppedHere } from './StoppedHere';
import { type Playing, usePlaying } from './use-playing';
import './player.css';

export interface PlayerProps extends Playing {
  watched: readonly string[];
  /** What is kept, said where it stops. */
  kept: string;
  /** Offered where it stops, beside going on; at the webcast's end in its place. */
  afterwards: (isEnd: boolean) => ComponentChildren;
  /** A word about this watching, under the controls. */
  children?: ComponentChildren;
}

export function Player({ watched, kept, afterwards, children, ...playing }: PlayerProps) {
  const { video, now, isPlaying, stop, seek, toggle, events } = usePlaying(playing);
  const [isBroken, setBroken] = useState(false);
  const stage = useRef<HTMLDivElement>(null);
  const goOn = () => {
    stage.current?.focus({ preventScroll: true });
    toggle();
  };
  const { module } = playing;
  const { webcast } = module;
  return (
    <div class="player">
      {isBroken && (
        <Notice tone="trouble" icon={TriangleAlert}>
          <h2>{say(words.playerTrouble)}</h2>
          <p>{say(words.playerTroubleHelp)}</p>
        </Notice>
      )}
      <div ref={stage} class="player-stage" tabIndex={-1}>
        <video
          ref={video}
          class="player-picture"
          src={webcast.video.path}
          poster={webcast.poster.path}
          preload="metadata"
          playsInline
          aria-label={module.title}
          onClick={toggle}
          onError={() => setBroken(true)}
          {...events}
        >
          <track kind="captions" src={webcast.captions.path} srcLang="en" label="English" default />
        </video>
        <PlayerLine now={now} length={webcast.length} seek={seek} />
        {stop ? (
          <StoppedHere stop={stop} kept={kept} goOn={goOn} afterwards={afterwards} />
        ) : (
          <PlayerControls video={video} isPlaying={isPlaying} toggle={toggle} back={() => seek(now - 10)} />
        )}
        {children}
      </div>
      <PlayerParts module={module} now={now} watched={watched} onChoose={seek} />
    </div>
  );
}

function PlayerLine({ now, length, seek }: { now: number; length: number; seek: (to: number) => void }) {
  const where = say(words.positionOf, { now: secondsInWords(now), length: secondsInWords(length) });
  return (
    <div class="player-time">
      <input
        class="player-line"
        type="range"
        min={0}
        max={length}
        step={1}
        value={Math.floor(now)}
        aria-label={say(words.position)}
        aria-valuetext={where}
        onInput={event => seek(Number(event.currentTarget.value))}
      />
      <p class="number small soft">{where}</p>
    </div>
  );
}
