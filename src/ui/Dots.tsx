// A row of dots for the parts of something: which are done, which come now, which are left; gentle, and never a score.
import './dots.css';

export type Dot = 'done' | 'now' | 'left';

export function Dots({ label, dots }: { label: string; dots: readonly Dot[] }) {
  return (
    <p class="dots" role="img" aria-label={label}>
      {dots.map((dot, at) => (
        <span key={at} class="dot" data-is={dot} />
      ))}
    </p>
  );
}
