// The languages that families can read here, and which of them somebody means who speaks or writes this or that at home.

export interface Language {
  /** Names its catalogue, locales/<tag>.po, and its plural rules. */
  readonly tag: string;
  /** BCP 47, as precise as the words are: for `lang`, so that fonts and voices are the right ones. */
  readonly lang: string;
  /** Its own name in its own script. */
  readonly name: string;
  readonly inEnglish: string;
  readonly dir: 'ltr' | 'rtl';
}

export const english: Language = { tag: 'en', lang: 'en-GB', name: 'English', inEnglish: 'English', dir: 'ltr' };

/** In the order in which they are offered: English first, then by their English names. */
export const languages: readonly Language[] = [
  english,
  { tag: 'ar', lang: 'ar', name: 'العربية', inEnglish: 'Arabic', dir: 'rtl' },
  { tag: 'bn', lang: 'bn', name: 'বাংলা', inEnglish: 'Bengali', dir: 'ltr' },
  { tag: 'zh-Hans', lang: 'zh-Hans', name: '简体中文', inEnglish: 'Chinese (simplified)', dir: 'ltr' },
  { tag: 'lt', lang: 'lt', name: 'Lietuvių', inEnglish: 'Lithuanian', dir: 'ltr' },
  { tag: 'pa', lang: 'pa', name: 'ਪੰਜਾਬੀ', inEnglish: 'Panjabi', dir: 'ltr' },
  { tag: 'pl', lang: 'pl', name: 'Polski', inEnglish: 'Polish', dir: 'ltr' },
  { tag: 'pt', lang: 'pt-PT', name: 'Português', inEnglish: 'Portuguese', dir: 'ltr' },
  { tag: 'ro', lang: 'ro', name: 'Română', inEnglish: 'Romanian', dir: 'ltr' },
  { tag: 'tr', lang: 'tr', name: 'Türkçe', inEnglish: 'Turkish', dir: 'ltr' },
  { tag: 'uk', lang: 'uk', name: 'Українська', inEnglish: 'Ukrainian', dir: 'ltr' },
  { tag: 'ur', lang: 'ur', name: 'اردو', inEnglish: 'Urdu', dir: 'rtl' },
];

interface Written {
  readonly language: string;
  readonly script: string | undefined;
  readonly region: string | undefined;
}

/**
 * What a tag says, and what it leaves to be understood: 'pa' is Panjabi in Gurmukhi, 'pa-PK' in Arabic letters, 'zh-HK' Chinese in
 * traditional characters. Takes the underscores of Android's voices too; null for what is no tag ('', 'Polish').
 */
export function writtenAs(tag: string): Written | null {
  try {
    const { language, script, region } = new Intl.Locale(tag.replaceAll('_', '-')).maximize();
    return { language, script, region };
  } catch {
    return null;
  }
}

/** The language of ours that is spoken and written so; undefined where there is none, and English has to do. */
export function languageFor(tag: string): Language | undefined {
  const asked = writtenAs(tag);
  if (!asked) return undefined;
  return languages.find(({ lang }) => {
    const ours = writtenAs(lang);
    return ours?.language === asked.language && ours.script === asked.script;
  });
}
