// The shapes of the sample people, babies and history: plain data, every moment given as days before today.

export type SampleRole = 'educator' | 'leader' | 'mentor' | 'programme-lead';
export type SampleHue = 'teal' | 'clay' | 'ochre' | 'plum' | 'moss' | 'sky' | 'rose' | 'slate';

export type SampleModuleId =
  | 'strengths-of-every-baby'
  | 'tuning-in'
  | 'key-person-and-attachment'
  | 'awe-and-wonder'
  | 'local-parks-with-families'
  | 'treasure-baskets'
  | 'meals-and-care-as-learning'
  | 'what-now-what-next';

export type SamplePrompt = 'what' | 'so-what' | 'now-what';
export type SampleAudience = 'private' | 'mentor' | 'leaders';
export type SampleOutcome = 'well' | 'mixed' | 'not-yet';

/** A moment before today in the nursery's own time: 0 days ago is today; `at` is 24-hour 'HH:MM'. */
export interface SampleMoment {
  readonly daysAgo: number;
  readonly at: string;
}

export interface SampleRoom {
  readonly id: string;
  readonly name: string;
  /** Youngest and oldest age in whole months. */
  readonly fromMonths: number;
  readonly toMonths: number;
}

export interface SampleNursery {
  readonly id: string;
  readonly name: string;
  readonly cohort: string;
  readonly doorsOpenAt: string;
  readonly rooms: readonly SampleRoom[];
  /** Days ago on which each module opened for this nursery's cohort; negative: opens so many days from now. */
  readonly opened: Readonly<Record<SampleModuleId, number>>;
}

export interface SampleStaff {
  readonly id: string;
  readonly firstName: string;
  readonly role: SampleRole;
  /** What the person is called at work, for the screen: "Room leader". */
  readonly title: string;
  /** Ids of nurseries: one for educators and leaders, two for the mentor, all for the programme lead. */
  readonly nurseries: readonly string[];
  /** Id of a room, or null for people who belong to no single room. */
  readonly room: string | null;
  /** Different for everybody who shares a tablet. */
  readonly hue: SampleHue;
  /** Six digits that obey the PIN rules; for the demo only. */
  readonly pin: string;
}

export interface SampleBaby {
  readonly id: string;
  readonly firstName: string;
  readonly ageMonths: number;
  readonly nursery: string;
  readonly room: string;
  /** Id of the staff member who is this baby's key person. */
  readonly keyPerson: string;
  /** BCP 47 tag of the language spoken at home. */
  readonly homeLanguage: string;
  /** File name in public/faces/. */
  readonly face: string;
}

export interface SampleReflection extends SampleMoment {
  readonly id: string;
  readonly by: string;
  readonly module: SampleModuleId;
  readonly prompt: SamplePrompt;
  readonly audience: SampleAudience;
  /** Paragraphs are parted by an empty line. */
  readonly text: string;
  readonly baby?: string;
}

export interface SampleTry extends SampleMoment {
  readonly id: string;
  readonly by: string;
  readonly module: SampleModuleId;
  readonly how: SampleOutcome;
  readonly line: string;
  readonly baby?: string;
}

export interface SampleStrengthWord extends SampleMoment {
  readonly baby: string;
  readonly side: 'family' | 'educators';
  readonly slot: 1 | 2 | 3;
  readonly word: string;
  /** BCP 47 tag of the language in which the word is written. */
  readonly lang: string;
  /** What the word means, where it is not English. */
  readonly inEnglish?: string;
  /** A staff id on the educators' side; on the family's side how the person is known to the baby: "Dad". */
  readonly by: string;
}

export interface SampleProgress extends SampleMoment {
  readonly by: string;
  readonly module: SampleModuleId;
  /** Positions of watched chapters, counted from 1, or every chapter. */
  readonly watched: 'all' | readonly number[];
}
