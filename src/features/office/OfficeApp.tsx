// The office: a link that begins something, or the sign-in page, or the frame with its parts. Online only.
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Http } from '../../device/http';
import { Button, ButtonLink } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Reading } from '../../ui/Damaged';
import { Mark } from '../../ui/Mark';
import { Page } from '../../ui/Page';
import { officeWords as words } from '../../ui/words/office';
import { say } from '../../ui/words/say';
import './office.css';
import { createOfficeClient, type OfficeClient, type OfficeProblem } from './office-client.store';
import { type OfficePlace, placeIn } from './office-place';
import { type Me, mePath, meSchema, nothingSchema, type PinSlip, signOutPath } from './office-protocol';
import { Problem } from './Problem';
import { SignInForm } from './SignIn';
import { useDoors } from './use-doors';
import { Late, OfficeContext } from './use-office';

const loadLink = async () => (await import('./LinkPage')).LinkPage;
const loadOwn = async () => (await import('./LeaverPage')).LeaverPage;
const loadSlips = async () => (await import('./Slips')).SlipsToKeep;
const loadNurseries = async () => (await import('./NurseriesPage')).NurseriesPage;
const loadNursery = async () => (await import('./NurseryPage')).NurseryPage;
const loadExports = async () => (await import('./ExportsPage')).ExportsPage;
const loadList = async () => (await import('./ListPage')).ListPage;
const loadOutside = async () => (await import('./OutsidePage')).OutsidePage;
const loadTablets = async () => (await import('./TabletsPage')).TabletsPage;
const loadAccount = async () => (await import('./AccountPage')).AccountPage;

function usePlace(): OfficePlace {
  const [place, setPlace] = useState(() => placeIn(location.hash));
  useEffect(() => {
    const look = () => setPlace(placeIn(location.hash));
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  return place;
}

export function OfficeApp({ http }: { http: Http }) {
  const place = usePlace();
  const quiet = useMemo(() => createOfficeClient(http), [http]);
  if (place.at === 'start' || place.at === 'invitation' || place.at === 'own') {
    const load = place.at === 'own' ? loadOwn : loadLink;
    return (
      <Outside>
        <Late key={place.token} load={load} given={{ client: quiet, token: place.token }} />
      </Outside>
    );
  }
  return <Inside http={http} quiet={quiet} place={place} />;
}

const Brand = () => (
  <p class="office-brand">
    <Mark size={36} />
    {say(words.office)}
  </p>
);

/** Before anybody is signed in. */
function Outside({ children }: { children: ComponentChildren }) {
  return (
    <>
      <header class="office-head">
        <Brand />
      </header>
      <main>{children}</main>
    </>
  );
}

interface InsideProps {
  http: Http;
  quiet: OfficeClient;
  place: OfficePlace;
}

function Inside({ http, quiet, place }: InsideProps) {
  const [me, setMe] = useState<Me | 'nobody' | OfficeProblem | null>(null);
  const person = useRef<string | null>(null);
  const { doors, shown } = useDoors(quiet, person);
  const client = useMemo(() => createOfficeClient(http, doors), [http, doors]);
  const [slips, setSlips] = useState<readonly PinSlip[]>([]);
  const showSlips = useCallback((made: readonly PinSlip[]) => setSlips(before => [...before, ...made]), []);
  const look = useCallback(async () => {
    setMe(null);
    const said = await quiet.ask(mePath, meSchema);
    person.current = said.ok ? said.value.person : null;
    setMe(said.ok ? said.value : said.trouble.name === 'signed-out' ? 'nobody' : said.trouble);
  }, [quiet]);
  useEffect(() => void look(), [look]);
  const leave = async () => {
    await quiet.act(signOutPath, {}, nothingSchema);
    setSlips([]);
    await look();
  };
  if (me === null || me === 'nobody' || !('person' in me)) {
    return (
      <Outside>
        {me === null && <Reading />}
        {me === 'nobody' && <SignInPage client={quiet} onDone={() => void look()} />}
        {me !== null && me !== 'nobody' && <NotReached problem={me} again={look} />}
      </Outside>
    );
  }
  return (
    <OfficeContext.Provider value={{ client, quiet, me, showSlips }}>
      <Head me={me} at={place.at} onOut={() => void leave()} />
      <main>
        {slips.length > 0 && <Late key={slips.length} load={loadSlips} given={{ slips, onDone: () => setSlips([]) }} />}
        <Part place={place} me={me} />
      </main>
      {shown}
    </OfficeContext.Provider>
  );
}

function SignInPage({ client, onDone }: { client: OfficeClient; onDone: () => void }) {
  return (
    <Page title={say(words.signIn)} narrow>
      <p>{say(words.signInLead)}</p>
      <Card>
        <SignInForm client={client} onDone={onDone} />
      </Card>
      <section class="section">
        <h2>{say(words.noAccount)}</h2>
        <p>{say(words.noAccountHelp)}</p>
      </section>
    </Page>
  );
}

const NotReached = ({ problem, again }: { problem: OfficeProblem; again: () => Promise<void> }) => (
  <Page title={say(words.office)} narrow>
    <Problem of={problem} />
    <div class="row">
      <Button look="main" onPress={() => void again()}>
        {say(words.tryAgain)}
      </Button>
    </div>
  </Page>
);

type Part = 'nurseries' | 'outside' | 'tablets' | 'account';

/** A mentor has her own device and her account. */
const partsFor = ({ role }: Me): readonly Part[] => [
  ...(role === 'mentor' ? [] : (['nurseries'] as const)),
  ...(role === 'programme-lead' ? (['outside'] as const) : []),
  'tablets',
  'account',
];

function Head({ me, at, onOut }: { me: Me; at: OfficePlace['at']; onOut: () => void }) {
  const parts = partsFor(me);
  const here = at === 'first' ? parts[0] : at === 'nursery' || at === 'list' || at === 'exports' ? 'nurseries' : at;
  return (
    <header class="office-head">
      <Brand />
      <nav class="office-places" aria-label={say(words.places)}>
        {parts.map(part => (
          <a key={part} href={`#${part}`} aria-current={part === here ? 'page' : undefined}>
            {say(words[part])}
          </a>
        ))}
      </nav>
      <div class="office-who">
        <span class="soft small">{say(words.signedInAs, { name: me.name })}</span>
        <Button look="quiet" onPress={onOut}>
          {say(words.signOut)}
        </Button>
      </div>
    </header>
  );
}

function Part({ place, me }: { place: OfficePlace; me: Me }) {
  const at = place.at === 'first' ? partsFor(me)[0] : place.at;
  if (place.at === 'nursery') return <Late key={`nursery ${place.nursery}`} load={loadNursery} given={{ id: place.nursery }} />;
  if (place.at === 'exports') return <Late key={`exports ${place.nursery}`} load={loadExports} given={{ nursery: place.nursery }} />;
  if (place.at === 'list') return <Late key={`list ${place.nursery}`} load={loadList} given={{ nursery: place.nursery }} />;
  if (at === 'nurseries') return <Late key={at} load={loadNurseries} given={{}} />;
  if (at === 'outside') return <Late key={at} load={loadOutside} given={{}} />;
  if (at === 'tablets') return <Late key={at} load={loadTablets} given={{}} />;
  if (at === 'account') return <Late key={at} load={loadAccount} given={{}} />;
  return (
    <Page title={say(words.notHere)} narrow>
      <p>{say(words.notHereHelp)}</p>
      <div class="row">
        <ButtonLink href="#">{say(words.toStart)}</ButtonLink>
      </div>
    </Page>
  );
}
