// The tokens, to look at: colour, type, space, shape and motion, as they are on the page right now.
import { hues } from './sample-names';

const colours = ['cream', 'paper', 'sunk', 'ink', 'ink-soft', 'line', 'edge', 'teal', 'teal-pressed', 'on-teal', 'teal-wash'];
const accents = ['clay', 'clay-wash', 'ochre', 'ochre-bright', 'ochre-wash', 'sage', 'sage-wash', 'focus'];
const sizes = ['small', 'body', 'lead', 'big', 'title', 'hero'];
const gaps = ['gap-tiny', 'gap', 'gap-snug', 'gap-wide', 'gap-roomy', 'gap-broad', 'gap-vast', 'target', 'target-main'];
const rounds = ['round-small', 'round', 'round-full'];

const Swatch = ({ token }: { token: string }) => (
  <li class="parts-swatch">
    <span class="parts-colour" style={{ background: `var(--${token})` }} />
    <code>{token}</code>
  </li>
);

export function Foundations() {
  return (
    <section class="parts-group" id="tokens" aria-labelledby="tokens-title">
      <h2 id="tokens-title">Tokens</h2>
      <p class="soft">
        Every value is in <code>src/ui/tokens.css</code>. A part takes its colours, sizes and times from there, so that dark, high contrast
        and paper come by themselves.
      </p>
      <h3>Colour</h3>
      <ul class="parts-swatches">
        {[...colours, ...accents].map(token => (
          <Swatch key={token} token={token} />
        ))}
      </ul>
      <ul class="parts-swatches">
        {hues.map(hue => (
          <li key={hue} class="parts-swatch" data-hue={hue}>
            <span class="parts-colour parts-hue" />
            <code>{hue}</code>
          </li>
        ))}
      </ul>
      <h3>Type</h3>
      <ul class="stack-close">
        {sizes.map(size => (
          <li key={size} style={{ fontSize: `var(--size-${size})`, lineHeight: 'var(--leading-tight)' }}>
            {size}: every baby brings something
          </li>
        ))}
      </ul>
      <h3>Space, shape and motion</h3>
      <ul class="parts-swatches">
        {gaps.map(gap => (
          <li key={gap} class="parts-swatch">
            <span class="parts-length" style={{ inlineSize: `var(--${gap})` }} />
            <code>{gap}</code>
          </li>
        ))}
        {rounds.map(round => (
          <li key={round} class="parts-swatch">
            <span class="parts-colour" style={{ borderRadius: `var(--${round})` }} />
            <code>{round}</code>
          </li>
        ))}
        {['swift', 'calm'].map(time => (
          <li key={time} class="parts-swatch">
            <button type="button" class="parts-motion" style={{ transition: `translate var(--${time})` }}>
              {time}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
