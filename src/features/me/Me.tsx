// Who is here, locking, and what there is to know about this tablet.
import { Hand, Lock, NotebookPen } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../../device/session';
import { Avatar } from '../../ui/Avatar';
import { Button, ButtonLink } from '../../ui/Button';
import { Page } from '../../ui/Page';
import { meWords as words } from '../../ui/words/me';
import { say } from '../../ui/words/say';
import { readStorage, type StorageHere } from './storage.store';
import './me.css';

export interface MeProps {
  session: Session;
  tabletName: string;
  lock: () => void;
}

export function Me({ session, tabletName, lock }: MeProps) {
  const { name, hue, role } = session.person;
  return (
    <Page title={say(words.title)} narrow>
      <section class="card me" data-hue={hue}>
        <Avatar name={name} hue={hue} size="huge" />
        <h2>
          <bdi dir="auto">{name}</bdi>
        </h2>
        {role === 'educator' && (
          <div class="row me-links">
            <ButtonLink href="/reflections" icon={NotebookPen}>
              {say(words.myReflections)}
            </ButtonLink>
            <ButtonLink href="/gap-tasks" icon={Hand}>
              {say(words.myTries)}
            </ButtonLink>
          </div>
        )}
      </section>
      <section class="stack-close">
        <Button look="main" icon={Lock} wide onPress={lock}>
          {say(words.lock)}
        </Button>
        <p class="soft small">{say(words.lockHelp)}</p>
      </section>
      <AboutTablet name={tabletName} />
    </Page>
  );
}

function AboutTablet({ name }: { name: string }) {
  const [storage, setStorage] = useState<StorageHere | null>(null);
  useEffect(() => void readStorage().then(setStorage), []);
  return (
    <section class="section">
      <h2>{say(words.tablet)}</h2>
      <dl class="card facts">
        <Fact term={say(words.tabletName)} said={name} />
        {storage && <Fact term={say(words.storage)} said={say(words.megabytes, { used: (storage.used / 1_000_000).toFixed(1) })} />}
        {storage && (
          <Fact
            term={say(storage.isKept ? words.persistent : words.notPersistent)}
            said={say(storage.isKept ? words.persistentHelp : words.notPersistentHelp)}
          />
        )}
        <Fact term={say(words.look)} said={say(words.lookHelp)} />
      </dl>
    </section>
  );
}

function Fact({ term, said }: { term: string; said: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd class="soft number">{said}</dd>
    </div>
  );
}
