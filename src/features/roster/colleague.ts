// Somebody who works in the nursery, as her colleagues see her.
import { latestChoice, latestText, recordKind } from '../../sync/record-kind';
import { roles } from './role';

export const colleagueKind = recordKind({
  name: 'colleague',
  version: 1,
  fields: {
    name: latestText(60),
    role: latestChoice(roles, 'educator'),
    room: latestText(120),
    nursery: latestText(120),
    /** One of the house colours of ui/tokens.css. */
    hue: latestText(20),
    /** Who has left stays with the nursery's leaders alone. */
    standing: latestChoice(['here', 'left'], 'here'),
  },
});
