// The install guide at any time, from Me.
import type { InstallOffer } from '../../device/install-offer';
import { Page } from '../../ui/Page';
import { installWords as words } from '../../ui/words/install';
import { say } from '../../ui/words/say';
import { InstallGuide, isComputer, useInstallWays } from './InstallGuide';

export function InstallPage({ install }: { install: InstallOffer }) {
  const { device } = useInstallWays(install);
  return (
    <Page title={say(isComputer(device) ? words.titleComputer : words.title)} back="/me" narrow>
      <p class="soft">{say(words.why)}</p>
      <section class="card stack">
        <InstallGuide install={install} />
      </section>
    </Page>
  );
}
