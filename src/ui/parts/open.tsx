// The page of parts, in development only: every part of the kit in every state, so that the next person finds it. See `npm run dev`.
import '../tokens.css';
import '../base.css';
import '../page.css';
import './parts.css';
import { render } from 'preact';
import { Foundations } from './Foundations';
import { framing, scenes } from './Framing';
import { holding } from './Holding';
import { PartCard } from './PartCard';
import { pressing } from './Pressing';
import type { Group } from './part';
import { saying } from './Saying';
import { Settings, useSettings } from './Settings';
import { allParts } from './sources';
import { writing } from './Writing';

const groups = [pressing, writing, saying, holding, framing];

const unseen = allParts().filter(name => !groups.some(({ parts }) => parts.some(part => part.name === name)));

function Contents() {
  return (
    <nav class="parts-contents" aria-label="Contents">
      <a href="#tokens">Tokens</a>
      {groups.map(({ title, parts }) => (
        <div key={title}>
          <p class="soft small">{title}</p>
          {parts.map(({ name }) => (
            <a key={name} href={`#${name}`}>
              {name}
            </a>
          ))}
        </div>
      ))}
    </nav>
  );
}

const GroupOf = ({ group: { title, parts } }: { group: Group }) => (
  <section class="parts-group" aria-label={title}>
    <h2>{title}</h2>
    {parts.map(part => (
      <PartCard key={part.name} part={part} />
    ))}
  </section>
);

function Parts() {
  const settings = useSettings();
  return (
    <div class="parts">
      <Contents />
      <main class="parts-main">
        <h1>The parts of Larkrise</h1>
        <p>
          Every part of <code>src/ui/</code> in every state. It is served in development only. A part that is not here yet is added in{' '}
          <code>src/ui/parts/</code>; a test asks for it.
        </p>
        <Settings {...settings} />
        {unseen.length > 0 && <p class="parts-unseen">Without an example: {unseen.join(', ')}</p>}
        <Foundations />
        {groups.map(group => (
          <GroupOf key={group.title} group={group} />
        ))}
      </main>
    </div>
  );
}

/** In a window of the page of parts, a page that opens would take the focus from whoever scrolls by. */
const leaveFocus = () => {
  HTMLElement.prototype.focus = () => {};
};

function Scene({ show: Show }: { show: () => preact.VNode }) {
  useSettings();
  return <Show />;
}

const asked = new URLSearchParams(location.search).get('scene') ?? '';
const scene = Object.entries(scenes).find(([name]) => name === asked)?.[1];
if (scene && parent !== window) leaveFocus();
const root = document.getElementById('app');
if (root) render(scene ? <Scene show={scene} /> : <Parts />, root);
