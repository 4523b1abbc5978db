// Somebody's own account in the office: passphrase, authenticator, recovery codes.
import { define } from './define';

export const officeAccountWords = define('office-account', {
  title: 'My account',
  youAre: 'You are {name}, {role}. Your sign-in name is {signInName}.',
  passphrase: 'Passphrase',
  now: 'Your passphrase of now',
  next: 'Your new passphrase',
  change: 'Change the passphrase',
  changed: 'Your passphrase is changed. Wherever else you were signed in, you are signed out now.',
  factor: 'Authenticator',
  factorHelp: 'With a new phone you set it up anew. The old one works until the new one has shown its first digits.',
  factorBegin: 'Set up another authenticator',
  factorFinish: 'Use this one from now on',
  recovery: 'Recovery codes',
  recoveryLeft:
    '{count, plural, =0 {You have no recovery codes left. Please make new ones.} one {You have one recovery code left. Please make new ones soon.} other {You have # recovery codes left.}}',
  recoveryNew: 'Make ten new ones',
  recoveryNewHelp: 'The old ones are worth nothing from then on.',
});
