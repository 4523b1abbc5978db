// A person's face on screen: the first letter of her name on her colour; never announced, her name stands beside it.
import './avatar.css';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The first character as a person would count it, in capitals: an emoji stays whole. */
export function initialOf(name: string): string {
  const [first] = segmenter.segment(name.trim());
  return first?.segment.toLocaleUpperCase('en') ?? '·';
}

export function Avatar({ name, hue, size = 'small' }: { name: string; hue: string; size?: 'small' | 'big' | 'huge' }) {
  return (
    <span class={`avatar avatar-${size}`} data-hue={hue} aria-hidden="true">
      {initialOf(name)}
    </span>
  );
}
