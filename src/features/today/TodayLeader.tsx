// Today for leaders and programme leads: the ways to what exists for them.
import { Baby, BookOpen } from 'lucide';
import type { Session } from '../../device/session';
import { ButtonLink } from '../../ui/Button';
import { Icon, type IconData } from '../../ui/Icon';
import { say } from '../../ui/words/say';
import { todayWords as words } from '../../ui/words/today';
import { Greeting } from './Greeting';

export function TodayLeader({ session }: { session: Session }) {
  return (
    <Greeting session={session}>
      <div class="ways">
        {session.person.role === 'leader' && (
          <Way
            icon={Baby}
            hue="ochre"
            title={say(words.boardsTitle)}
            text={say(words.boardsHelp)}
            href="/babies"
            act={say(words.seeBoards)}
          />
        )}
        <Way
          icon={BookOpen}
          hue="teal"
          title={say(words.modulesTitle)}
          text={say(words.modulesHelp)}
          href="/learn"
          act={say(words.seeModules)}
        />
      </div>
    </Greeting>
  );
}

interface WayProps {
  icon: IconData;
  hue: string;
  title: string;
  text: string;
  href: string;
  act: string;
}

function Way({ icon, hue, title, text, href, act }: WayProps) {
  return (
    <section class="card stack way" data-hue={hue}>
      <span class="circle-mark">
        <Icon of={icon} size={40} />
      </span>
      <h2>{title}</h2>
      <p class="soft">{text}</p>
      <ButtonLink href={href}>{act}</ButtonLink>
    </section>
  );
}
