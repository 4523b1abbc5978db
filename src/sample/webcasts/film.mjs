// Takes the frames of a clip in headless Chromium and encodes them, with the track, for every tablet we support.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromium } from 'playwright-core';
import { HEIGHT, WIDTH } from './page.mjs';
import { chromiumPath } from './programs.mjs';

const FRAMES = 25;
const KEYFRAME_SECONDS = 2;
const POSTER_AT = 3;
const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
];
/** Less boom and hiss, a little warmth, then an even loudness for a room with babies in it. */
const VOICE =
  'highpass=f=80,equalizer=f=220:t=q:w=1:g=1.5,equalizer=f=3300:t=q:w=1.2:g=-2.5,treble=g=1.5:f=6000,loudnorm=I=-18:TP=-2:LRA=7';

export async function openFilmStudio() {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: SWITCHES });
  const tab = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  return {
    /** Shows the page's moments one by one and writes the clip. */
    async film({ html, seconds, track, file }) {
      await tab.setContent(html);
      const encoder = ffmpeg(['-f', 'image2pipe', '-framerate', FRAMES, '-c:v', 'png', '-i', '-', '-i', track, ...encoding(seconds), file]);
      for (let i = 0; i < seconds * FRAMES; i++) {
        const frame = await picture(tab, i / FRAMES);
        if (!encoder.stdin.write(frame)) await once(encoder.stdin, 'drain');
      }
      encoder.stdin.end();
      await ended(encoder);
    },
    async poster({ html, file }) {
      await tab.setContent(html);
      const encoder = ffmpeg([
        '-f',
        'image2pipe',
        '-c:v',
        'png',
        '-i',
        '-',
        '-frames:v',
        1,
        '-c:v',
        'libwebp',
        '-quality',
        82,
        '-compression_level',
        6,
        file,
      ]);
      encoder.stdin.end(await picture(tab, POSTER_AT));
      await ended(encoder);
    },
    close: () => browser.close(),
  };
}

async function picture(tab, seconds) {
  await tab.evaluate(now => window.show(now), seconds);
  return tab.screenshot({ type: 'png' });
}

const encoding = seconds => [
  '-vf',
  'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p',
  '-c:v',
  'libx264',
  '-profile:v',
  'main',
  '-level',
  '3.1',
  '-preset',
  'slow',
  '-tune',
  'animation',
  '-crf',
  26,
  '-g',
  FRAMES * KEYFRAME_SECONDS,
  '-keyint_min',
  FRAMES * KEYFRAME_SECONDS,
  '-sc_threshold',
  0,
  '-colorspace',
  'bt709',
  '-color_primaries',
  'bt709',
  '-color_trc',
  'bt709',
  '-color_range',
  'tv',
  '-af',
  VOICE,
  '-c:a',
  'aac',
  '-b:a',
  '56k',
  '-ar',
  44100,
  '-ac',
  1,
  '-t',
  seconds,
  '-map_metadata',
  -1,
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-flags:a',
  '+bitexact',
  '-movflags',
  '+faststart',
];

function ffmpeg(args) {
  const child = spawn('ffmpeg', ['-v', 'error', '-y', ...args.map(String)], { stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.on('error', () => {}); // the exit code says it better
  return child;
}

async function ended(child) {
  const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
  if (code !== 0) throw new Error(`ffmpeg stopped with code ${code}`);
}
