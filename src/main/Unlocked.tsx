// Larkrise for somebody who is unlocked: the frame, and the page at the address.
import { Compass } from 'lucide';
import { useCallback, useMemo } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { version } from '../../package.json';
import type { AppUpdate } from '../device/app-update';
import type { InstallOffer } from '../device/install-offer';
import type { Session } from '../device/session';
import type { PreferencesHere } from '../features/me/preferences.store';
import { roleOf } from '../features/roster/place-in-words';
import { SyncBadge, useSavedList } from '../sync/saved/SyncBadge';
import { ButtonLink } from '../ui/Button';
import { Guard } from '../ui/Guard';
import { Empty } from '../ui/Notice';
import { Page } from '../ui/Page';
import type { PageOf, PathParameters } from '../ui/place';
import { frameWords as words } from '../ui/words/frame';
import { kitWords } from '../ui/words/kit';
import { say } from '../ui/words/say';
import { attaching } from './attaching';
import { FirstTime } from './FirstTime';
import { Frame } from './Frame';
import { Loaded } from './Loaded';
import { liveNames } from './names.store';
import { type Given, routesFor } from './routes';
import type { OpenTablet } from './tablet.store';

export interface UnlockedProps {
  open: OpenTablet;
  session: Session;
  lock: () => void;
  update: Promise<AppUpdate>;
  install: InstallOffer;
  preferences: PreferencesHere;
}

const reload = () => location.reload();
const loadWhenBack = async () => (await import('./WhenBack')).WhenBack;
/** Its sentences are long, and hardly ever needed. */
const loadNotice = async () => (await import('./FrameNotice')).FrameNotice;

export function Unlocked({ open, session, lock, update, install, preferences }: UnlockedProps) {
  const role = roleOf(session.person.role) ?? 'educator';
  const { pages, places, acts, links, kept } = useMemo(() => routesFor(role), [role]);
  const names = useCallback(() => liveNames(session, open.shelf), [session, open]);
  const given: Given = useMemo(
    () => ({
      ...{ session, shelf: open.shelf, attaching, http: open.shelf.http, tabletName: open.name, lock, install, preferences },
      changePin: choice => open.changePin(session, choice),
      makeCard: pin => open.makeCard(session, pin),
      ...{ places, acts, links, kept, names, version },
    }),
    [session, open, lock, install, preferences, places, acts, links, kept, names],
  );
  const { status, nudge } = open.loop;
  const saved = useSavedList({ session, status, kinds: kept, names, nudge });
  const pill = <SyncBadge session={session} status={status} onPress={saved.open} />;
  return (
    <LocationProvider>
      <FirstTime session={session} places={places} acts={acts} preferences={preferences}>
        <Frame person={session.person} places={places} acts={acts} lock={lock} pill={pill}>
          <Loaded load={loadNotice} given={{ open, session, update, openList: saved.open, reload }} meanwhile={null} />
          <Loaded load={loadWhenBack} given={{ session }} meanwhile={null} />
          <Pages pages={pages} given={given} />
          {saved.list}
        </Frame>
      </FirstTime>
    </LocationProvider>
  );
}

function Pages({ pages, given }: { pages: readonly PageOf<Given>[]; given: Given }) {
  const { path, route } = useLocation();
  // What a page is given stays out of the router's hands: it compares properties by their text.
  const bound = useMemo(
    () => pages.map(({ path, view: View }) => ({ path, view: (at: PathParameters) => <View {...at} {...given} /> })),
    [pages, given],
  );
  return (
    <Guard at={path} leave={() => route('/')}>
      <ErrorBoundary>
        <Router>
          {bound.map(({ path, view }) => (
            <Route key={path} path={path} component={view} />
          ))}
          <Route default component={NothingHere} />
        </Router>
      </ErrorBoundary>
    </Guard>
  );
}

function NothingHere() {
  return (
    <Page title={say(words.notThere)} narrow>
      <Empty icon={Compass} title={say(words.notThereHelp)}>
        <ButtonLink href="/">{say(kitWords.toToday)}</ButtonLink>
      </Empty>
    </Page>
  );
}
