// People, babies and words that are hard to lay out: one letter and sixty, no place to break, emoji, five scripts, both directions.
import { reflectionKind } from '../../src/features/reflections/reflection';
import { childKind } from '../../src/features/roster/child';
import { colleagueKind } from '../../src/features/roster/colleague';
import { mostCharactersInAWord, strengthWordKind } from '../../src/features/strengths-boards/strength-word';
import type { SampleChange } from '../../src/sample/sample-changes';
import type { SampleHue } from '../../src/sample/sample-types';

export const nursery = { id: 'hard-place', rooms: ['larks', 'nightingales'] } as const;
const [larks, nightingales] = nursery.rooms;

const unbroken = (length: number): string => 'Maximiliana'.repeat(10).slice(0, length);

/** The name of who unlocks in these tests: nowhere to break it. */
const longest = unbroken(60);

const hardNames = [
  longest,
  'Wilhelmina Josephine Anastasia Bernadette from Orchard Row 5',
  'A',
  'Å',
  '思',
  '🌻🐝 Zuzanna 👩🏽‍🍼',
  'مريم',
  'نور الهدى بنت السماء الصافية فوق الحقول الخضراء الواسعة جدا',
  'گل بہار',
  'ਗੁਰਲੀਨ',
  'আনন্দময়ী',
  'Świętosława Żółcińska',
  'Çağla',
  'Ївга',
  "O'Ana-Maria",
] as const;

const staffCount = 40;
const hues: readonly SampleHue[] = ['teal', 'clay', 'ochre', 'plum', 'moss', 'sky', 'rose', 'slate'];
const plainName = (at: number): string => `Anna ${String.fromCharCode(65 + (at % 26))}${at}`;

export interface HardPerson {
  readonly id: string;
  readonly name: string;
  readonly hue: SampleHue;
  readonly role: 'educator' | 'leader';
  readonly room: string | null;
}

export const people: readonly HardPerson[] = Array.from({ length: staffCount }, (_, at) => ({
  id: `person-${at}`,
  name: hardNames[at] ?? plainName(at),
  hue: hues[at % hues.length] ?? 'teal',
  role: at === 1 ? 'leader' : 'educator',
  room: at === 1 ? null : at % 2 === 0 ? larks : nightingales,
}));

/** Obeys the rules for PINs; everybody here has it. */
export const pin = '735182';

const named = (at: number): HardPerson => {
  const found = people[at];
  if (!found) throw new Error(`nobody has the number ${at}`);
  return found;
};
export const author = named(0);
const leader = named(1);
const arabic = named(6);

/** A UUID of the number, so that each thing has the same one each time. */
const idOf = (kind: number, at: number): string => `00000000-0000-4000-8${String(kind).padStart(3, '0')}-${String(at).padStart(12, '0')}`;

const texts = [
  'a',
  `${'b'.repeat(300)} and nowhere to break it`,
  'جلست معها اليوم ونظرت إليّ طويلا ثم ابتسمت، and I wrote 3 words: هادئة، فضولية، صبورة.',
  '🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞🌞',
  'First line\n\n\n\n\n\nand far below it the second',
  `${'I sat beside her and waited, and when I had waited long enough she handed me the spoon. '.repeat(60)}`,
  'ਮੈਂ ਉਸ ਦੇ ਨਾਲ ਬੈਠੀ ਸੀ ਅਤੇ ਉਸ ਨੇ ਮੇਰੇ ਵੱਲ ਦੇਖਿਆ।',
  '<b>not bold</b> & "quoted" {name}',
] as const;

const reflectionCount = 300;

const reflections = (now: number): SampleChange[] =>
  Array.from({ length: reflectionCount }, (_, at) => ({
    author: author.id,
    kind: reflectionKind,
    id: idOf(1, at),
    set: { module: null, prompt: null, text: texts[at % texts.length] ?? '' },
    at: now - (at + 1) * 7_200_000,
  }));

const colleagues = (now: number): SampleChange[] =>
  people.map(({ id, name, role, room, hue }) => ({
    author: leader.id,
    kind: colleagueKind,
    id,
    set: { name, role, room: room ?? '', nursery: nursery.id, hue },
    at: now - 1e10,
    asSetUp: true,
  }));

/** Without a picture, but one whose picture is not there. */
const babies = (now: number): SampleChange[] =>
  hardNames.map((name, at) => ({
    author: leader.id,
    kind: childKind,
    id: idOf(2, at),
    set: {
      room: larks,
      name,
      keyPerson: author.id,
      ageInMonths: at % 60,
      homeLanguage: ['en', 'ar', 'ur', 'pa', 'pl'][at % 5] ?? 'en',
      face: at === 2 ? 'nobody.svg' : '',
    },
    at: now - 9e9 + at,
  }));

const hardWords = [
  unbroken(mostCharactersInAWord),
  'a',
  'تبتسم وتضحك مع كل من يجلس إلى جانبها',
  'ਹੱਸਮੁੱਖ',
  'ہنستی کھیلتی اور دوسروں کا خیال رکھنے وا',
  'looks for everybody who is not there yet',
  '🌻🌻🌻🌻🌻',
  'Żądna przygód i ciekawa wszystkiego świa',
];

/** The first two babies have more words than their boards show, the third none. */
const words = (now: number): SampleChange[] =>
  [0, 1].flatMap(baby =>
    hardWords.map((word, at) => ({
      author: at % 3 === 0 ? arabic.id : author.id,
      kind: strengthWordKind,
      id: idOf(3, baby * 100 + at),
      set: { child: idOf(2, baby), room: larks, side: at % 2 === 0 ? 'family' : 'educator', word, standing: 'said' },
      at: now - 8e9 + at,
    })),
  );

/** Where the babies of these numbers have their boards. */
export const boardOf = (baby: number): string => `/babies/${idOf(2, baby)}`;
export const reflectionAt = (at: number): string => `/reflections/${idOf(1, at)}`;

export const hardChanges = (now: number): readonly SampleChange[] =>
  [...colleagues(now), ...babies(now), ...words(now), ...reflections(now)].sort((one, other) => one.at - other.at);
