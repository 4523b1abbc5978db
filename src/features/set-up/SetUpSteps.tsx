// What a tablet that was just set up is asked once: to go onto the home screen, and to promise to keep what is written. Both can wait.
import { ArrowRight } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { InstallOffer } from '../../device/install-offer';
import { Button } from '../../ui/Button';
import { Mark } from '../../ui/Mark';
import { Page } from '../../ui/Page';
import { installWords } from '../../ui/words/install';
import { say } from '../../ui/words/say';
import { setUpWords as words } from '../../ui/words/set-up';
import { isKept as readIsKept } from '../me/storage.store';
import { InstallGuide, isComputer, useInstallWays } from './InstallGuide';
import { KeepPromise } from './KeepPromise';
import './set-up.css';

export interface SetUpStepsProps {
  install: InstallOffer;
  /** Called at once when there is nothing to ask. */
  onDone: () => void;
}

/** Installing comes first: the browsers that decide by themselves promise far more readily to what is installed. */
export function SetUpSteps({ install, onDone }: SetUpStepsProps) {
  const { device, way } = useInstallWays(install);
  const [isKept, setKept] = useState<boolean | null>(null);
  const newest = useRef(onDone);
  newest.current = onDone;
  const wasInstalled = useRef(way.by === 'installed');
  useEffect(() => {
    void readIsKept().then(kept => (kept && wasInstalled.current ? newest.current() : setKept(kept)));
  }, []);
  if (isKept === null) return <main class="set-up" aria-busy="true" />;
  const isAllDone = isKept && way.by === 'installed';
  return (
    <main class="set-up">
      <Page title={say(words.title)} beside={<Mark size={56} />}>
        <p class="soft">{say(words.lead)}</p>
        <div class="set-up-parts">
          <Part title={say(isComputer(device) ? installWords.titleComputer : installWords.title)}>
            <InstallGuide install={install} />
          </Part>
          <Part title={say(words.keepTitle)}>
            <KeepPromise isKept={isKept} onKept={() => setKept(true)} />
          </Part>
        </div>
        <div class="set-up-on">
          <Button look={isAllDone ? 'main' : 'plain'} icon={{ mirrors: ArrowRight }} onPress={onDone}>
            {say(words.toNames)}
          </Button>
        </div>
      </Page>
    </main>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="card stack set-up-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
