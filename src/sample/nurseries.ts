// The three sample nurseries of one made-up local authority: their rooms, the people who work there, and the babies.

import type { SampleBaby, SampleNursery, SampleStaff } from './sample-types';

export const sampleNurseries: readonly SampleNursery[] = [
  {
    id: 'quince-street',
    name: 'Quince Street Nursery',
    cohort: 'Autumn cohort',
    doorsOpenAt: '07:30',
    rooms: [
      { id: 'wrens', name: 'Wrens', fromMonths: 4, toMonths: 13 },
      { id: 'finches', name: 'Finches', fromMonths: 13, toMonths: 24 },
    ],
    opened: {
      'strengths-of-every-baby': 46,
      'tuning-in': 32,
      'key-person-and-attachment': 18,
      'awe-and-wonder': 4,
      'local-parks-with-families': -10,
      'treasure-baskets': -24,
      'meals-and-care-as-learning': -38,
      'what-now-what-next': -52,
    },
  },
  {
    id: 'osier-wharf',
    name: 'Osier Wharf Nursery',
    cohort: 'Autumn cohort',
    doorsOpenAt: '07:30',
    rooms: [{ id: 'otters', name: 'Otters', fromMonths: 4, toMonths: 24 }],
    opened: {
      'strengths-of-every-baby': 46,
      'tuning-in': 32,
      'key-person-and-attachment': 18,
      'awe-and-wonder': 4,
      'local-parks-with-families': -10,
      'treasure-baskets': -24,
      'meals-and-care-as-learning': -38,
      'what-now-what-next': -52,
    },
  },
  {
    id: 'larch-fold',
    name: 'Larch Fold Nursery',
    cohort: 'First cohort',
    doorsOpenAt: '07:45',
    rooms: [
      { id: 'acorns', name: 'Acorns', fromMonths: 4, toMonths: 13 },
      { id: 'catkins', name: 'Catkins', fromMonths: 13, toMonths: 24 },
    ],
    opened: {
      'strengths-of-every-baby': 102,
      'tuning-in': 88,
      'key-person-and-attachment': 74,
      'awe-and-wonder': 60,
      'local-parks-with-families': 46,
      'treasure-baskets': 32,
      'meals-and-care-as-learning': 18,
      'what-now-what-next': 4,
    },
  },
];

const QUINCE = ['quince-street'];
const OSIER = ['osier-wharf'];
const LARCH = ['larch-fold'];
const BOTH_BY_THE_RIVER = [...QUINCE, ...OSIER];
const ALL = [...QUINCE, ...OSIER, ...LARCH];

export const sampleStaff: readonly SampleStaff[] = [
  staff('amina', 'Amina', 'educator', 'Educator', QUINCE, 'wrens', 'teal', '735182'),
  staff('kasia', 'Kasia', 'educator', 'Educator', QUINCE, 'wrens', 'ochre', '603749'),
  staff('donna', 'Donna', 'educator', 'Senior educator', QUINCE, 'wrens', 'clay', '948537'),
  staff('precious', 'Precious', 'educator', 'Educator', QUINCE, 'finches', 'plum', '805164'),
  staff('tom', 'Tom', 'educator', 'Apprentice', QUINCE, 'finches', 'sky', '714250'),
  staff('helen', 'Helen', 'leader', 'Room leader', QUINCE, 'wrens', 'moss', '836157'),
  staff('marcia', 'Marcia', 'leader', 'Nursery manager', QUINCE, null, 'rose', '815793'),

  staff('ioana', 'Ioana', 'educator', 'Educator', OSIER, 'otters', 'rose', '485197'),
  staff('shabnam', 'Shabnam', 'educator', 'Senior educator', OSIER, 'otters', 'teal', '509247'),
  staff('callum', 'Callum', 'educator', 'Educator', OSIER, 'otters', 'moss', '415970'),
  staff('ellie', 'Ellie', 'educator', 'Educator', OSIER, 'otters', 'sky', '706142'),
  staff('grace', 'Grace', 'educator', 'Educator', OSIER, 'otters', 'ochre', '586190'),
  staff('farida', 'Farida', 'leader', 'Nursery manager', OSIER, null, 'plum', '958041'),

  staff('bukola', 'Bukola', 'educator', 'Educator', LARCH, 'acorns', 'plum', '709382'),
  staff('priya', 'Priya', 'educator', 'Senior educator', LARCH, 'acorns', 'clay', '964058'),
  staff('yusuf', 'Yusuf', 'educator', 'Educator', LARCH, 'acorns', 'teal', '609485'),
  staff('sian', 'Siân', 'educator', 'Educator', LARCH, 'catkins', 'moss', '395082'),
  staff('leanne', 'Leanne', 'educator', 'Educator', LARCH, 'catkins', 'sky', '369140'),
  staff('mei', 'Mei', 'educator', 'Apprentice', LARCH, 'catkins', 'ochre', '526384'),
  staff('nadine', 'Nadine', 'leader', 'Room leader', LARCH, 'catkins', 'rose', '735286'),
  staff('gillian', 'Gillian', 'leader', 'Nursery manager', LARCH, null, 'slate', '859062'),

  staff('ruth', 'Ruth', 'mentor', 'Mentor', BOTH_BY_THE_RIVER, null, 'slate', '375864'),
  staff('denise', 'Denise', 'programme-lead', 'Training officer', ALL, null, 'slate', '905248'),
];

export const sampleBabies: readonly SampleBaby[] = [
  baby('zosia', 'Zosia', 11, 'quince-street', 'wrens', 'kasia', 'pl'),
  baby('liban', 'Liban', 9, 'quince-street', 'wrens', 'amina', 'so'),
  baby('mabel', 'Mabel', 6, 'quince-street', 'wrens', 'amina', 'en'),
  baby('jeevan', 'Jeevan', 12, 'quince-street', 'wrens', 'donna', 'pa'),
  baby('nell', 'Nell', 16, 'quince-street', 'finches', 'precious', 'bfi'),
  baby('tobi', 'Tobi', 18, 'quince-street', 'finches', 'precious', 'yo'),
  baby('maryam', 'Maryam', 14, 'quince-street', 'finches', 'tom', 'ur'),

  baby('matei', 'Matei', 10, 'osier-wharf', 'otters', 'ioana', 'ro'),
  baby('labiba', 'Labiba', 13, 'osier-wharf', 'otters', 'shabnam', 'bn'),
  baby('alfie', 'Alfie', 17, 'osier-wharf', 'otters', 'ellie', 'en'),
  baby('yara', 'Yara', 8, 'osier-wharf', 'otters', 'shabnam', 'ar'),
  baby('efe', 'Efe', 15, 'osier-wharf', 'otters', 'callum', 'tr'),
  baby('olive', 'Olive', 5, 'osier-wharf', 'otters', 'grace', 'en'),
  baby('kit', 'Kit', 19, 'osier-wharf', 'otters', 'ellie', 'en'),

  baby('danylo', 'Danylo', 12, 'larch-fold', 'acorns', 'priya', 'uk'),
  baby('ines', 'Inês', 9, 'larch-fold', 'acorns', 'bukola', 'pt'),
  baby('bea', 'Bea', 7, 'larch-fold', 'acorns', 'yusuf', 'en'),
  baby('lok-lok', 'Lok Lok', 15, 'larch-fold', 'catkins', 'mei', 'zh-HK'),
  baby('kojo', 'Kojo', 20, 'larch-fold', 'catkins', 'leanne', 'tw'),
  baby('imani', 'Imani', 18, 'larch-fold', 'catkins', 'leanne', 'en'),
  baby('seren', 'Seren', 14, 'larch-fold', 'catkins', 'sian', 'cy'),
];

function staff(
  id: string,
  firstName: string,
  role: SampleStaff['role'],
  title: string,
  nurseries: readonly string[],
  room: string | null,
  hue: SampleStaff['hue'],
  pin: string,
): SampleStaff {
  return { id, firstName, role, title, nurseries, room, hue, pin };
}

function baby(
  id: string,
  firstName: string,
  ageMonths: number,
  nursery: string,
  room: string,
  keyPerson: string,
  homeLanguage: string,
): SampleBaby {
  return { id, firstName, ageMonths, nursery, room, keyPerson, homeLanguage, face: `${id}.svg` };
}
