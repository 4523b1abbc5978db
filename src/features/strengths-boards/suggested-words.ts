// Words offered for a strengths board: what a baby is like today, never a target and never what is missing.

/** In the order in which they are offered; an own word is always better. */
const suggestedWords = [
  'curious',
  'joyful',
  'gentle',
  'determined',
  'calm',
  'watchful',
  'sociable',
  'brave',
  'affectionate',
  'inventive',
  'persistent',
  'playful',
  'thoughtful',
  'lively',
  'patient',
  'musical',
  'steady',
  'funny',
] as const;

/** The offered words that are not on this side of the board yet, at most `most`. */
export function wordsToOffer(said: readonly string[], most = 12): readonly string[] {
  const known = new Set(said.map(word => word.toLocaleLowerCase('en')));
  return suggestedWords.filter(word => !known.has(word)).slice(0, most);
}
