// Reads a module's narration and works out when everything is said and shown; times are in seconds.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const BEFORE_FIRST_WORD = 0.9;
const BETWEEN_SENTENCES = 0.42;
const AFTER_LAST_WORD = 0.7;
const AT_THE_END = 1.8;
/** A caption of two lines is read in one glance. */
const LONGEST_SENTENCE = 84;

/** Gives { folder, module, slides } of one module, or throws with one readable line. */
export function readNarration(folder) {
  const module = parse(readFileSync(join(folder, 'module.yaml'), 'utf8'));
  const { slides } = parse(readFileSync(join(folder, 'narration.yaml'), 'utf8'));
  const tooLong = slides.flatMap(slide => slide.say).find(sentence => sentence.length > LONGEST_SENTENCE);
  if (tooLong) throw new Error(`${folder}: a sentence has more than ${LONGEST_SENTENCE} characters: “${tooLong}”`);
  const begun = slides.flatMap(slide => slide.chapter ?? []);
  const listed = module.chapters.map(chapter => chapter.id);
  if (begun.join() !== listed.join())
    throw new Error(`${folder}: narration.yaml begins ${begun.join(', ')}; module.yaml lists ${listed.join(', ')}`);
  return { folder, module, slides };
}

/** `speak(sentence)` gives { seconds, samples }. Chapters and the end fall on whole seconds, as module.yaml wants them. */
export function timeline(slides, speak) {
  let now = 0;
  const timed = slides.map((slide, i) => {
    const start = slide.chapter ? Math.ceil(now) : now;
    now = start + BEFORE_FIRST_WORD;
    const said = slide.say.map(text => {
      const speech = speak(text);
      const sentence = { text, start: now, end: now + speech.seconds, samples: speech.samples };
      now = sentence.end + BETWEEN_SENTENCES;
      return sentence;
    });
    now += AFTER_LAST_WORD - BETWEEN_SENTENCES + (i === slides.length - 1 ? AT_THE_END : 0);
    return { ...slide, start, said };
  });
  const length = Math.ceil(now);
  return { length, slides: timed.map((slide, i) => ({ ...slide, end: timed[i + 1]?.start ?? length })) };
}

/** What module.yaml would have to say; an empty list when it agrees already. */
export function disagreements(module, { length, slides }) {
  const starts = new Map(slides.flatMap(slide => (slide.chapter ? [[slide.chapter, slide.start]] : [])));
  const wrong = module.chapters
    .filter(chapter => starts.get(chapter.id) !== chapter.starts)
    .map(chapter => `chapter ${chapter.id}: starts: ${starts.get(chapter.id)}`);
  return module.webcast.length === length ? wrong : [...wrong, `webcast: length: ${length}`];
}
