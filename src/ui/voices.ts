// Reading aloud with the platform's own voices: which voice reads which language, and a text said piece by piece.
import { writtenAs } from './words/languages';

/** A text of ours in one language; never what somebody wrote, because some platforms speak with a voice that lives on a server. */
export interface Reading {
  readonly text: string;
  readonly lang: string;
}

type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'localService'>;

/** Lower is better: a voice on the tablet works without a network, and then the right country is the better one. */
function strangeness(voice: Voice, lang: string): number {
  const isElsewhere = writtenAs(voice.lang)?.region !== writtenAs(lang)?.region;
  return (voice.localService ? 0 : 2) + (isElsewhere ? 1 : 0);
}

function reads(voice: Voice, lang: string): boolean {
  const [its, asked] = [writtenAs(voice.lang), writtenAs(lang)];
  return its !== null && its.language === asked?.language && its.script === asked.script;
}

/** The best voice for a language; undefined where the platform has none. */
export const voiceFor = <V extends Voice>(voices: readonly V[], lang: string): V | undefined =>
  voices.filter(voice => reads(voice, lang)).sort((one, other) => strangeness(one, lang) - strangeness(other, lang))[0];

/** Chromium falls silent after about fifteen seconds of one utterance (crbug.com/679437), so each is shorter than that. */
const longest = 199;

/** What is said in one breath: sentences, and where one is too long its parts, cut between words where it has any. */
export function breaths(text: string, lang: string): readonly string[] {
  const sentences = [...new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(text)];
  const part = new RegExp(`.{1,${longest - 1}}(?=\\s|$)|.{1,${longest}}`, 'gsu');
  return sentences
    .flatMap(({ segment }) => segment.trim().match(part) ?? [])
    .map(piece => piece.trim())
    .filter(Boolean);
}

/** The invisible marks round names are for the eye; a voice would stumble. */
const audible = (text: string) => text.replace(/[\u2066-\u2069]/gu, '');

const utterancesOf = (readings: readonly Reading[], voices: readonly SpeechSynthesisVoice[]): SpeechSynthesisUtterance[] =>
  readings.flatMap(({ text, lang }) => {
    const voice = voiceFor(voices, lang);
    if (!voice) return [];
    return breaths(audible(text), lang).map(piece => Object.assign(new SpeechSynthesisUtterance(piece), { voice, lang: voice.lang }));
  });

/** The platform's voices, where it has any. */
export const synthesis = (): SpeechSynthesis | null => ('speechSynthesis' in globalThis ? globalThis.speechSynthesis : null);

/**
 * Begins to read, in place of whatever was being read, and tells when it is over for whatever reason. Gives back how to stop it.
 * While it reads, `alive` is called now and then.
 */
export function readOut(readings: readonly Reading[], { alive, over }: { alive: () => void; over: () => void }): () => void {
  const speech = synthesis();
  if (!speech) return () => {};
  const utterances = utterancesOf(readings, speech.getVoices());
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    over();
  };
  for (const utterance of utterances) {
    for (const sign of ['start', 'boundary', 'end'] as const) utterance.addEventListener(sign, alive);
    utterance.addEventListener('error', end);
  }
  const last = utterances.at(-1);
  if (last) last.addEventListener('end', end);
  else end();
  speech.cancel();
  for (const utterance of utterances) speech.speak(utterance);
  return () => {
    if (isOver) return;
    speech.cancel();
    end();
  };
}
