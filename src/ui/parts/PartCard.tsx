// One part on the page: what it is for, where it is, what it takes, and each of its states.
import { useEffect, useRef } from 'preact/hooks';
import type { Part, State } from './part';
import { sourceOf } from './sources';

export function PartCard({ part }: { part: Part }) {
  const source = sourceOf(part.name);
  return (
    <section class="parts-part" id={part.name} data-part={part.name} aria-labelledby={`${part.name}-title`}>
      <h3 id={`${part.name}-title`}>{part.name}</h3>
      {source && (
        <>
          <p>{source.says}</p>
          <p class="soft small">
            <code>{source.file}</code>
          </p>
          <details>
            <summary class="small">What it takes</summary>
            <pre class="parts-takes small">{source.takes}</pre>
          </details>
        </>
      )}
      <div class="parts-states">
        {part.states.map((state, at) => (
          <Shown key={at} state={state} />
        ))}
      </div>
    </section>
  );
}

const pressable = 'button, a, input, textarea';

function Shown({ state: { name, show: Show, hint, wide } }: { state: State }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hint) box.current?.querySelector(pressable)?.setAttribute('data-shows', hint);
  }, [hint]);
  return (
    <figure class="parts-state" data-wide={wide || undefined}>
      <figcaption class="soft small">{name}</figcaption>
      <div ref={box} class="parts-shown">
        <Show />
      </div>
    </figure>
  );
}
