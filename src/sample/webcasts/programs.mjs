// Finds and runs the programs from outside that the clips are made with, and says plainly which is missing.
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NEEDED = [
  ['ffmpeg', ['ffmpeg'], 'ffmpeg'],
  ['pico2wave', ['pico2wave'], 'libttspico-utils, in the non-free section'],
  ['Chromium', ['chromium', 'chromium-browser', 'google-chrome'], 'chromium'],
  ['fc-list', ['fc-list'], 'fontconfig'],
];
const FONTS = [
  ['Vollkorn', 'fonts-vollkorn'],
  ['Lato', 'fonts-lato'],
];

export const run = (program, args) => execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] }).toString();

const find = names => names.flatMap(name => (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name))).find(isProgram);

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const chromiumPath = () => find(NEEDED[2][1]);

/** One line per missing program or font; an empty list when the clips can be made. */
export function missing() {
  const programs = NEEDED.filter(([, names]) => !find(names)).map(([name, , from]) => `${name} is missing (Debian package ${from})`);
  if (!find(['fc-list'])) return programs;
  return programs.concat(
    FONTS.filter(([font]) => run('fc-list', [font]) === '').map(([font, from]) => `the font ${font} is missing (Debian package ${from})`),
  );
}
