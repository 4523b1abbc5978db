// Which modules play on this tablet without a network, in one short list.
import { say } from '../../ui/words/say';
import { todayLeaderWords as words } from '../../ui/words/today-leader';
import type { ModuleHere } from '../modules/module.store';
import { ReadyPill } from './ReadyPill';
import './roles.css';

export function ModulesHere({ modules }: { modules: readonly ModuleHere[] }) {
  if (modules.length === 0) return null;
  const ready = modules.filter(({ readiness }) => readiness.state === 'ready').length;
  return (
    <section class="section">
      <h2>{say(words.modulesTitle)}</h2>
      <p class="soft number">{say(words.modulesReady, { ready, all: modules.length })}</p>
      <ol class="modules-here">
        {modules.map(({ module, readiness }, at) => (
          <li key={module.id}>
            <a class="item" href={`/learn/${module.id}`}>
              <span class="number-mark number" aria-hidden="true">
                {at + 1}
              </span>
              <span class="grows stack-close">
                <span class="item-title">{module.title}</span>
                <span>
                  <ReadyPill readiness={readiness} />
                </span>
              </span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
