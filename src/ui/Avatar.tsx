// A person's face on screen: the first letter of her name on her colour; never announced, her name stands beside it.
import './avatar.css';

/** Browsers from before 2024 may have none (Firefox got it in 125). */
const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('en', { granularity: 'grapheme' }) : null;

/** What a person counts as one character, near enough: a flag, or a sign with its accents, its skin colour and what is joined to it. */
const grapheme = /\p{RI}\p{RI}|.(?:\p{M}|\p{EMod}|\u200d.)*/gsu;

/** Marks and signs that a name may begin with and nobody is known by: quotes, brackets, invisible direction marks. */
const beforeName = /^[\p{P}\p{Z}\p{C}]+$/u;

const withSegmenter = (text: string, by: Intl.Segmenter) => [...by.segment(text)].map(({ segment }) => segment);

/** The first character of a name as a person would count it, in capitals: an emoji or a letter with its vowel sign stays whole. */
export function initialOf(name: string, by: Intl.Segmenter | null = segmenter): string {
  const characters = by ? withSegmenter(name, by) : (name.match(grapheme) ?? []);
  const first = characters.find(character => !beforeName.test(character)) ?? characters[0]?.trim();
  if (!first) return '·';
  const capital = first.toLocaleUpperCase('en');
  return [...capital].length > [...first].length ? first : capital; // ß stays ß
}

export interface AvatarProps {
  name: string;
  hue: string;
  size?: 'small' | 'big' | 'huge';
  /** Beside her first letter, where somebody with her colour has the same. */
  second?: string | undefined;
}

export function Avatar({ name, hue, size = 'small', second = '' }: AvatarProps) {
  return (
    <span class={`avatar avatar-${size}`} data-hue={hue} data-two={second !== '' || undefined} aria-hidden="true">
      {initialOf(name) + second}
    </span>
  );
}
