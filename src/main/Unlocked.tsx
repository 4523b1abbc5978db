// Larkrise for somebody who is unlocked: the frame, and the page at the address.
import { Compass } from 'lucide';
import { useMemo } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from 'preact-iso';
import type { Session } from '../device/session';
import { roleOf } from '../features/roster/place-in-words';
import { SyncBadge } from '../sync/SyncBadge';
import { ButtonLink } from '../ui/Button';
import { Guard } from '../ui/Guard';
import { Empty } from '../ui/Notice';
import { Page } from '../ui/Page';
import type { PageOf, PathParameters } from '../ui/place';
import { frameWords as words } from '../ui/words/frame';
import { kitWords } from '../ui/words/kit';
import { say } from '../ui/words/say';
import { Frame } from './Frame';
import { type Given, routesFor } from './routes';
import type { OpenTablet } from './tablet.store';

export interface UnlockedProps {
  open: OpenTablet;
  session: Session;
  lock: () => void;
}

export function Unlocked({ open, session, lock }: UnlockedProps) {
  const role = roleOf(session.person.role) ?? 'educator';
  const { pages, places, acts } = useMemo(() => routesFor(role), [role]);
  const given: Given = useMemo(() => ({ session, shelf: open.shelf, tabletName: open.name, lock }), [session, open, lock]);
  const pill = <SyncBadge session={session} status={open.loop.status} nudge={open.loop.nudge} />;
  return (
    <LocationProvider>
      <Frame person={session.person} places={places} acts={acts} lock={lock} pill={pill}>
        <Pages pages={pages} given={given} />
      </Frame>
    </LocationProvider>
  );
}

function Pages({ pages, given }: { pages: readonly PageOf<Given>[]; given: Given }) {
  const { route } = useLocation();
  // What a page is given stays out of the router's hands: it compares properties by their text.
  const bound = useMemo(
    () => pages.map(({ path, view: View }) => ({ path, view: (at: PathParameters) => <View {...at} {...given} /> })),
    [pages, given],
  );
  return (
    <Guard leave={() => route('/')}>
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
      <Empty icon={Compass} title={say(words.notThere)}>
        <p class="soft">{say(words.notThereHelp)}</p>
        <ButtonLink href="/">{say(kitWords.toToday)}</ButtonLink>
      </Empty>
    </Page>
  );
}
