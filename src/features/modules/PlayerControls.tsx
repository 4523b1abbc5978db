// What the thumb does while a webcast plays: play, ten seconds back, speed, captions.
import { Captions, CaptionsOff, Gauge, Pause, Play, RotateCcw } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { learnWords as words } from '../../ui/words/learn';
import { say } from '../../ui/words/say';

const speeds = [1, 1.25, 1.5, 2, 0.75];

type Video = { readonly current: HTMLVideoElement | null };

interface ControlsProps {
  video: Video;
  isPlaying: boolean;
  toggle: () => void;
  back: () => void;
}

export function PlayerControls({ video, isPlaying, toggle, back }: ControlsProps) {
  return (
    <div class="player-acts">
      <Button look="main" icon={isPlaying ? Pause : Play} onPress={toggle}>
        {say(isPlaying ? words.pause : words.play)}
      </Button>
      <Button icon={RotateCcw} onPress={back}>
        {say(words.backTen)}
      </Button>
      <Speed video={video} />
      <CaptionsSwitch video={video} />
    </div>
  );
}

function Speed({ video }: { video: Video }) {
  const [at, setAt] = useState(() => Math.max(0, speeds.indexOf(video.current?.playbackRate ?? 1)));
  const rate = speeds[at] ?? 1;
  useEffect(() => {
    if (video.current) video.current.playbackRate = rate;
  }, [video, rate]);
  return (
    <Button icon={Gauge} onPress={() => setAt((at + 1) % speeds.length)}>
      {say(words.speed, { rate: `${rate}×` })}
    </Button>
  );
}

function CaptionsSwitch({ video }: { video: Video }) {
  const [isOn, setOn] = useState(() => video.current?.textTracks?.[0]?.mode !== 'hidden');
  useEffect(() => {
    const track = video.current?.textTracks?.[0];
    if (track) track.mode = isOn ? 'showing' : 'hidden';
  }, [video, isOn]);
  return (
    <Button icon={isOn ? Captions : CaptionsOff} pressed={isOn} onPress={() => setOn(!isOn)}>
      {say(words.captions)}
    </Button>
  );
}
