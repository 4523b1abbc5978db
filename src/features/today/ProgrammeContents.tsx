// Every module with what it contains, so that whoever answers for the programme can check it.
import { BookOpen, FileText, Hand, MessageCircleQuestionMark, Play } from 'lucide';
import { Icon, type IconData } from '../../ui/Icon';
import { say } from '../../ui/words/say';
import { todayOfficeWords as words } from '../../ui/words/today-office';
import type { ModuleHere } from '../modules/module.store';
import { ReadyPill } from './ReadyPill';
import './roles.css';

export function ProgrammeContents({ modules }: { modules: readonly ModuleHere[] }) {
  if (modules.length === 0) return null;
  const minutes = modules.reduce((sum, { module }) => sum + module.minutes, 0);
  const hours = minutes % 60 === 0 ? say(words.hours, { count: minutes / 60 }) : say(words.minutes, { count: minutes });
  return (
    <section class="section">
      <h2>{say(words.contentsTitle)}</h2>
      <p class="soft number">{say(words.contents, { count: modules.length, hours })}</p>
      <ol class="contents">
        {modules.map((here, at) => (
          <li key={here.module.id}>
            <Contents here={here} number={at + 1} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Contents({ here: { module, readiness }, number }: { here: ModuleHere; number: number }) {
  return (
    <a class="item contents-module" href={`/learn/${module.id}`}>
      <span class="number-mark number" aria-hidden="true">
        {number}
      </span>
      <span class="grows stack-close">
        <span class="small soft number">
          {say(words.module, { number })} · {say(words.minutes, { count: module.minutes })}
        </span>
        <span class="item-title contents-title">{module.title}</span>
        <span class="contents-parts">
          <Part icon={Play}>{say(words.parts, { count: module.chapters.length })}</Part>
          <Part icon={MessageCircleQuestionMark}>{say(words.prompts, { count: module.prompts.length })}</Part>
          <Part icon={Hand}>{say(words.gapTask, { title: module.gapTask.title })}</Part>
          <Part icon={module.resources.length > 0 ? FileText : BookOpen}>{say(words.texts, { count: module.resources.length })}</Part>
        </span>
        <span>
          <ReadyPill readiness={readiness} />
        </span>
      </span>
    </a>
  );
}

function Part({ icon, children }: { icon: IconData; children: string }) {
  return (
    <span class="contents-part number">
      <Icon of={icon} size={18} />
      {children}
    </span>
  );
}
