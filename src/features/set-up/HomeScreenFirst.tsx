// Where the home screen keeps its own store (Apple's engine), a code opened in the browser would be spent in the wrong place: says so first.
import { ClipboardPaste, Copy } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { InstallOffer } from '../../device/install-offer';
import { Button } from '../../ui/Button';
import { Page } from '../../ui/Page';
import { installSteps, installWords as words } from '../../ui/words/install';
import { say } from '../../ui/words/say';
import { Step, stepIcon, useInstallWays } from './InstallGuide';
import './set-up.css';

export interface HomeScreenFirstProps {
  install: InstallOffer;
  /** The address with the code in it. */
  link: string;
  /** Uses the code in this browser after all; called at once where the home screen shares the browser's store. */
  onHere: () => void;
}

export function HomeScreenFirst({ install, link, onHere }: HomeScreenFirstProps) {
  const { way, isApart } = useInstallWays(install);
  const newest = useRef(onHere);
  newest.current = onHere;
  useEffect(() => {
    if (!isApart) newest.current();
  }, [isApart]);
  if (!isApart || way.by !== 'steps') return null;
  return (
    <main class="set-up">
      <Page title={say(words.firstTitle)} narrow>
        <p class="soft">{say(words.firstLead)}</p>
        <section class="card stack">
          <ol class="set-up-steps">
            <Step icon={Copy}>
              <span class="set-up-copy">
                {say(words.copyFirst)} <CopyLink link={link} />
              </span>
            </Step>
            {way.steps.map(step => (
              <Step key={step} icon={stepIcon(step)}>
                {say(installSteps[step])}
              </Step>
            ))}
            <Step icon={ClipboardPaste}>{say(words.pasteThere)}</Step>
          </ol>
        </section>
        <p class="set-up-apart">{say(words.afterAWeek)}</p>
        <Button look="quiet" onPress={onHere}>
          {say(words.setUpHere)}
        </Button>
      </Page>
    </main>
  );
}

function CopyLink({ link }: { link: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Button icon={Copy} onPress={() => void copy()}>
      {say(isCopied ? words.copied : words.copyLink)}
    </Button>
  );
}
