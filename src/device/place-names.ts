// What nurseries and rooms are called, as the server told last; until it did, they are known by their ids alone.
import type { PlaceNames } from '../sync/tablet-protocol';
import type { TabletDatabase } from './database';
import { type Live, live } from './live';

/** A name in `settings`. */
const placesSetting = 'places';

const none: PlaceNames = { nurseries: [], rooms: [] };

export const keepPlaceNames = (database: TabletDatabase, places: PlaceNames) =>
  database.settings.put({ name: placesSetting, value: places });

export const livePlaceNames = (database: TabletDatabase): Live<PlaceNames> =>
  live(
    () => database.settings.get(placesSetting),
    async kept => (kept?.value as PlaceNames | undefined) ?? none,
  );
