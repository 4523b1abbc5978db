// What a passphrase must not be: short, one of those that everybody tries first, or little more than her own name. Nothing is asked of its letters.
import { characters } from '../../kernel/text';

const shortestPassphrase = 12;

export type PassphraseTrouble = 'passphrase-too-short' | 'passphrase-too-common' | 'passphrase-has-name';

/** Beginnings of the lists that are tried first, and what people here would think of first; a few digits or signs round them add nothing. */
const stems = new Set(
  `password passwort passphrase passw0rd p@ssw0rd p@ssword qwerty qwertyuiop qwertyuiopasdfghjkl asdfghjkl asdfghjklzxcvbnm zxcvbnm azerty qazwsx
  qazwsxedc 1q2w3e4r 1q2w3e4r5t 1qaz2wsx3edc abc abcd abcdef abcdefgh abcdefghijkl letmein letmeinplease welcome welcomeback iloveyou iloveyouso
  admin administrator changeme changemenow changeit secret topsecret supersecret test testing default login master monkey dragon sunshine
  princess football baseball superman batman starwars liverpool liverpoolfc manchester manunited chelsea arsenal everton england london
  correcthorsebatterystaple larkrise nursery mynursery nurseryschool thenursery children mybabies ilovebabies babyroom goodmorning
  openthedoor openplease computer internet whatever trustno incorrect thisismypassword mypassword mypassphrase ilovemykids ilovemychildren`.split(
    /\s+/,
  ),
);

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s._-]+/gu, '');

/** One piece over and over: `abababababab`, `larklarklark`. */
const isRepeated = (text: string): boolean => /^(.{1,8}?)\1+$/u.test(text);

/** Digits or letters in the order in which they stand: 123456789012, abcdefghijkl. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((sign, at) => (sign.codePointAt(0) ?? 0) - (text.codePointAt(at) ?? 0));
  const isStep = (step: number) => step === 1 || step === -9;
  return steps.every(isStep) || steps.every(step => isStep(-step));
}

function isCommon(text: string): boolean {
  const stem = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return stems.has(text) || (stem !== '' && stems.has(stem)) || isRepeated(text) || isRepeated(stem) || isRun(text) || stem.length < 3;
}

/** What is left of it beside her names is too little to be a passphrase. */
function isHerName(text: string, names: readonly string[]): boolean {
  const known = names.map(bare).filter(name => name.length >= 3);
  const left = known.reduce((so, name) => so.replaceAll(name, ''), text);
  return left !== text && characters(left.replace(/\d+$/u, '')) < shortestPassphrase - 4;
}

/** `names`: her first name and her sign-in name. Null where it is good. */
export function passphraseTrouble(passphrase: string, names: readonly string[]): PassphraseTrouble | null {
  if (characters(passphrase.trim()) < shortestPassphrase) return 'passphrase-too-short';
  const text = bare(passphrase);
  if (isHerName(text, names)) return 'passphrase-has-name';
  return isCommon(text) ? 'passphrase-too-common' : null;
}
