// A baby of a room, as the people who look after her need to know her; never surname, address or birth date.
import { latestChoice, latestCount, latestId, latestText, recordKind } from '../../sync/record-kind';

export const childKind = recordKind({
  name: 'child',
  version: 1,
  fields: {
    room: latestId(),
    /** First name or nickname. */
    name: latestText(60),
    /** The id of the educator who is the baby's key person, or empty. */
    keyPerson: latestText(120),
    ageInMonths: latestCount(60),
    /** BCP 47 tag of the language spoken at home. */
    homeLanguage: latestText(20),
    /** The name of the drawn face; empty where none was chosen. */
    face: latestText(60),
    /** Who has left stays with the nursery's leaders alone. */
    standing: latestChoice(['here', 'left'], 'here'),
  },
});
