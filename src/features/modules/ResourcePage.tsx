// A text to read: blocks of plain runs, never HTML.
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { Reading } from '../../ui/Damaged';
import { Page } from '../../ui/Page';
import type { PathParameters } from '../../ui/place';
import { useSignal } from '../../ui/use-live';
import { NoModule } from './ModulePage';
import { liveModules, type Shelf } from './module.store';
import type { Block, Run } from './pack';
import './modules.css';

export function ResourcePage({ shelf, params }: { shelf: Shelf } & PathParameters) {
  const modules = useSignal(useMemo(() => liveModules(shelf), [shelf]));
  if (!modules) return <Reading />;
  const module = modules.find(here => here.module.id === params.module)?.module;
  const resource = module?.resources.find(({ id }) => id === params.resource);
  if (!module || !resource) return <NoModule />;
  return (
    <Page title={resource.title} back={`/learn/${module.id}`} narrow>
      <article class="to-read">
        {resource.blocks.map((block, at) => (
          <BlockView key={at} block={block} />
        ))}
      </article>
    </Page>
  );
}

function BlockView({ block }: { block: Block }) {
  if (block.block === 'heading') return block.level === 2 ? <h2>{runsOf(block.runs)}</h2> : <h3>{runsOf(block.runs)}</h3>;
  if (block.block === 'paragraph') return <p>{runsOf(block.runs)}</p>;
  if (block.block === 'quote')
    return (
      <blockquote>
        {block.paragraphs.map((runs, at) => (
          <p key={at}>{runsOf(runs)}</p>
        ))}
      </blockquote>
    );
  const items = block.items.map((runs, at) => <li key={at}>{runsOf(runs)}</li>);
  return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

const runsOf = (runs: readonly Run[]): ComponentChildren => runs.map((run, at) => <RunView key={at} run={run} />);

function RunView({ run }: { run: Run }) {
  let shown: ComponentChildren = run.text;
  if (run.emphasis) shown = <em>{shown}</em>;
  if (run.strong) shown = <strong>{shown}</strong>;
  if (!run.link) return <>{shown}</>;
  return (
    <a href={run.link} target="_blank" rel="noreferrer">
      {shown}
    </a>
  );
}
