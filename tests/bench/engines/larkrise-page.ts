// Larkrise's own engine in its page: the stores of src/, enrolled with the real server, sealed and signed as on any tablet.
import { TabletDatabase } from '../../../src/device/database';
import { enrol } from '../../../src/device/enrol';
import { loadIdentity, withSession } from '../../../src/device/enrolment';
import { beginFreshLog } from '../../../src/device/fresh-log';
import { createHttp, type Http } from '../../../src/device/http';
import type { Keys, Session, Tablet } from '../../../src/device/session';
import { stretchPin } from '../../../src/device/stretch';
import { openWrap } from '../../../src/device/vault';
import { fetchPeople } from '../../../src/device/who-is-here';
import { reflectionKind } from '../../../src/features/reflections/reflection';
import { beginReflection } from '../../../src/features/reflections/reflection.store';
import { systemClock } from '../../../src/kernel/clock';
import type { Result } from '../../../src/kernel/result';
import { recordKinds } from '../../../src/main/record-kinds';
import { pushAll } from '../../../src/sync/push.store';
import { readNewest, readRecords } from '../../../src/sync/records.store';
import { syncRound } from '../../../src/sync/sync-round.store';
import { peoplePath } from '../../../src/sync/tablet-protocol';
import { begin, type Whose } from './engine';
import { benchCode, benchPin } from './larkrise-people';
import { recordOf } from './records';

interface Open {
  readonly session: Session;
  readonly http: Http;
}

const free = { module: null, prompt: null };
const random = () => crypto.getRandomValues(new Uint8Array(16));
const unlocked = new Map<Whose, Keys>();
let now: Open | null = null;

function good<Value>(result: Result<Value, unknown>): Value {
  if (result.ok) return result.value;
  throw new Error(`Larkrise: ${JSON.stringify(result.trouble)}`);
}

const here = (): Open => {
  if (!now) throw new Error('nothing is open');
  return now;
};

/** Her keys come from her wrap and her PIN, once for each page. */
async function openTablet(name: string, whose: Whose): Promise<Open> {
  const database = new TabletDatabase(name);
  const [identity, person] = await Promise.all([loadIdentity(database), database.people.get(whose)]);
  if (!identity || !person) throw new Error(`${whose} is not known on the tablet ${name}`);
  const keys = unlocked.get(whose) ?? good(await openWrap(person.id, person.wrap, benchPin, stretchPin));
  unlocked.set(whose, keys);
  const tablet: Tablet = { id: identity.tablet.id, database, clock: systemClock, random };
  return { session: { tablet, person, keys, kinds: recordKinds }, http: withSession(createHttp(), identity) };
}

async function ready(name: string, whose: Whose): Promise<void> {
  await beginFreshLog(); // as main/tablet.store.ts does
  const database = new TabletDatabase(name);
  if (!(await loadIdentity(database))) {
    const http = createHttp();
    const identity = good(await enrol(database, http, benchCode));
    good(await fetchPeople(database, withSession(http, identity)));
  }
  const { session } = await openTablet(name, whose);
  session.tablet.database.close();
  database.close();
}

declare global {
  interface Window {
    larkriseOwn?: {
      /** Types so many letters into one reflection; milliseconds from each letter to its durable draft. */
      drafts(count: number): Promise<readonly number[]>;
      /** So many reflections of one word. */
      smallChanges(count: number): Promise<void>;
    };
  }
}

window.larkriseOwn = {
  async drafts(count) {
    const writing = beginReflection(here().session, free);
    const took: number[] = [];
    const { text } = recordOf(count, 'ines');
    for (let letters = 1; letters <= count; letters++) {
      const began = performance.now();
      good(await writing.write(text.slice(0, letters)));
      took.push(performance.now() - began);
    }
    return took;
  },
  async smallChanges(count) {
    for (let change = 0; change < count; change++) good(await beginReflection(here().session, free).write('Smiled.'));
  },
};

begin({
  ready,
  async open(name, whose) {
    now = await openTablet(name, whose);
  },
  async connect() {
    good(await here().http.get(peoplePath));
  },
  async write({ text }) {
    good(await beginReflection(here().session, free).write(text));
  },
  async push() {
    const { session, http } = here();
    good(await pushAll(session.tablet, http, () => session));
  },
  async pull() {
    const { session, http } = here();
    good(await syncRound({ tablet: session.tablet, http, session: () => session }));
  },
  async newest(count) {
    return (await readNewest(here().session, reflectionKind, count)).items.map(({ row }) => row.text);
  },
  async texts() {
    return (await readRecords(here().session, reflectionKind)).items.map(({ row }) => row.text);
  },
});
