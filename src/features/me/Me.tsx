// Who is here, locking, what is hers, and what there is to know about this tablet.
import { ChevronRight, Lock, ShieldAlert } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { liveReopening } from '../../device/reopening-stops';
import type { Session } from '../../device/session';
import { dayInWords } from '../../kernel/calendar-day';
import { Avatar } from '../../ui/Avatar';
import { Button, ButtonLink } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Progress } from '../../ui/Progress';
import type { LinkFromMe } from '../../ui/place';
import { Segmented } from '../../ui/Segmented';
import { useLive, useSignal } from '../../ui/use-live';
import { entranceWords } from '../../ui/words/entrance';
import { meWords as words } from '../../ui/words/me';
import { say } from '../../ui/words/say';
import { idInWords, roleOf } from '../roster/place-in-words';
import { type Hand, type PreferencesHere, showHand } from './preferences.store';
import { askToKeep, readStorage, type StorageHere } from './storage.store';
import './me.css';

export interface MeProps {
  session: Session;
  tabletName: string;
  lock: () => void;
  /** What features offer here. */
  links: readonly LinkFromMe[];
  preferences: PreferencesHere;
  /** Of the app. */
  version: string;
}

const roleWords = { leader: entranceWords.leader, mentor: entranceWords.mentor, 'programme-lead': entranceWords.programmeLead };

function whatSheDoes({ role, room, roomName }: Session['person']): string {
  const known = roleOf(role) ?? 'educator';
  if (known !== 'educator') return say(roleWords[known]);
  return room === '' ? say(entranceWords.educator) : say(words.educatorIn, { room: roomName || idInWords(room) });
}

export function Me({ session, tabletName, lock, links, preferences, version }: MeProps) {
  const { person } = session;
  const about = (what: LinkFromMe['about']) => links.filter(link => link.about === what);
  return (
    <Page title={say(words.title)} narrow>
      <section class="card me" data-hue={person.hue}>
        <Avatar name={person.name} hue={person.hue} size="huge" />
        <div class="grows">
          <h2>
            <bdi dir="auto">{person.name}</bdi>
          </h2>
          <p>
            <bdi dir="auto">{whatSheDoes(person)}</bdi>
          </p>
        </div>
        <Button look="main" icon={Lock} onPress={lock}>
          {say(words.lock)}
        </Button>
      </section>
      <p class="soft small">{say(words.lockHelp)}</p>
      <AskedInHerName session={session} />
      <section class="section">
        <h2>{say(words.yours)}</h2>
        <Links links={about('person')} />
        <HandChoice person={person.id} preferences={preferences} />
      </section>
      <section class="section">
        <h2>{say(words.tablet)}</h2>
        <Links links={about('tablet')} />
        <AboutTablet name={tabletName} version={version} />
      </section>
    </Page>
  );
}

/** A new PIN, by others; where it is stopped. */
function AskedInHerName({ session }: { session: Session }) {
  const asked = useLive(() => liveReopening(session), [session]);
  if (!asked) return null;
  return (
    <Notice icon={ShieldAlert}>
      <p>{say(words.newPinAsked, { day: dayInWords(asked.askedAt) })}</p>
      <ButtonLink href="/me/recovery">{say(words.lookAtIt)}</ButtonLink>
    </Notice>
  );
}

function Links({ links }: { links: readonly LinkFromMe[] }) {
  if (links.length === 0) return null;
  return (
    <ul class="me-list">
      {links.map(({ path, label, icon }) => (
        <li key={path}>
          <a class="item me-link" href={path}>
            <Icon of={icon} />
            <span class="grows">{say(label)}</span>
            <Icon of={{ mirrors: ChevronRight }} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function HandChoice({ person, preferences }: { person: string; preferences: PreferencesHere }) {
  const hand = useSignal(preferences.all)[person]?.hand ?? 'right';
  const choose = (chosen: Hand) => {
    showHand(chosen);
    void preferences.keep(person, { hand: chosen });
  };
  return (
    <div class="card me-hand">
      <Segmented
        legend={say(words.hand)}
        options={[
          { value: 'left', label: say(words.left) },
          { value: 'right', label: say(words.right) },
        ]}
        chosen={hand}
        onChoose={choose}
      />
      <p class="soft small">{say(words.handHelp)}</p>
    </div>
  );
}

function AboutTablet({ name, version }: { name: string; version: string }) {
  const [storage, setStorage] = useState<StorageHere | null>(null);
  useEffect(() => void readStorage().then(setStorage), []);
  return (
    <div class="card stack">
      <dl class="facts">
        <Fact term={say(words.tabletName)} said={name} />
        <Fact term={say(words.look)} said={say(words.lookHelp)} />
        <Fact term={say(words.version)} said={version} />
      </dl>
      {storage && <StorageHereNow storage={storage} onKept={() => setStorage({ ...storage, isKept: true })} />}
    </div>
  );
}

const megabyte = 1_000_000;
const inUnits = (unit: 'megabyte' | 'gigabyte', count: number) =>
  new Intl.NumberFormat('en-GB', { style: 'unit', unit, maximumFractionDigits: count < 10 ? 1 : 0 }).format(count);
const sizeInWords = (bytes: number): string =>
  bytes < 1_000 * megabyte ? inUnits('megabyte', bytes / megabyte) : inUnits('gigabyte', bytes / megabyte / 1_000);

function StorageHereNow({ storage: { used, most, isKept }, onKept }: { storage: StorageHere; onKept: () => void }) {
  const [wasRefused, setRefused] = useState(false);
  const ask = async () => {
    const promised = await askToKeep();
    if (promised === 'kept') onKept();
    setRefused(promised !== 'kept');
  };
  return (
    <>
      {most > 0 && (
        <Progress
          label={say(words.storage)}
          value={used}
          most={most}
          text={say(words.usedOf, { used: sizeInWords(used), most: sizeInWords(most) })}
        />
      )}
      <div class="stack-close" role="status">
        <p class="me-term">{say(isKept ? words.persistent : words.notPersistent)}</p>
        <p class="soft">{say(isKept ? words.persistentHelp : wasRefused ? words.notYet : words.notPersistentHelp)}</p>
      </div>
      {!isKept && (
        <div>
          <Button onPress={() => void ask()}>{say(words.askToKeep)}</Button>
        </div>
      )}
    </>
  );
}

function Fact({ term, said }: { term: string; said: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd class="soft number">
        <bdi dir="auto">{said}</bdi>
      </dd>
    </div>
  );
}
