// The words on the sample strengths boards: some boards full, some half made, some still waiting for the family.

import type { SampleStrengthWord } from './sample-types';

/** A filled tile before it knows its baby and its place on the board. */
type Tile = Omit<SampleStrengthWord, 'baby' | 'slot'>;

interface Board {
  readonly baby: string;
  readonly family?: readonly Tile[];
  readonly educators: readonly Tile[];
}

const BOARDS: readonly Board[] = [
  {
    baby: 'zosia',
    family: said('pl', 'Mama', 38, '17:41', ['ciekawska', 'pogodna', 'czuła'], ['curious', 'sunny', 'tender']),
    educators: [heard('determined', 'kasia', 40), heard('musical', 'donna', 39), heard('sociable', 'helen', 37)],
  },
  {
    baby: 'liban',
    family: said('so', 'Hooyo', 35, '16:22', ['deggan', 'geesi'], ['calm', 'brave']),
    educators: [heard('observant', 'amina', 41), heard('gentle', 'donna', 34)],
  },
  {
    baby: 'mabel',
    family: said('en', 'Dad', 41, '15:34', ['noticing', 'giggly', 'snuggly']),
    educators: [heard('thoughtful', 'amina', 43), heard('trusting', 'kasia', 42), heard('bright-eyed', 'helen', 40)],
  },
  {
    baby: 'jeevan',
    family: said('pa', 'Dadi', 24, '17:15', ['ਹੱਸਮੁਖ', 'ਬਹਾਦਰ', 'ਪਿਆਰਾ'], ['cheerful', 'brave', 'lovely']),
    educators: [heard('expressive', 'donna', 27), heard('strong', 'amina', 25)],
  },
  {
    baby: 'nell',
    family: said('en', 'Mum and Dad', 33, '17:05', ['expressive', 'funny', 'watchful']),
    educators: [heard('storyteller', 'precious', 36), heard('warm', 'tom', 33), heard('inventive', 'precious', 31)],
  },
  {
    baby: 'tobi',
    family: said('yo', 'Dad', 20, '16:58', ['ayọ̀'], ['joy']),
    educators: [heard('rhythmic', 'precious', 25), heard('generous', 'tom', 22), heard('playful', 'precious', 22)],
  },
  {
    baby: 'maryam',
    family: said('ur', 'Ammi', 36, '15:48', ['ہنس مکھ', 'بہادر', 'پُرسکون'], ['smiling', 'brave', 'peaceful']),
    educators: [heard('focused', 'tom', 40), heard('welcoming', 'precious', 38)],
  },
  {
    baby: 'matei',
    family: said('ro', 'Bunica', 17, '08:02', ['vesel', 'hotărât', 'blând'], ['cheerful', 'determined', 'gentle']),
    educators: [heard('loyal', 'ioana', 16), heard('musical', 'ioana', 13), heard('cuddly', 'grace', 12)],
  },
  {
    baby: 'labiba',
    family: said('bn', 'Abbu', 30, '17:22', ['হাসিখুশি', 'কৌতূহলী', 'সাহসী'], ['cheerful', 'curious', 'brave']),
    educators: [heard('sociable', 'shabnam', 34), heard('persistent', 'callum', 30)],
  },
  {
    baby: 'alfie',
    family: said('en', 'Nan', 21, '16:35', ['cheeky', 'loving']),
    educators: [heard('adventurous', 'ellie', 28), heard('kind', 'callum', 26), heard('energetic', 'ellie', 22)],
  },
  {
    baby: 'yara',
    family: said('ar', 'Mama', 14, '15:30', ['حنونة', 'مرحة', 'شجاعة'], ['affectionate', 'playful', 'brave']),
    educators: [heard('attentive', 'shabnam', 15)],
  },
  {
    baby: 'efe',
    family: said('tr', 'Baba', 9, '17:10', ['meraklı', 'neşeli', 'azimli'], ['curious', 'cheerful', 'determined']),
    educators: [heard('wondering', 'callum', 2), heard('patient', 'grace', 8), heard('bold', 'ellie', 7)],
  },
  {
    baby: 'olive',
    educators: [heard('serene', 'grace', 11), heard('trusting', 'ioana', 6)],
  },
  {
    baby: 'kit',
    family: said('en', 'Mum', 23, '16:12', ['inventive', 'funny', 'tender']),
    educators: [heard('thoughtful', 'ellie', 22), heard('careful', 'shabnam', 20)],
  },
  {
    baby: 'danylo',
    family: said('uk', 'Мама', 90, '16:40', ['допитливий', 'лагідний', 'веселий'], ['inquisitive', 'gentle', 'cheerful']),
    educators: [heard('steady', 'priya', 95), heard('brave', 'bukola', 92), heard('generous', 'yusuf', 88)],
  },
  {
    baby: 'ines',
    family: said('pt', 'Mãe', 60, '17:33', ['curiosa', 'meiga', 'alegre'], ['curious', 'sweet-natured', 'joyful']),
    educators: [heard('inventive', 'bukola', 27), heard('patient', 'bukola', 26), heard('calm', 'priya', 55)],
  },
  {
    baby: 'bea',
    family: said('en', 'Mummy', 30, '12:20', ['smiley', 'strong', 'chatty']),
    educators: [heard('trusting', 'yusuf', 15)],
  },
  {
    baby: 'lok-lok',
    family: said('zh-HK', '媽媽', 48, '16:50', ['開朗', '好奇', '溫柔'], ['cheerful', 'curious', 'gentle']),
    educators: [heard('graceful', 'mei', 47), heard('imaginative', 'sian', 44)],
  },
  {
    baby: 'kojo',
    educators: [heard('confident', 'leanne', 40), heard('welcoming', 'leanne', 39), heard('lively', 'nadine', 33)],
  },
  {
    baby: 'imani',
    family: said('en', 'Grandma', 52, '17:02', ['joyful', 'confident', 'loving']),
    educators: [heard('dancing', 'leanne', 51), heard('kind', 'mei', 49), heard('inventive', 'nadine', 45)],
  },
  {
    baby: 'seren',
    family: said('cy', 'Nain', 3, '15:55', ['llawen', 'addfwyn'], ['joyful', 'gentle']),
    educators: [heard('musical', 'sian', 70), heard('caring', 'mei', 20), heard('spirited', 'nadine', 18)],
  },
];

const SLOTS = [1, 2, 3] as const;

/** One entry per filled tile; a tile that is not listed is still empty. */
export const sampleStrengthWords: readonly SampleStrengthWord[] = BOARDS.flatMap(({ baby, family = [], educators }) => [
  ...placed(baby, family),
  ...placed(baby, educators),
]);

function placed(baby: string, tiles: readonly Tile[]): SampleStrengthWord[] {
  return SLOTS.flatMap(slot => {
    const tile = tiles[slot - 1];
    return tile ? [{ baby, slot, ...tile }] : [];
  });
}

/** The family's words, in their language; `meanings` in the same order where that is not English. */
function said(lang: string, by: string, daysAgo: number, at: string, words: readonly string[], meanings: readonly string[] = []): Tile[] {
  return words.map((word, i) => {
    const inEnglish = meanings[i];
    return { side: 'family', word, lang, by, daysAgo, at, ...(inEnglish ? { inEnglish } : {}) };
  });
}

/** One educator's word, added at the quiet time after lunch. */
function heard(word: string, by: string, daysAgo: number): Tile {
  return { side: 'educators', word, lang: 'en', by, daysAgo, at: '13:05' };
}
