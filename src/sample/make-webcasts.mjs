// Makes the clip, captions and poster of the sample modules from their narration.yaml; run when a narration changes.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { captions } from './webcasts/captions.mjs';
import { openFilmStudio } from './webcasts/film.mjs';
import { disagreements, readNarration, timeline } from './webcasts/narration.mjs';
import { page } from './webcasts/page.mjs';
import { missing } from './webcasts/programs.mjs';
import { speaker, writeTrack } from './webcasts/speech.mjs';

const ROOT = fileURLToPath(new URL('programme/', import.meta.url));

const programme = parse(readFileSync(join(ROOT, 'programme.yaml'), 'utf8'));
const wanted = process.argv.slice(2);
const trouble = [
  ...missing(),
  ...wanted.filter(name => !programme.modules.includes(name)).map(name => `programme.yaml lists no module “${name}”`),
];
if (trouble.length > 0) stop(trouble);

const scratch = mkdtempSync(join(tmpdir(), 'webcasts-'));
try {
  await makeAll(programme.modules.filter(name => wanted.length === 0 || wanted.includes(name)));
} finally {
  rmSync(scratch, { recursive: true });
}

/** Everything is spoken and checked before the first frame is drawn, so that a slip costs seconds. */
async function makeAll(names) {
  const plans = names.map(plan);
  const wrong = plans.flatMap(({ folder, module, time }) =>
    disagreements(module, time).map(line => `${relative('', folder)}/module.yaml should say ${line}`),
  );
  if (wrong.length > 0) return stop(wrong);
  const studio = await openFilmStudio();
  for (const one of plans) await make(studio, one);
  await studio.close();
}

function plan(name) {
  const narration = readNarration(join(ROOT, 'modules', name));
  return { ...narration, number: programme.modules.indexOf(name) + 1, time: timeline(narration.slides, speaker(scratch)) };
}

async function make(studio, { folder, module, number, time }) {
  const html = page({ number, module, programme, time });
  const made = { clip: join(scratch, 'clip.mp4'), poster: join(scratch, 'poster.webp'), track: join(scratch, 'track.wav') };
  writeTrack(made.track, time);
  await studio.poster({ html, file: made.poster });
  await studio.film({ html, seconds: time.length, track: made.track, file: made.clip });
  copyFileSync(made.clip, join(folder, module.webcast.file));
  copyFileSync(made.poster, join(folder, module.webcast.poster));
  writeFileSync(join(folder, module.webcast.captions), captions(time));
  console.log(`${module.title}: ${time.length} s, ${Math.round(statSync(made.clip).size / 1024)} KB`);
}

function stop(lines) {
  for (const line of lines) console.error(line);
  process.exitCode = 1;
  if (lines === trouble) process.exit();
}
