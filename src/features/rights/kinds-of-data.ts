// What each kind of record is called in reports and certificates, what its fields are called, and which of them are worth reading.

interface KindOfData {
  /** Of one of them. */
  readonly name: string;
  /** Over all of them. */
  readonly title: string;
  /** What each field is called, in the order of reading; what is not here is for machines alone. */
  readonly fields: Readonly<Record<string, string>>;
}

/** By record kind; a test asks for every kind that there is. */
export const kindsOfData: Readonly<Record<string, KindOfData>> = {
  reflection: { name: 'reflection', title: 'Reflections', fields: { text: 'Words', module: 'Module', prompt: 'Prompt' } },
  'shared-reflection': {
    name: 'shared copy of a reflection',
    title: 'Reflections that were sent to a mentor',
    fields: { text: 'Words as they were sent', standing: 'Stands as', module: 'Module', prompt: 'Prompt' },
  },
  opening: {
    name: 'note that shared words were opened',
    title: 'Who opened what was shared',
    fields: { by: 'Opened by', reflection: 'Reflection' },
  },
  'gap-task-try': {
    name: 'try of a gap task',
    title: 'Tries of gap tasks',
    fields: { note: 'Words', went: 'How it went', task: 'Gap task', module: 'Module' },
  },
  'strength-word': {
    name: 'word on a strengths board',
    title: 'Words on strengths boards',
    fields: { word: 'Word', side: 'Said by', standing: 'Stands as' },
  },
  'module-progress': { name: 'progress in a module', title: 'Modules', fields: { module: 'Module', chapters: 'Chapters watched' } },
  attachment: {
    name: 'photo or voice note',
    title: 'Photos and voice notes',
    fields: { what: 'What it is', seconds: 'Seconds', standing: 'Stands as' },
  },
  thumbnail: { name: 'small picture of a photo', title: 'Small pictures of photos', fields: {} },
  child: {
    name: 'baby',
    title: 'The baby as the nursery knows her',
    fields: {
      name: 'First name',
      ageInMonths: 'Age in months',
      homeLanguage: 'Language at home',
      keyPerson: 'Key person',
      room: 'Room',
      standing: 'Stands as',
    },
  },
  colleague: {
    name: 'member of staff as colleagues see her',
    title: 'How colleagues see you',
    fields: { name: 'First name', role: 'Role', room: 'Room', nursery: 'Nursery', hue: 'Colour', standing: 'Stands as' },
  },
  complaint: { name: 'complaint', title: 'Complaints', fields: { words: 'Words', from: 'From' } },
  'complaint-answer': {
    name: 'answer to a complaint',
    title: 'Answers to complaints',
    fields: { step: 'What it is', words: 'Words', by: 'By' },
  },
  'complaint-draft': { name: 'complaint that was begun', title: 'Complaints that were begun', fields: { words: 'Words' } },
  'set-aside': {
    name: 'value that gave way to another',
    title: 'Words of yours that gave way to others',
    fields: { value: 'What you had written', field: 'In', kind: 'Of', standing: 'Stands as' },
  },
  'kept-apart': { name: 'note about changes that were not taken in', title: 'Notes about changes that were not taken in', fields: {} },
  erasure: { name: 'note about an erasure', title: 'Notes about erasures', fields: {} },
};

/** What goes with records and is none (`ErasedBeside`). */
const beside: Readonly<Record<string, string>> = {
  'earlier-versions': 'kept version of what was written',
  files: 'file of a photo or voice note',
  'refused-changes': 'change that had not been taken in',
  keys: 'key that opened private words',
};

export const namesOfKind = (kind: string): string => kindsOfData[kind]?.name ?? beside[kind] ?? kind;
export const titleOfKind = (kind: string): string => kindsOfData[kind]?.title ?? kind;

/** How most things stand: not worth a line. */
const ordinary: readonly unknown[] = ['said', 'here', 'there'];

const languages = new Intl.DisplayNames(['en-GB'], { type: 'language', fallback: 'code' });

/** A tag that is none stays as it was typed. */
function languageInWords(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Values of choices, where the word of the program is no word for reading. */
const choices: Readonly<Record<string, string>> = {
  withdrawn: 'taken back, only yours',
  'with-mentor': 'with the mentor',
  'taken-back': 'taken back',
  family: 'the family',
  educator: 'an educator',
  leader: 'a leader',
  mentor: 'a mentor',
  'programme-lead': 'a programme lead',
  well: 'well',
  mixed: 'partly',
  'not-yet': 'not yet',
  voice: 'voice note',
  photo: 'photo',
  removed: 'removed',
  left: 'has left',
  open: 'not decided yet',
  dealt: 'decided',
  acknowledged: 'acknowledged',
  'going-on': 'still at work on it',
  outcome: 'the outcome',
};
/** Fields whose values are choices; any other field holds what people wrote. */
const choiceFields: readonly string[] = ['standing', 'side', 'went', 'what', 'role', 'step'];

const inWords = (field: string, value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(one => inWords(field, one)).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  if (field === 'homeLanguage') return value === '' ? '' : languageInWords(String(value));
  if (field === 'standing' && ordinary.includes(value)) return '';
  return choiceFields.includes(field) ? (choices[String(value)] ?? String(value)) : String(value);
};

export interface FieldInWords {
  readonly field: string;
  readonly label: string;
  readonly value: string;
}

/** What is worth reading of a record; of a kind that nobody described everything is. */
export function fieldsInWords(kind: string, values: Readonly<Record<string, unknown>>): readonly FieldInWords[] {
  const known = kindsOfData[kind]?.fields;
  const named: readonly (readonly [string, string])[] = known ? Object.entries(known) : Object.keys(values).map(name => [name, name]);
  return named.flatMap(([field, label]) => {
    const value = Object.hasOwn(values, field) ? inWords(field, values[field]) : '';
    return value === '' ? [] : [{ field, label, value }];
  });
}
